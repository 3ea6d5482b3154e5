"""A server does not tell for an instant what the next answer takes back."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hooks import parents
from hooks.patience import Patience
from hooks.protocol import Manifest
from hooks.settings import Settings

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
FINE = {"status": "True", "observedGeneration": 2, "lastTransitionTime": "2026-01-01T08:00:00Z"}
SETTLED = [{"type": name, **FINE} for name in ("Reconciled", "ConfigurationComplete", "PodsTold")]


def said(patience: Patience, after: float, *, conditions: list[Manifest] = SETTLED, replicas: int = 0, generation: int = 2) -> tuple[dict[str, str], float]:
    """What is said of a Prometheus whose Secrets are not there, some seconds after noon; and after how many seconds it wants to be asked again."""
    parent = {"metadata": {"namespace": "mon", "name": "main", "uid": "u", "generation": generation}, "spec": {}, "status": {"conditions": conditions}}
    desired = json.loads(parents.sync("prometheus", json.dumps({"parent": parent}).encode(), Settings(), NOON))["children"]
    stateful_set = next(each for each in desired if each["kind"] == "StatefulSet") | {"status": {"replicas": replicas}}
    body = json.dumps({"parent": parent, "children": {"StatefulSet.apps/v1": {"mon/prometheus-main": stateful_set}}}).encode()
    now = NOON + timedelta(seconds=after)
    found = patience.answer(parents.sync_response("prometheus", body, Settings(), now), now)
    return {each["type"]: each["status"] for each in found.status["conditions"]}, found.resync_after_seconds


def test_a_change_that_is_being_applied_is_no_news_until_it_lasts() -> None:
    patience = Patience()
    assert [said(patience, after)[0]["Reconciled"] for after in (0, 9, 10, 11)] == ["True", "True", "False", "False"]


def test_what_was_settled_meanwhile_begins_anew() -> None:
    patience = Patience()
    assert said(patience, 0)[0]["Reconciled"] == "True"
    late = [{"type": "Reconciled", "reason": "NotYetApplied", **FINE, "status": "False"}]
    assert said(patience, 20, conditions=late)[0]["Reconciled"] == "False"
    assert said(patience, 30)[0]["Reconciled"] == "True"


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"generation": 3}, id="the workload itself was edited"),
        pytest.param({"conditions": []}, id="nothing was said before"),
        pytest.param({"conditions": [{"type": "Reconciled", "reason": "NotYetApplied", **FINE, "status": "False"}]}, id="it was said before"),
    ],
)
def test_it_is_told_at_once_where(options: dict[str, Any]) -> None:
    assert said(Patience(), 0, **options)[0]["Reconciled"] == "False"


def test_who_acts_on_the_pods_does_not_make_metacontroller_ask_again() -> None:
    assert said(Patience(), 0)[1] == 0
    conditions, seconds = said(Patience(), 0, replicas=1)
    assert (conditions["PodsTold"], seconds) == ("True", 10)


def test_the_core_says_what_it_sees() -> None:
    parent = {"metadata": {"namespace": "mon", "name": "main", "uid": "u", "generation": 2}, "spec": {}, "status": {"conditions": SETTLED}}
    found = json.loads(parents.sync("prometheus", json.dumps({"parent": parent}).encode(), Settings(), NOON))
    assert {each["type"]: each["status"] for each in found["status"]["conditions"]}["Reconciled"] == "False"
