"""What of an observed child is ours (Kubernetes documentation, "Server-Side Apply": field paths in managedFields)."""

from typing import Any

import pytest

from hooks.parents.paused import echo

SPEC = {"a": {"x": 1, "y": 2}, "list": [{"name": "one", "v": 1, "w": 1}, {"name": "two", "v": 2}], "set": ["p", "q"], "whole": [1, 2]}


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


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param([], id="nobody-says-who-owns-what"),
        pytest.param([entry({"f:a": {}}, manager="kubectl")], id="only-somebody-else"),
        pytest.param([entry({"f:a": {}}, operation="Update")], id="an-update-of-ours"),
    ],
)
def test_everything_is_sent_back_where_nothing_is_known_to_be_ours(entries: list[dict[str, Any]]) -> None:
    assert echo(child(*entries)) == {"apiVersion": "v1", "kind": "Thing", "metadata": {"name": "n", "namespace": "ns", "labels": {"l": "1"}}, "spec": SPEC}
