"""StatefulSets carry the digest of what their pods mount, and the status says whether the pods know it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hooks import parents
from hooks.protocol import Manifest
from hooks.settings import Settings

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
MONITORING = "monitoring.coreos.com"
SPECS: dict[str, Manifest] = {
    "Prometheus": {"serviceMonitorSelector": {}, "ruleSelector": {}},
    "PrometheusAgent": {"serviceMonitorSelector": {}},
    "Alertmanager": {},
    "ThanosRuler": {"ruleSelector": {}, "queryEndpoints": ["http://query:9090"]},
}
RULE = {
    "apiVersion": f"{MONITORING}/v1",
    "kind": "PrometheusRule",
    "metadata": {"namespace": "mon", "name": "slo", "uid": "r", "generation": 3},
    "spec": {"groups": [{"name": "g", "rules": [{"record": "a:b", "expr": "up"}]}]},
}
every_workload = pytest.mark.parametrize("kind", SPECS)


def answer(kind: str, related: Manifest, *observed: Manifest, poke: bool = True, **spec: Any) -> Any:
    parent = {"metadata": {"namespace": "mon", "name": "main", "uid": "u", "generation": 2}, "spec": {**SPECS[kind], **spec}}
    children = {"StatefulSet.apps/v1": {f"mon/{each['metadata']['name']}": each for each in observed}}
    body = json.dumps({"parent": parent, "children": children, "related": related}).encode()
    return json.loads(parents.sync(kind.lower(), body, Settings(poke_pods=poke), NOON))


def stateful_sets(found: Any) -> dict[str, Manifest]:
    return {each["metadata"]["name"]: each for each in found["children"] if each["kind"] == "StatefulSet"}


def digests(found: Any) -> list[str | None]:
    return [each["metadata"]["annotations"].get("promhooks.io/config-digest") for each in stateful_sets(found).values()]


def condition(found: Any) -> Manifest:
    return next((each for each in found["status"]["conditions"] if each["type"] == "PodsTold"), {})


def running(stateful_set: Manifest, **notes: str) -> Manifest:
    metadata = {**stateful_set["metadata"], "annotations": {**stateful_set["metadata"]["annotations"], **notes}}
    return {**stateful_set, "metadata": metadata, "status": {"replicas": 1, "availableReplicas": 1}}


@pytest.mark.parametrize("kind", ["Prometheus", "ThanosRuler"])
def test_a_rule_changes_the_digest_and_nothing_else_of_the_statefulset(kind: str) -> None:
    before, after = answer(kind, {}), answer(kind, {f"PrometheusRule.{MONITORING}/v1": {"mon/slo": RULE}})
    assert digests(before) != digests(after)
    assert [each["spec"]["template"] for each in stateful_sets(before).values()] == [each["spec"]["template"] for each in stateful_sets(after).values()]


@every_workload
def test_the_same_configuration_has_the_same_digest(kind: str) -> None:
    assert digests(answer(kind, {})) == digests(answer(kind, {}))
    assert None not in digests(answer(kind, {}))


def test_a_shard_knows_only_what_it_mounts() -> None:
    assert len(set(digests(answer("Prometheus", {}, shards=2)))) == 2


@every_workload
def test_without_poking_nothing_is_announced_and_the_status_says_so(kind: str) -> None:
    found = answer(kind, {}, poke=False)
    assert digests(found) == [None]
    silent = answer(kind, {}, *map(running, stateful_sets(found).values()), poke=False)
    assert condition(silent)["status"] == "Unknown"
    assert "PROMHOOKS_POKE_PODS=false" in condition(silent)["message"]


@every_workload
def test_the_status_says_whether_the_pods_know(kind: str) -> None:
    (made,) = stateful_sets(answer(kind, {})).values()
    digest = made["metadata"]["annotations"]["promhooks.io/config-digest"]
    assert condition(answer(kind, {})) == {}, "there are no pods"
    nobody = condition(answer(kind, {}, running(made)))
    assert (nobody["status"], nobody["reason"]) == ("False", "NotYetTold")
    assert "ClusterRole promhooks-pods" in nobody["message"]
    assert condition(answer(kind, {}, running(made, **{"promhooks.io/config-told": "older"})))["status"] == "False"
    assert condition(answer(kind, {}, running(made, **{"promhooks.io/config-told": digest})))["status"] == "True"


def test_a_paused_workload_announces_nothing_new() -> None:
    (made,) = stateful_sets(answer("Prometheus", {})).values()
    old = running(made, **{"promhooks.io/config-digest": "as-it-was"})
    assert digests(answer("Prometheus", {}, old, paused=True)) == ["as-it-was"]
