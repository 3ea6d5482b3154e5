"""Many objects whose values arrive one after the other: how often the configuration is written."""

import base64
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from hooks.errors import TooEarly
from hooks.names import STEP
from hooks.parents.steps import MANY
from hooks.settings import Settings
from tests.cases.requests import NOON, Case

TOKEN = {"bearerTokenSecret": {"name": "login", "key": "token"}}
VALUES = {"0_monitoring_login": "", "0_monitoring_login_token": base64.b64encode(b"t0k3n").decode()}


def monitor(number: int) -> dict[str, Any]:
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "ServiceMonitor",
        "metadata": {"namespace": "monitoring", "name": f"app-{number}", "uid": f"u{number}", "generation": 1},
        "spec": {"selector": {}, "endpoints": [{"port": "web", **TOKEN}]},
    }


def asset(number: int) -> dict[str, Any]:
    metadata = {
        "namespace": "monitoring",
        "name": f"servicemonitor-app-{number}-assets",
        "labels": {"promhooks.io/asset-of": "ServiceMonitor"},
        "annotations": {"promhooks.io/generation": "1"},
        "ownerReferences": [{"kind": "ServiceMonitor", "uid": f"u{number}", "controller": True}],
    }
    return {"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "data": VALUES}


def cluster(waiting: int, ready: int) -> Case:
    """A Prometheus with so many monitors without and with their values."""
    parent = {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "Prometheus",
        "metadata": {"namespace": "monitoring", "name": "main", "uid": "u", "generation": 1},
        "spec": {"serviceMonitorSelector": {}},
    }
    monitors = [monitor(number) for number in range(waiting + ready)]
    return Case("prometheus", parent, (*monitors, *(asset(number) for number in range(ready))), (), Settings(), NOON)


def after(answer: dict[str, Any], case: Case, seconds: float) -> Case:
    """The next sync, when what was answered is observed."""
    observed = tuple({**child, "metadata": {**child["metadata"], "namespace": "monitoring"}} for child in answer["children"])
    return msgspec.structs.replace(case, children=observed, now=NOON + timedelta(seconds=seconds))


def config(answer: dict[str, Any]) -> dict[str, Any]:
    return next(child for child in answer["children"] if child["kind"] == "Secret" and child["metadata"]["name"] == "prometheus-main")


@pytest.mark.parametrize(("waiting", "pause"), [(MANY, 1), (300, 3), (600, 5)])
def test_while_many_wait_a_step_is_written_at_most_every_few_seconds(waiting: int, pause: int) -> None:
    first = cluster(waiting + 5, 1).answer()
    with pytest.raises(TooEarly) as early:
        after(first, cluster(waiting, 6), pause - 0.5).answer()
    assert early.value.seconds == 0.5
    second = after(first, cluster(waiting, 6), pause).answer()
    assert config(first)["data"] != config(second)["data"]


def test_what_has_not_changed_is_not_written_again() -> None:
    first = cluster(MANY + 10, 1).answer()
    assert config(after(first, cluster(MANY + 10, 1), 60).answer()) == config(first)


def test_when_few_are_left_each_is_written_at_once() -> None:
    first = cluster(MANY + 10, 1).answer()
    last = after(first, cluster(MANY - 1, 12), 1).answer()
    assert config(last)["data"] != config(first)["data"]
    assert STEP not in config(last)["metadata"]["annotations"]


@pytest.mark.parametrize("note", ["2027-01-01T12:00:00+00:00", "2026-01-01T12:00:00", "soon"], ids=["a-clock-that-was-set-back", "no-zone", "no-time"])
def test_a_note_that_makes_no_sense_stops_nothing(note: str) -> None:
    first = cluster(MANY + 10, 1).answer()
    config(first)["metadata"]["annotations"][STEP] = note
    assert config(after(first, cluster(MANY + 5, 6), 1).answer())["data"] != config(first)["data"]
