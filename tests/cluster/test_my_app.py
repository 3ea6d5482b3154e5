"""The example in a cluster: what comes about, who owns it, and that nothing is written twice."""

import json
from collections.abc import Mapping
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from hooks.protocol import Manifest
from tests.cluster.apiserver import unverified
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
    paths = {"Secret": "/api/v1", "ConfigMap": "/api/v1", "Service": "/api/v1", "StatefulSet": "/apis/apps/v1"}
    for name, child in owned(applied).items():
        kind = child["kind"]
        metadata = {key: value for key, value in child["metadata"].items() if key in ("name", "namespace", "labels", "annotations", "ownerReferences")}
        body = {**{key: value for key, value in child.items() if key != "status"}, "metadata": metadata}
        path = f"{paths[kind]}/namespaces/monitoring/{kind.lower()}s/{child['metadata']['name']}"
        status, warning, text = strictly_applied(applied, path, body)
        assert (status, warning) == (200, None), f"{name}: {text}"


def strictly_applied(cluster: Installation, path: str, body: Manifest) -> tuple[int, str | None, str]:
    query = urlencode({"fieldManager": "promhooks", "force": "true", "dryRun": "All", "fieldValidation": "Strict"})
    connection = HTTPSConnection(cluster.server.host, cluster.server.port, timeout=30, context=unverified())
    headers = {"Authorization": f"Bearer {cluster.server.token}", "Content-Type": "application/apply-patch+yaml"}
    connection.request("PATCH", f"{path}?{query}", json.dumps(body), headers)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, response.headers.get("Warning"), text


def test_a_second_pass_writes_nothing(applied: Installation) -> None:
    before = applied.settled()
    applied.stop()
    applied.start()
    kinds = ("prometheus", "alertmanager", "servicemonitor", "prometheusrule")
    applied.eventually("everything was synced again", lambda: all(applied.calls().get((kind, "sync"), 0) >= 1 for kind in kinds))
    assert versions(applied.settled()) == versions(before)
