"""Pods are told of a change at once, seldom, and never deleted."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hooks import decorators
from hooks.errors import InvalidRequest
from hooks.protocol import Manifest
from hooks.settings import Settings

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
TOLD, TOLD_AT = "promhooks.io/config-told", "promhooks.io/config-told-at"


def stateful_set(digest: str, replicas: int = 2, ready: int | None = None, notes: dict[str, str] | None = None, **spec: Any) -> Manifest:
    known = {"promhooks.io/config-digest": digest, "team": "web", **(notes or {})}
    status = {"readyReplicas": replicas if ready is None else ready}
    return {"metadata": {"name": "prometheus-main", "namespace": "mon", "annotations": known}, "spec": {"replicas": replicas, **spec}, "status": status}


def time(ago: float) -> str:
    return (NOON - timedelta(seconds=ago)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def pod(number: int, digest: str, ago: float) -> Manifest:
    notes = {"promhooks.io/config-digest": digest, TOLD_AT: time(ago), "metacontroller.k8s.io/decorator-controller": "promhooks-pods"}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": f"prometheus-main-{number}", "namespace": "mon", "annotations": notes}}


def answer(decorated: Manifest, *pods: Manifest) -> Any:
    found = {f"mon/{each['metadata']['name']}": each for each in pods}
    body = {"controller": {}, "object": decorated, "attachments": {"Pod.v1": found}, "related": {}, "finalizing": False}
    return json.loads(decorators.sync("pods", json.dumps(body).encode(), Settings(), NOON))


def told(found: Any) -> dict[str, str]:
    return {each["metadata"]["name"]: each["metadata"]["annotations"]["promhooks.io/config-digest"] for each in found["attachments"]}


def test_pods_that_know_nothing_are_told_once_all_are_ready() -> None:
    assert told(answer(stateful_set("new"))) == {"prometheus-main-0": "new", "prometheus-main-1": "new"}
    assert answer(stateful_set("new", ready=1))["attachments"] == []


def test_a_pod_that_is_being_replaced_keeps_nobody_from_being_told() -> None:
    assert told(answer(stateful_set("new", ready=1), pod(0, "old", 60))) == {"prometheus-main-0": "new"}


@pytest.mark.parametrize(("ago", "heard", "again"), [(0.5, "old", 1.5), (2, "new", None), (60, "new", None)])
def test_pods_are_told_at_most_once_in_two_seconds(ago: float, heard: str, again: float | None) -> None:
    found = answer(stateful_set("new", notes={TOLD_AT: time(ago)}), pod(0, "old", ago), pod(1, "old", ago))
    assert (told(found), found.get("resyncAfterSeconds")) == ({"prometheus-main-0": heard, "prometheus-main-1": heard}, again)


def test_who_tells_notes_the_time_on_the_statefulset_which_is_refused_where_somebody_else_was_faster() -> None:
    assert answer(stateful_set("new"), pod(0, "old", 60), pod(1, "old", 60))["annotations"] == {TOLD_AT: time(0)}


def test_a_clock_that_is_ahead_holds_nobody_back_for_long() -> None:
    assert answer(stateful_set("new", notes={TOLD_AT: time(-3600)}), pod(0, "old", -3600))["resyncAfterSeconds"] == 2


def test_a_pod_that_knows_is_left_as_it_is() -> None:
    pods = (pod(0, "new", 0.5), pod(1, "new", 600))
    found = answer(stateful_set("new"), *pods)
    assert [each["metadata"]["annotations"]["promhooks.io/config-told-at"] for each in found["attachments"]] == [
        each["metadata"]["annotations"]["promhooks.io/config-told-at"] for each in pods
    ]
    assert not found.get("resyncAfterSeconds")


def test_the_statefulset_says_what_all_of_its_pods_were_told() -> None:
    assert answer(stateful_set("new"), pod(0, "new", 9), pod(1, "new", 9))["annotations"] == {TOLD: "new"}
    assert TOLD not in answer(stateful_set("new"), pod(0, "new", 9), pod(1, "old", 9))["annotations"]
    assert "annotations" not in answer(stateful_set("new", ready=1), pod(0, "new", 9))


def test_it_says_so_in_one_write_where_that_came_true_before_and_takes_it_back_where_it_did_not() -> None:
    pods = (pod(0, "old", 60), pod(1, "old", 60))
    assert answer(stateful_set("new", notes={TOLD: "old"}), *pods)["annotations"] == {TOLD: "new", TOLD_AT: time(0)}
    assert answer(stateful_set("new", notes={TOLD: "new", TOLD_AT: time(3)}), *pods)["annotations"] == {TOLD: None, TOLD_AT: time(0)}
    assert answer(stateful_set("new", notes={TOLD_AT: time(3)}), *pods)["annotations"] == {TOLD_AT: time(0)}


def test_what_is_observed_is_returned_so_that_nothing_is_deleted() -> None:
    assert set(told(answer(stateful_set("new", replicas=1), pod(0, "new", 9), pod(1, "new", 9)))) == {"prometheus-main-0", "prometheus-main-1"}


def test_pods_are_counted_from_where_the_statefulset_says() -> None:
    assert set(told(answer(stateful_set("new", ordinals={"start": 5})))) == {"prometheus-main-5", "prometheus-main-6"}


def test_only_annotations_are_written_and_the_status_is_left_alone() -> None:
    found = answer(stateful_set("new"))
    assert [set(each) for each in found["attachments"]] == [{"apiVersion", "kind", "metadata"}] * 2
    assert [set(each["metadata"]) for each in found["attachments"]] == [{"name", "annotations"}] * 2
    assert "status" not in found


@pytest.mark.parametrize("body", [b"{", b"[]", b"{}", b'{"object":{"metadata":{},"spec":{"replicas":"two"}}}'])
def test_what_is_no_request_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidRequest, match="the body is not a hook request"):
        decorators.sync("pods", body, Settings(), NOON)
    with pytest.raises(InvalidRequest, match='no hook for "nodes", the decorations are kubelet, pods'):
        decorators.sync("nodes", body, Settings(), NOON)
