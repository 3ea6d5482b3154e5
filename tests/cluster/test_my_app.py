"""The example in a cluster: what comes about, who owns it, and that nothing is written twice."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from hooks.protocol import Manifest
from tests.cluster.installation import CHILDREN, Installation, versions

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(300)]
EXAMPLE = Path(__file__).parents[2] / "examples" / "my-app"
OWNED = {
    "Alertmanager": {
        "Secret alertmanager-prometheus-alertmanager-generated",
        "Secret alertmanager-prometheus-alertmanager-tls-assets-0",
        "Secret alertmanager-prometheus-alertmanager-web-config",
        "Secret alertmanager-prometheus-alertmanager-cluster-tls-config",
        "Service alertmanager-operated",
        "StatefulSet alertmanager-prometheus-alertmanager",
    },
    "Prometheus": {
        "Secret prometheus-prometheus",
        "Secret prometheus-prometheus-tls-assets-0",
        "Secret prometheus-prometheus-web-config",
        "ConfigMap prometheus-prometheus-rulefiles-0",
        "Service prometheus-operated",
        "StatefulSet prometheus-prometheus",
    },
}


@pytest.fixture(scope="module")
def applied(cluster: Installation) -> Installation:
    cluster.server.kubectl("apply", "-f", str(EXAMPLE))
    cluster.settled()
    return cluster


def owned(cluster: Installation) -> dict[str, Manifest]:
    children = cluster.items(*CHILDREN, namespace="monitoring")
    return {f"{each['kind']} {each['metadata']['name']}": each for each in children if each["metadata"].get("ownerReferences")}


def test_every_child_is_there_and_has_one_owner(applied: Installation) -> None:
    found = owned(applied)
    parents = {
        "Prometheus": applied.get("prometheuses", "monitoring", "prometheus"),
        "Alertmanager": applied.get("alertmanagers", "monitoring", "prometheus-alertmanager"),
    }
    for kind, parent in parents.items():
        assert parent is not None
        reference = {
            "apiVersion": "monitoring.coreos.com/v1",
            "kind": kind,
            "name": parent["metadata"]["name"],
            "uid": parent["metadata"]["uid"],
            "controller": True,
            "blockOwnerDeletion": True,
        }
        mine = {name: child for name, child in found.items() if child["metadata"]["ownerReferences"] == [reference]}
        assert mine.keys() == OWNED[kind]
        assert {child["metadata"]["labels"]["controller-uid"] for child in mine.values()} == {parent["metadata"]["uid"]}
    assert found.keys() == OWNED["Prometheus"] | OWNED["Alertmanager"]
    assert {each["manager"] for child in found.values() for each in child["metadata"]["managedFields"] if each["operation"] == "Apply"} == {"promhooks"}


def test_the_configuration_scrapes_the_application(applied: Installation) -> None:
    config = applied.config("monitoring", "prometheus")
    assert list(applied.jobs("monitoring", "prometheus")) == ["serviceMonitor/default/my-app-monitor/0"]
    assert config["alerting"]["alertmanagers"][0]["kubernetes_sd_configs"][0]["namespaces"] == {"names": ["monitoring"]}
    rules = applied.data("configmaps", "monitoring", "prometheus-prometheus-rulefiles-0")
    assert [name.startswith("monitoring-high-latency-") for name in rules] == [True]


@pytest.mark.parametrize(
    ("plural", "namespace", "name", "conditions"),
    [
        ("prometheuses", "monitoring", "prometheus", {"Available": "False", "Reconciled": "True", "ConfigurationComplete": "True"}),
        ("alertmanagers", "monitoring", "prometheus-alertmanager", {"Available": "False", "Reconciled": "True", "ConfigurationComplete": "True"}),
        ("servicemonitors", "default", "my-app-monitor", {"Accepted": "True"}),
        ("prometheusrules", "monitoring", "high-latency", {"Accepted": "True"}),
    ],
)
def test_the_status_tells(applied: Installation, plural: str, namespace: str, name: str, conditions: Mapping[str, str]) -> None:
    found = applied.get(plural, namespace, name)
    assert found is not None
    assert found["status"]["observedGeneration"] == found["metadata"]["generation"]
    assert {each["type"]: each["status"] for each in found["status"]["conditions"]} == conditions


def test_no_child_has_an_unknown_field_or_earns_a_warning(applied: Installation) -> None:
    assert [found for child in owned(applied).values() if (found := applied.objection(child))] == []


def test_a_second_pass_writes_nothing(applied: Installation) -> None:
    before = applied.settled()
    applied.stop()
    applied.start()
    kinds = ("prometheus", "alertmanager", "servicemonitor", "prometheusrule")
    applied.eventually("everything was synced again", lambda: all(applied.calls().get((kind, "sync"), 0) >= 1 for kind in kinds))
    assert versions(applied.settled()) == versions(before)
