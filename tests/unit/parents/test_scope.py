"""Which objects are served here: the settings of prometheus-operator, for all ten kinds."""

from typing import Any

import msgspec
import pytest

from hooks import parents
from hooks.errors import NotOurs
from hooks.kinds.registry import KINDS
from hooks.settings import Settings, settings_from
from tests.cases.requests import NOON

ID = "operator.prometheus.io/controller-id"
WORKLOADS = ("Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler")
SPECS: dict[str, dict[str, Any]] = {"ThanosRuler": {"queryEndpoints": ["query:80"]}, "ServiceMonitor": {"selector": {}, "endpoints": []}}


def synced(kind: str, settings: Settings, status: Any = None, children: Any = None, **metadata: Any) -> dict[str, Any]:
    info = KINDS[kind]
    parent = {
        "apiVersion": info.api_version,
        "kind": kind,
        "metadata": {"namespace": "team", "name": "x", "uid": "u", "generation": 3, **metadata},
        "spec": SPECS.get(kind, {}),
        **({"status": status} if status else {}),
    }
    body = msgspec.json.encode({"parent": parent, "children": children or {}, "related": {}})
    return dict(msgspec.json.decode(parents.sync(kind.lower(), body, settings, NOON)))


def reason(answer: dict[str, Any]) -> str:
    return str(answer["status"]["conditions"][0].get("reason", ""))


OURS, DENIED, ELSEWHERE = Settings(controller_id="b"), Settings(deny_namespaces=("team",)), Settings(namespaces=("other",))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("settings", "metadata"),
    [
        pytest.param(OURS, {"annotations": {ID: "a"}}, id="another-identity"),
        pytest.param(Settings(), {"annotations": {ID: "a"}}, id="an-identity-where-none-is-ours"),
        pytest.param(DENIED, {}, id="denied-namespace"),
        pytest.param(ELSEWHERE, {}, id="not-among-the-namespaces"),
    ],
)
def test_what_is_not_ours_is_left_as_it_is_and_says_why_where_nobody_has_spoken(kind: str, settings: Settings, metadata: dict[str, Any]) -> None:
    answer = synced(kind, settings, **metadata)
    assert (answer["children"], reason(answer)) == ([], "OutOfScope")
    assert answer["status"]["conditions"][0]["observedGeneration"] == 3
    assert synced(kind, settings, status=answer["status"], **metadata) == answer
    with pytest.raises(NotOurs):
        synced(kind, settings, status={"conditions": [{"type": "Reconciled", "status": "True", "lastTransitionTime": "2026-01-01T00:00:00Z"}]}, **metadata)


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_identity_is_served(kind: str) -> None:
    assert reason(synced(kind, OURS, annotations={ID: "b"})) != "OutOfScope"


@pytest.mark.parametrize("kind", KINDS)
def test_without_identity_a_workload_is_of_the_installation_without_one_and_what_is_selected_of_all(kind: str) -> None:
    assert (reason(synced(kind, OURS)) == "OutOfScope") == (kind in WORKLOADS)


@pytest.mark.parametrize(
    ("kind", "variable"),
    [
        ("Prometheus", "PROMETHEUS_INSTANCE"),
        ("PrometheusAgent", "PROMETHEUS_INSTANCE"),
        ("Alertmanager", "ALERTMANAGER_INSTANCE"),
        ("ThanosRuler", "THANOS_RULER_INSTANCE"),
        ("AlertmanagerConfig", "ALERTMANAGER_CONFIG"),
    ],
)
def test_namespaces_of_a_kind_come_before_the_general_ones(kind: str, variable: str) -> None:
    allowed = settings_from({"PROMHOOKS_NAMESPACES": "other", f"PROMHOOKS_{variable}_NAMESPACES": "team, more"})
    assert reason(synced(kind, allowed)) != "OutOfScope"
    assert reason(synced(kind, settings_from({f"PROMHOOKS_{variable}_NAMESPACES": "more"}))) == "OutOfScope"


@pytest.mark.parametrize("kind", WORKLOADS)
def test_instances_are_selected_by_label(kind: str) -> None:
    query = {f"PROMHOOKS_{name}_INSTANCE_SELECTOR": "tier in (a,b),!canary" for name in ("PROMETHEUS", "ALERTMANAGER", "THANOS_RULER")}
    assert reason(synced(kind, settings_from(query), labels={"tier": "a"})) != "OutOfScope"
    assert reason(synced(kind, settings_from(query), labels={"tier": "a", "canary": "yes"})) == "OutOfScope"


def test_children_that_are_ours_stay_as_they_are() -> None:
    owned = {"manager": "promhooks", "operation": "Apply", "fieldsV1": {"f:data": {"f:a": {}}}}
    child = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "prometheus-x", "namespace": "team", "managedFields": [owned]}, "data": {"a": "MQ=="}}
    answer = synced("Prometheus", DENIED, children={"Secret.v1": {"team/prometheus-x": child}})
    assert answer["children"] == [{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "prometheus-x", "namespace": "team"}, "data": {"a": "MQ=="}}]


def test_objects_in_denied_namespaces_are_not_looked_at() -> None:
    monitors = {f"{namespace}/web": {**MONITOR, "metadata": {"namespace": namespace, "name": "web", "uid": namespace}} for namespace in ("team", "far")}
    parent = {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "Prometheus",
        "metadata": {"namespace": "mon", "name": "main", "uid": "u", "generation": 1},
        "spec": {"serviceMonitorSelector": {}, "serviceMonitorNamespaceSelector": {}},
    }
    body = msgspec.json.encode({"parent": parent, "related": {"ServiceMonitor.monitoring.coreos.com/v1": monitors}})
    response = parents.sync_response("prometheus", body, Settings(deny_namespaces=("far",)), NOON)
    assert [judgement.subject.key for judgement in response.judgements] == ["team/web"]


MONITOR = {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "spec": {"selector": {}, "endpoints": [{"port": "web"}]}}


def test_allowed_and_denied_namespaces_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="keep one"):
        settings_from({"PROMHOOKS_NAMESPACES": "a", "PROMHOOKS_DENY_NAMESPACES": "b"})
