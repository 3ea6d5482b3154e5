"""Whose an object is, before and after."""

from typing import Any

import pytest

from hooks.cli.migrate.managed_fields import owned
from hooks.cli.migrate.ownership import Managers, given_back, operations, parent_given_back, parent_taken, status_operations, taken
from hooks.protocol import Manifest

PARENT: Manifest = {"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus", "metadata": {"name": "k8s", "namespace": "mon", "uid": "p"}}
OWNER = {"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus", "name": "k8s", "uid": "p", "controller": True, "blockOwnerDeletion": True}
MANAGERS = Managers()
DATA: dict[str, Any] = {"f:data": {".": {}, "f:a": {}}}
LABELS: dict[str, Any] = {"f:metadata": {"f:labels": {"f:team": {}}}}


def entry(manager: str, fields: dict[str, Any], operation: str = "Update", **more: str) -> Manifest:
    return {"manager": manager, "operation": operation, "apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": fields, **more}


def child(*entries: Manifest, **metadata: Any) -> Manifest:
    given = {"name": "c", "namespace": "mon", "resourceVersion": "7", "labels": {"team": "web"}, "ownerReferences": [OWNER], "managedFields": list(entries)}
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {**given, **metadata}, "data": {"a": "YQ=="}}


def managers(manifest: Manifest) -> list[tuple[str, str]]:
    return [(each["manager"], each["operation"]) for each in manifest["metadata"]["managedFields"]]


def test_what_the_other_operator_wrote_becomes_what_we_applied() -> None:
    found = taken(child(entry("PrometheusOperator", DATA, time="2030-01-01T00:00:00Z"), entry("kubectl-label", LABELS)), PARENT, MANAGERS)
    assert managers(found) == [("promhooks", "Apply"), ("kubectl-label", "Update")]
    assert owned(found, "promhooks") == {"data": {"a": "YQ=="}}
    assert found["metadata"]["labels"] == {"team": "web", "controller-uid": "p"}


def test_what_we_applied_already_is_not_forgotten() -> None:
    found = taken(child(entry("promhooks", LABELS, "Apply"), entry("PrometheusOperator", DATA)), PARENT, MANAGERS)
    assert managers(found) == [("promhooks", "Apply")]
    assert owned(found, "promhooks") == {"metadata": {"labels": {"team": "web"}}, "data": {"a": "YQ=="}}


def test_a_status_stays_with_whom_wrote_it() -> None:
    status = entry("PrometheusOperator", {"f:status": {}}, subresource="status")
    assert managers(taken(child(status), PARENT, MANAGERS)) == [("PrometheusOperator", "Update")]


@pytest.mark.parametrize(
    "owners",
    [
        pytest.param([], id="taken-away"),
        pytest.param([{name: OWNER[name] for name in ("apiVersion", "kind", "name", "uid")}], id="without-control"),
        pytest.param([OWNER], id="as-it-should-be"),
    ],
)
def test_the_parent_controls_its_child(owners: list[Manifest]) -> None:
    assert taken(child(ownerReferences=owners), PARENT, MANAGERS)["metadata"]["ownerReferences"] == [OWNER]


def test_another_owner_stays() -> None:
    other = {"apiVersion": "v1", "kind": "Prometheus", "name": "sibling", "uid": "s"}
    assert taken(child(ownerReferences=[other]), PARENT, MANAGERS)["metadata"]["ownerReferences"] == [other, OWNER]


def test_taking_twice_writes_nothing_the_second_time() -> None:
    first = taken(child(entry("PrometheusOperator", DATA)), PARENT, MANAGERS)
    assert operations(first, taken(first, PARENT, MANAGERS)) == []


def test_a_patch_is_refused_when_somebody_wrote_meanwhile() -> None:
    live = child(entry("PrometheusOperator", DATA))
    found = operations(live, taken(live, PARENT, MANAGERS))
    assert found[0] == {"op": "replace", "path": "/metadata/resourceVersion", "value": "7"}
    assert [each["path"] for each in found[1:]] == ["/metadata/labels", "/metadata/managedFields"]


def test_given_back_it_is_as_it_was() -> None:
    before = child(entry("PrometheusOperator", DATA))
    applied = taken(before, PARENT, MANAGERS)
    applied["metadata"]["annotations"] = {"promhooks.io/desired": "x", "team": "web"}
    back = given_back(applied, MANAGERS)
    assert (back["metadata"]["labels"], back["metadata"]["annotations"]) == ({"team": "web"}, {"team": "web"})
    assert back["metadata"]["managedFields"] == before["metadata"]["managedFields"]


def test_a_custom_resource_loses_the_finalizer_and_gets_the_controller_id() -> None:
    parent = {**PARENT, "metadata": {**PARENT["metadata"], "finalizers": ["monitoring.coreos.com/status-cleanup", "mine"]}}
    found = parent_taken(parent, "promhooks")
    assert found["metadata"]["finalizers"] == ["mine"]
    assert found["metadata"]["annotations"] == found["metadata"]["labels"] == {"operator.prometheus.io/controller-id": "promhooks"}
    assert parent_given_back(found, "promhooks")["metadata"]["annotations"] == {}
    assert parent_given_back(found, "another") == found


def test_nothing_of_ours_is_left_in_a_status() -> None:
    theirs, ours = ({"type": each, "status": "True"} for each in ("Reconciled", "ConfigurationComplete"))
    live = {"metadata": {"name": "main", "resourceVersion": "7"}, "status": {"replicas": 2, "conditions": [theirs, ours]}}
    back = parent_given_back(live, None)
    assert back["status"] == {"replicas": 2, "conditions": [theirs]}
    assert status_operations(live, back)[1:] == [{"op": "add", "path": "/status/conditions", "value": [theirs]}]
    assert status_operations(back, back) == operations(live, back) == []
