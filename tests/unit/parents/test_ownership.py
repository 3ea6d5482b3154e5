"""What of an observed child is ours (Kubernetes documentation, "Server-Side Apply": field paths in managedFields)."""

from typing import Any

import pytest

from hooks.parents.ownership import changed, co_owners, echo

SPEC: dict[str, Any] = {"a": {"x": 1, "y": 2}, "list": [{"name": "one", "v": 1, "w": 1}, {"name": "two", "v": 2}], "set": ["p", "q"], "whole": [1, 2]}


def child(*entries: dict[str, Any]) -> dict[str, Any]:
    metadata = {"name": "n", "namespace": "ns", "uid": "u", "resourceVersion": "7", "labels": {"l": "1"}, "managedFields": list(entries)}
    return {"apiVersion": "v1", "kind": "Thing", "metadata": metadata, "spec": SPEC, "status": {"ready": True}}


def entry(fields: dict[str, Any], manager: str = "metacontroller", operation: str = "Apply") -> dict[str, Any]:
    return {"manager": manager, "operation": operation, "fieldsV1": {"f:spec": fields}}


@pytest.mark.parametrize(
    ("fields", "want"),
    [
        pytest.param({"f:a": {"f:x": {}}}, {"a": {"x": 1}}, id="field"),
        pytest.param({"f:a": {".": {}, "f:y": {}}}, {"a": {"y": 2}}, id="field-of-an-object-that-is-ours-too"),
        pytest.param({"f:list": {'k:{"name":"two"}': {".": {}, "f:name": {}, "f:v": {}}}}, {"list": [{"name": "two", "v": 2}]}, id="item-by-key"),
        pytest.param(
            {"f:list": {'k:{"name":"two"}': {"f:name": {}}, 'k:{"name":"one"}': {"f:name": {}}}},
            {"list": [{"name": "one"}, {"name": "two"}]},
            id="items-in-order",
        ),
        pytest.param({"f:set": {'v:"q"': {}}}, {"set": ["q"]}, id="item-by-value"),
        pytest.param({"f:whole": {"i:1": {}}}, {"whole": [2]}, id="item-by-number"),
        pytest.param({"f:whole": {}}, {"whole": [1, 2]}, id="atomic-list"),
        pytest.param(
            {"f:gone": {}, "f:list": {'k:{"name":"gone"}': {}}, "f:set": {'v:"gone"': {}}, "f:whole": {"i:9": {}}},
            {"list": [], "set": [], "whole": []},
            id="gone",
        ),
    ],
)
def test_only_owned_fields_are_sent_back(fields: dict[str, Any], want: dict[str, Any]) -> None:
    assert echo(child(entry(fields))) == {"apiVersion": "v1", "kind": "Thing", "metadata": {"name": "n", "namespace": "ns"}, "spec": want}


def test_everything_is_sent_back_where_nobody_says_who_owns_what() -> None:
    assert echo(child()) == {"apiVersion": "v1", "kind": "Thing", "metadata": {"name": "n", "namespace": "ns", "labels": {"l": "1"}}, "spec": SPEC}


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param([entry({"f:a": {}}, manager="kubectl")], id="only-somebody-else"),
        pytest.param([entry({"f:a": {}}, operation="Update")], id="an-update-of-ours"),
    ],
)
def test_nothing_but_the_name_is_sent_back_where_nothing_is_ours(entries: list[dict[str, Any]]) -> None:
    assert echo(child(*entries)) == {"apiVersion": "v1", "kind": "Thing", "metadata": {"name": "n", "namespace": "ns"}}


RULES: dict[str, Any] = {"f:data": {"f:a.yaml": {}, "f:b.yaml": {}}}
TEMPLATE: dict[str, Any] = {"f:spec": {"f:template": {"f:spec": {"f:containers": {'k:{"name":"x"}': {".": {}, "f:name": {}, "f:args": {}}}}}}}
RESTARTED: dict[str, Any] = {"f:spec": {"f:template": {"f:metadata": {"f:annotations": {".": {}, "f:kubectl.kubernetes.io/restartedAt": {}}}}}}
VARIABLE: dict[str, Any] = {"f:spec": {"f:template": {"f:spec": {"f:containers": {'k:{"name":"x"}': {"f:env": {'k:{"name":"V"}': {".": {}, "f:name": {}}}}}}}}}


def by(manager: str, fields: dict[str, Any], **more: str) -> dict[str, Any]:
    return {"manager": manager, "operation": "Update", "fieldsV1": fields, **more}


@pytest.mark.parametrize(
    ("fields", "theirs", "want"),
    [
        pytest.param(TEMPLATE, by("PrometheusOperator", TEMPLATE), ("PrometheusOperator",), id="the-same-fields-as-ours"),
        pytest.param(RULES, by("PrometheusOperator", {"f:data": {"f:gone.yaml": {}}}), ("PrometheusOperator",), id="a-key-that-we-removed"),
        pytest.param(TEMPLATE, by("kube-controller-manager", TEMPLATE, subresource="status"), (), id="the-status-is-not-ours"),
        pytest.param(TEMPLATE, by("kubectl-rollout", RESTARTED), (), id="a-restart-by-hand"),
        pytest.param(TEMPLATE, by("injector", VARIABLE), (), id="a-variable-that-we-never-had"),
        pytest.param(TEMPLATE, by("kubectl", {"f:metadata": {"f:labels": {"f:team": {}}}}), (), id="a-label-of-the-user"),
    ],
)
def test_co_owners_keep_what_we_remove(fields: dict[str, Any], theirs: dict[str, Any], want: tuple[str, ...]) -> None:
    assert co_owners(child({"manager": "promhooks", "operation": "Apply", "fieldsV1": fields}, theirs)) == want


@pytest.mark.parametrize(
    ("ours", "theirs", "want"),
    [
        pytest.param({"f:a": {"f:y": {}}}, {"f:a": {"f:x": {}}}, ("kubectl-edit",), id="a-value-that-we-want-otherwise"),
        pytest.param({"f:a": {"f:x": {}}}, {"f:a": {"f:y": {}}}, (), id="the-value-that-we-want"),
        pytest.param({"f:a": {"f:x": {}, "f:y": {}}}, {"f:a": {"f:z": {}}}, (), id="a-field-that-we-do-not-have"),
        pytest.param({"f:a": {"f:x": {}, "f:y": {}}}, {"f:a": {"f:x": {}}}, (), id="a-value-of-both-that-the-server-spells-otherwise"),
    ],
)
def test_a_change_by_hand_is_seen(ours: dict[str, Any], theirs: dict[str, Any], want: tuple[str, ...]) -> None:
    observed = child(entry(ours), by("kubectl-edit", {"f:spec": theirs}))
    assert changed({"spec": {"a": {"x": 7, "y": 2}}}, {**observed, "spec": {**SPEC, "a": {**SPEC["a"], "z": 3}}}) == want


def test_a_scaled_stateful_set_is_changed_but_not_shared() -> None:
    observed = {**child(entry({"f:other": {}}), by("kubectl", {"f:spec": {"f:replicas": {}}}, subresource="scale")), "spec": {"replicas": 5}}
    assert changed({"spec": {"replicas": 1}}, observed) == ("kubectl",)
    assert co_owners(observed) == ()


def test_a_list_that_somebody_else_owns_as_a_whole_is_compared() -> None:
    fields: dict[str, object] = {"f:spec": {"f:items": {".": {}, 'k:{"name":"a"}': {".": {}, "f:value": {}}}}}
    observed = {
        "metadata": {"managedFields": [{"manager": "kubectl", "operation": "Update", "fieldsV1": fields}]},
        "spec": {"items": [{"name": "a", "value": 2}]},
    }
    assert changed({"spec": {"items": [{"name": "a", "value": 1}]}}, observed) == ("kubectl",)
