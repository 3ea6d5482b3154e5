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


def stateful_set(digest: str, replicas: int = 2, ready: int | None = None, **spec: Any) -> Manifest:
    notes = {"promhooks.io/config-digest": digest, "team": "web"}
    status = {"readyReplicas": replicas if ready is None else ready}
    return {"metadata": {"name": "prometheus-main", "namespace": "mon", "annotations": notes}, "spec": {"replicas": replicas, **spec}, "status": status}


def pod(number: int, digest: str, ago: float) -> Manifest:
    at = (NOON - timedelta(seconds=ago)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    notes = {"promhooks.io/config-digest": digest, "promhooks.io/config-told-at": at, "metacontroller.k8s.io/decorator-controller": "promhooks-pods"}
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


def test_a_pod_is_told_at_most_once_in_two_seconds() -> None:
    found = answer(stateful_set("new"), pod(0, "old", 0.5), pod(1, "old", 2))
    assert told(found) == {"prometheus-main-0": "old", "prometheus-main-1": "new"}
    assert found["resyncAfterSeconds"] == 1.5


def test_a_clock_that_is_ahead_does_not_hold_a_pod_back_for_long() -> None:
    assert answer(stateful_set("new"), pod(0, "old", -3600), pod(1, "old", 60))["resyncAfterSeconds"] == 2


def test_a_pod_that_knows_is_left_as_it_is() -> None:
    pods = (pod(0, "new", 0.5), pod(1, "new", 600))
    found = answer(stateful_set("new"), *pods)
    assert [each["metadata"]["annotations"]["promhooks.io/config-told-at"] for each in found["attachments"]] == [
        each["metadata"]["annotations"]["promhooks.io/config-told-at"] for each in pods
    ]
    assert found["resyncAfterSeconds"] == 0


def test_the_statefulset_says_what_all_of_its_pods_were_told() -> None:
    assert answer(stateful_set("new"), pod(0, "new", 9), pod(1, "new", 9))["annotations"] == {"promhooks.io/config-told": "new"}
    assert "annotations" not in answer(stateful_set("new"), pod(0, "new", 9), pod(1, "old", 9))
    assert "annotations" not in answer(stateful_set("new"), pod(0, "new", 9))


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
