import json
from typing import Any

import pytest

from hooks.loop.answers import RefusedAnswer, customize_answer, sync_answer
from hooks.loop.resources import Key
from tests.unit.loop.small import CONTROLLERS

PARENT = {"apiVersion": "v1", "kind": "ServiceMonitor", "metadata": {"namespace": "team", "name": "web", "uid": "u1"}}
MONITORS = CONTROLLERS[0]


def secret(name: str = "a", **metadata: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name, **metadata}}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param({"children": [], "labels": {}}, "unknown field `labels`", id="unknown-key"),
        pytest.param('{"status": {}, "status": {}}', "duplicate field 'status'", id="duplicate-key"),
        pytest.param("oops", "Expecting value", id="no-json"),
        pytest.param({"children": {}}, "array", id="children-of-another-type"),
        pytest.param({"children": [{"kind": "Secret", "metadata": {"name": "a"}}]}, "children[0]: a child needs apiVersion", id="without-api-version"),
        pytest.param({"children": [{"apiVersion": "v1", "kind": "Secret", "metadata": {}}]}, "children[0]: a child needs apiVersion, kind", id="without-name"),
        pytest.param({"children": [secret(), secret()]}, "children[1]: Secret team/a is there twice", id="twice"),
        pytest.param(
            {"children": [{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}}]}, "Service is not among the childResources", id="undeclared"
        ),
        pytest.param({"children": [secret(namespace="other")]}, "is in namespace other, children live in their parent's, team", id="foreign-namespace"),
        pytest.param({"children": [secret(labels={"controller-uid": "u2"})]}, "don't match parent selector", id="foreign-uid"),
        pytest.param({"children": [secret(labels={"a": 1})]}, "invalid labels on Secret a", id="labels-that-are-no-texts"),
    ],
)
def test_refused(answer: Any, reason: str) -> None:
    body = answer if isinstance(answer, str) else json.dumps(answer)
    with pytest.raises(RefusedAnswer) as raised:
        sync_answer(body.encode(), MONITORS, PARENT)
    assert reason in str(raised.value)


def test_children_get_namespace_and_label() -> None:
    answer, children = sync_answer(json.dumps({"children": [secret()], "resyncAfterSeconds": 1.5}).encode(), MONITORS, PARENT)
    assert answer.resync_after_seconds == 1.5
    assert children == {Key("", "Secret", "team", "a"): secret(namespace="team", labels={"controller-uid": "u1"})}


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        pytest.param({"names": ["a"], "labelSelector": {}}, "both names and a selector", id="names-and-labels"),
        pytest.param({"names": ["a"], "namespaceSelector": {}}, "both names and a selector", id="names-and-namespaces"),
        pytest.param({"namespace": "a", "namespaceSelector": {}}, "both a namespace and a namespace selector", id="two-namespaces"),
        pytest.param({"selector": {}}, "unknown field `selector`", id="unknown-key"),
    ],
)
def test_forbidden_rules(rule: dict[str, Any], reason: str) -> None:
    with pytest.raises(RefusedAnswer) as raised:
        customize_answer(json.dumps({"relatedResources": [{"apiVersion": "v1", "resource": "secrets", **rule}]}).encode())
    assert reason in str(raised.value)
