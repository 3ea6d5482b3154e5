"""The CRD generator."""
