"""Which objects a workload asks for because another operator may have left them."""

from typing import Any

import msgspec
import pytest

from hooks import parents

METADATA = {"name": "k8s", "namespace": "monitoring", "uid": "u", "generation": 2}
THEIRS = {"Available": "True", "Reconciled": "True"}
OURS = {**THEIRS, "ConfigurationComplete": "False"}
NAMED = {
    "Prometheus": ("statefulsets/prometheus-k8s", "secrets/prometheus-k8s"),
    "PrometheusAgent": ("statefulsets/prom-agent-k8s", "secrets/prom-agent-k8s"),
    "Alertmanager": ("statefulsets/alertmanager-k8s", "secrets/alertmanager-k8s-generated"),
}


def asked_for(kind: str, conditions: dict[str, str]) -> set[str]:
    """What is asked for by name."""
    version = "v1alpha1" if kind == "PrometheusAgent" else "v1"
    status = {"conditions": [{"type": name, "status": value, "lastTransitionTime": "2026-01-01T00:00:00Z"} for name, value in conditions.items()]}
    parent: dict[str, Any] = {"apiVersion": f"monitoring.coreos.com/{version}", "kind": kind, "metadata": METADATA, "spec": {}, "status": status}
    rules = msgspec.json.decode(parents.customize(kind.lower(), msgspec.json.encode({"parent": parent})))["relatedResources"]
    return {f"{rule['resource']}/{name}" for rule in rules for name in rule.get("names", ())}


@pytest.mark.parametrize("kind", sorted(NAMED))
def test_the_configuration_comes_twice_only_until_it_was_seen_as_a_child(kind: str) -> None:
    workload, config = NAMED[kind]
    assert {config, workload} <= asked_for(kind, {})
    assert {config, workload} <= asked_for(kind, THEIRS)
    assert {config, workload} <= asked_for(kind, OURS | {"Reconciled": "False"})
    assert workload in asked_for(kind, OURS)
    assert config not in asked_for(kind, OURS)
