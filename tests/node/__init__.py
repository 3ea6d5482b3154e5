"""promhooks on a real Kubernetes node: ``make test-node``."""
