"""Kubernetes workloads: one module per parent's pods (prometheus, agent, alertmanager, thanos_ruler), one per part that they share."""
