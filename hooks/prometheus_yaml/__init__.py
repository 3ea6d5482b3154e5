"""Accepted objects → prometheus.yaml: one module per section and per kind, sections typed in ``model.py`` with the version each field came with."""
