"""An object that was stored with a newer CRD: what nobody here knows is named, and everything else works."""

from typing import Any

import msgspec
import pytest

from hooks import parents
from hooks.settings import Settings
from tests.cases.requests import FOLDER, NOON, Case, case

SERVED = (
    "alertmanager/alertmanagerconfig-becomes-a-route-of-its-namespace",
    "podmonitor/bindings-of-another-operator-stay",
    "prometheus/remote-write-credentials",
    "prometheusagent/agent-has-no-rules-and-a-service-of-its-own",
    "scrapeconfig/credentials-of-many-discoveries-are-collected",
    "servicemonitor/values-go-into-one-asset-secret",
    "thanosruler/rules-and-remote-write-reach-the-ruler",
)


def with_field(given: Case) -> Case:
    """The same, with fields that no release has had, one at the top and one in the first list of objects."""
    spec = {**given.parent["spec"], "fromTomorrow": {"value": 1}}
    name = next((name for name, value in spec.items() if isinstance(value, list) and value and isinstance(value[0], dict)), None)
    lists = {} if name is None else {name: [{**spec[name][0], "fromTomorrow": True}, *spec[name][1:]]}
    return msgspec.structs.replace(given, parent={**given.parent, "spec": {**spec, **lists}})


def said(answer: dict[str, Any]) -> str:
    return " ".join(condition.get("message", "") for condition in answer["status"]["conditions"])


@pytest.mark.parametrize("name", SERVED)
def test_an_unknown_field_is_named_and_changes_nothing(name: str) -> None:
    given = case(FOLDER / name)
    before, after = given.answer(), with_field(given).answer()
    assert "fromTomorrow" not in said(before)
    assert "spec.fromTomorrow: is no field that is known here" in said(after)
    assert after["children"] == before["children"]
    accepted, still = ([each["status"] for each in answer["status"]["conditions"] if each["type"] == "Accepted"] for answer in (before, after))
    assert accepted == still


@pytest.mark.parametrize(
    ("kind", "spec", "path"),
    [
        ("probe", {"prober": {"url": "prober:9115", "fromTomorrow": 1}, "targets": {"staticConfig": {"static": ["web:80"]}}}, "spec.prober.fromTomorrow"),
        (
            "prometheusrule",
            {"groups": [{"name": "up", "rules": [{"alert": "Down", "expr": "up == 0", "fromTomorrow": 1}]}]},
            "spec.groups[0].rules[0].fromTomorrow",
        ),
        (
            "alertmanagerconfig",
            {"route": {"receiver": "team"}, "receivers": [{"name": "team", "webhookConfigs": [{"url": "https://x", "fromTomorrow": 1}]}]},
            "spec.receivers[0].webhookConfigs[0].fromTomorrow",
        ),
    ],
)
def test_kinds_of_one_object(kind: str, spec: dict[str, Any], path: str) -> None:
    parent = {"metadata": {"name": "web", "namespace": "team", "uid": "1", "generation": 1}, "spec": spec}
    answer = parents.sync_response(kind, msgspec.json.encode({"parent": parent}), Settings(), NOON)
    assert [(str(finding.code.id), finding.path) for finding in answer.findings] == [("PH7005", path)]
    (condition,) = answer.status["conditions"]
    assert (condition["type"], condition["status"]) == ("Accepted", "True")
    assert path in condition["message"]
