"""Objects that are nested more deeply than anybody needs: each is an object among others."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hooks.admission import answer
from hooks.decoding import LEVELS, shallow
from hooks.findings import Outcome
from hooks.findings.alerting import TOO_DEEP
from hooks.parents import dispatch
from hooks.settings import Settings

NOW = datetime(2030, 1, 1, tzinfo=UTC)
DEPTHS = pytest.mark.parametrize("depth", [41, 200, 1000, 4000])


def config(name: str, depth: int) -> str:
    """Written by hand: the encoders refuse it too."""
    route = '{"receiver":"r","routes":[' * depth + '{"receiver":"r"}' + "]}" * depth
    head = f'{{"apiVersion":"monitoring.coreos.com/v1alpha1","kind":"AlertmanagerConfig","metadata":{{"name":"{name}","namespace":"mon","uid":"u"}}'
    return f'{head},"spec":{{"receivers":[{{"name":"r"}}],"route":{route}}}}}'


@DEPTHS
def test_deep_routes_of_one_leave_the_others(depth: int) -> None:
    parent: dict[str, Any] = {"metadata": {"name": "main", "namespace": "mon"}, "spec": {"alertmanagerConfigSelector": {}}}
    related = f'{{"AlertmanagerConfig.monitoring.coreos.com/v1alpha1":{{"mon/deep":{config("deep", depth)},"mon/flat":{config("flat", 1)}}}}}'
    body = f'{{"parent":{json.dumps(parent)},"children":{{}},"related":{related}}}'
    judged = {each.subject.name: each for each in dispatch.sync_response("alertmanager", body.encode(), Settings(), NOW).judgements}
    assert {name: each.outcome for name, each in judged.items()} == {"deep": Outcome.REJECTED, "flat": Outcome.ACCEPTED}
    assert [finding.code for finding in judged["deep"].findings] == [TOO_DEEP]


@DEPTHS
def test_deep_routes_are_the_object_s_own_rejection(depth: int) -> None:
    body = f'{{"parent":{config("deep", depth)},"children":{{}},"related":{{}}}}'
    assert [finding.code for finding in dispatch.sync_response("alertmanagerconfig", body.encode(), Settings(), NOW).findings] == [TOO_DEEP]


@DEPTHS
def test_deep_routes_are_not_stored(depth: int) -> None:
    resource = {"group": "monitoring.coreos.com", "version": "v1alpha1", "resource": "alertmanagerconfigs"}
    request = f'{{"uid":"u","resource":{json.dumps(resource)},"object":{config("deep", depth)}}}'
    body = f'{{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{request}}}'
    response = json.loads(answer("/admission-alertmanagerconfigs/validate", body.encode(), Settings()))["response"]
    assert response["allowed"] is False


def test_nothing_else_is_cut() -> None:
    text = b'{"a": ["]]", "\\"[", {"b": "' + b"[" * 500 + b'"}]}'
    assert shallow(text) == text
    nested = b"[" * LEVELS + b"[1, {}]" + b"]" * LEVELS
    assert shallow(nested) == b"[" * LEVELS + b"null" + b"]" * LEVELS
