"""Accepted objects → prometheus.yaml: one module a section and a kind, sections typed in ``model.py`` with the version each field came with."""
