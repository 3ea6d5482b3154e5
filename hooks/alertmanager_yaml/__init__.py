"""alertmanager.yaml: its format, what Alertmanager refuses, what a version does not know, and the Secret that holds it."""
