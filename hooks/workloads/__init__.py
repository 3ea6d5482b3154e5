"""Kubernetes workloads: one module a parent's pods (prometheus, agent, alertmanager, thanos_ruler), one a part that they share."""
