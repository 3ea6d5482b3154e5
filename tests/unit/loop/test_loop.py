import base64
import itertools
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from hooks.errors import InvalidParent
from hooks.findings.fields import VALUE
from hooks.loop.controllers import controllers
from hooks.loop.loop import MAX_SYNCS, Loop
from hooks.loop.resources import Key
from tests.unit.loop.small import CONTROLLERS, GROUP, NOON, SmallHooks, document, monitor, prometheus, secret, whole_world, world

COPY = Key("", "Secret", "team", "web-copy")
LIST = Key("", "ConfigMap", "mon", "list-main")
WEB = Key("monitoring.coreos.com", "ServiceMonitor", "team", "web")


def test_children_are_made_from_related_objects() -> None:
    loop, _ = world()
    loop.apply([monitor(), secret(password="one")])
    report = loop.converge()
    copy = loop.get(COPY)
    assert copy is not None
    assert copy["data"] == {"password": base64.b64encode(b"one").decode()}
    assert [str(change.key) for change in report.changes] == ["Secret team/web-copy", "ServiceMonitor team/web"]
    assert report.events == ()


def test_a_child_names_its_parent_as_metacontroller_writes_it() -> None:
    loop, _ = world()
    loop.apply([monitor(), secret()])
    loop.converge()
    uid = (loop.get(WEB) or {})["metadata"]["uid"]
    metadata = (loop.get(COPY) or {})["metadata"]
    assert metadata["labels"] == {"copy": "true", "controller-uid": uid}
    assert metadata["ownerReferences"] == [
        {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "name": "web", "uid": uid, "controller": True, "blockOwnerDeletion": True}
    ]


def test_a_second_run_asks_nobody() -> None:
    loop, hooks = whole_world()
    loop.apply([prometheus(), monitor(), secret()])
    loop.converge()
    hooks.asked.clear()
    assert loop.converge().syncs == 0
    assert hooks.asked == []


def test_a_changed_secret_reaches_the_child_without_a_new_generation() -> None:
    loop, hooks = world()
    loop.apply([monitor(), secret(password="one")])
    loop.converge()
    loop.apply([secret(password="two")])
    report = loop.converge()
    assert [str(change.key) for change in report.changes] == ["Secret team/web-copy"]
    assert hooks.asked.count("servicemonitor_customize web") == 1


def test_a_secret_that_comes_later_wakes_who_asked_for_it() -> None:
    loop, _ = world()
    loop.apply([monitor()])
    loop.converge()
    assert loop.get(COPY) is None
    loop.apply([secret()])
    loop.converge()
    assert loop.get(COPY) is not None


def test_an_unrelated_secret_wakes_nobody() -> None:
    loop, _ = world()
    loop.apply([monitor(), secret()])
    loop.converge()
    loop.apply([secret("other"), secret(namespace="elsewhere")])
    assert loop.converge().syncs == 0


def test_a_change_of_the_spec_asks_for_rules_again() -> None:
    loop, _ = world()
    loop.apply([monitor(secret="login"), secret("login", password="one"), secret("key", password="two")])
    loop.converge()
    loop.apply([monitor(secret="key")])
    loop.converge()
    assert (loop.get(COPY) or {})["data"] == {"password": base64.b64encode(b"two").decode()}
    assert (loop.get(WEB) or {})["metadata"]["generation"] == 2


def test_what_is_not_returned_is_deleted() -> None:
    loop, _ = whole_world()
    loop.apply([prometheus(), monitor(), secret()])
    loop.converge()
    assert (loop.get(LIST) or {})["data"] == {"names": "team/web-copy"}
    loop.delete(Key("", "Secret", "team", "login"))
    loop.converge()
    assert loop.get(COPY) is None
    assert (loop.get(LIST) or {})["data"] == {"names": ""}


def test_children_go_with_their_parent_and_a_new_parent_has_a_new_uid() -> None:
    loop, _ = whole_world()
    loop.apply([prometheus(), monitor(), secret()])
    loop.converge()
    first = (loop.get(WEB) or {})["metadata"]["uid"]
    loop.delete(WEB)
    loop.converge()
    assert loop.get(COPY) is None
    assert (loop.get(LIST) or {})["data"] == {"names": ""}
    loop.apply([monitor()])
    loop.converge()
    assert loop.get(COPY) is not None
    assert (loop.get(WEB) or {})["metadata"]["uid"] != first


def test_an_invalid_parent_keeps_its_children_and_its_status_and_is_told_as_an_event() -> None:
    def answer(request: Mapping[str, Any]) -> Any:
        if request["parent"]["spec"].get("broken"):
            raise InvalidParent(VALUE.at("spec.broken", "must not be set, remove it"))
        return {"children": [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "kept"}}], "status": {"fine": True}}

    loop, _ = world(prometheus_sync=answer)
    loop.apply([prometheus()])
    loop.converge()
    loop.apply([prometheus() | {"spec": {"broken": True}}])
    assert [str(event) for event in loop.converge().events] == ["Prometheus mon/main: spec.broken: must not be set, remove it"]
    assert loop.get(Key("", "ConfigMap", "mon", "kept")) is not None
    assert (loop.get(Key("monitoring.coreos.com", "Prometheus", "mon", "main")) or {})["status"] == {"fine": True, "observedGeneration": 1}
    assert len(loop.converge().events) == 1, "it is still wrong"
    loop.apply([prometheus()])
    assert loop.converge().events == ()


def test_a_broken_parent_does_not_keep_the_others() -> None:
    def answer(request: Mapping[str, Any]) -> Any:
        raise KeyError("a bug")

    loop, _ = world(prometheus_sync=answer)
    loop.apply([prometheus(), monitor(), secret()])
    (event,) = loop.converge().events
    assert str(event) == "Prometheus mon/main: unexpected KeyError, see the log"
    assert [finding.code.id for finding in event.findings] == ["PH6002"]
    assert loop.get(COPY) is not None


def test_a_parent_that_never_comes_to_rest_is_given_up_and_named() -> None:
    counter = itertools.count()

    def answer(request: Mapping[str, Any]) -> Any:
        return {"children": [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "clock"}, "data": {"n": str(next(counter))}}], "status": {}}

    loop, _ = world(prometheus_sync=answer)
    loop.apply([prometheus()])
    report = loop.converge()
    (event,) = report.unsettled
    assert str(event) == f"Prometheus mon/main: does not come to rest after {MAX_SYNCS} syncs, ConfigMap mon/clock keeps changing"
    assert [finding.code.id for finding in event.findings] == ["PH9005"]


def test_a_status_that_changes_each_time_does_not_wake_its_own_parent() -> None:
    counter = itertools.count()
    loop, _ = world(prometheus_sync=lambda _: {"children": [], "status": {"n": next(counter)}})
    loop.apply([prometheus()])
    assert loop.converge().syncs == 1


SHARED = Key("", "ConfigMap", "mon", "shared")


def shared_and_own(request: Mapping[str, Any]) -> Any:
    names = ["shared", request["parent"]["metadata"]["name"]]
    return {"children": [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}} for name in names], "status": {"seen": True}}


def owned_by(uid: str) -> dict[str, Any]:
    owner = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "other", "uid": uid, "controller": True}
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "shared", "namespace": "mon", "ownerReferences": [owner]}}


def test_a_child_of_somebody_else_is_not_taken_and_the_others_are_applied() -> None:
    loop, _ = world(prometheus_sync=shared_and_own)
    loop.apply([owned_by("another"), prometheus("a")])
    assert [str(event) for event in loop.converge().events] == [
        "Prometheus mon/a: can't apply ConfigMap mon/shared: metadata.ownerReferences: it is controlled by Deployment other, only one owner can have that"
    ]
    assert loop.get(Key("", "ConfigMap", "mon", "a")) is not None
    assert (loop.get(Key("monitoring.coreos.com", "Prometheus", "mon", "a")) or {})["status"]["seen"] is True


def test_two_parents_that_want_one_child_take_it_from_each_other_for_ever() -> None:
    loop, _ = world(prometheus_sync=shared_and_own)
    loop.apply([prometheus("a"), prometheus("b")])
    assert str(loop.converge().unsettled[0]) == "Prometheus mon/a: does not come to rest after 25 syncs, ConfigMap mon/shared keeps changing"


def test_a_child_that_was_released_is_not_observed() -> None:
    def answer(request: Mapping[str, Any]) -> Any:
        seen.append(sorted(request["children"]["ConfigMap.v1"]))
        return shared_and_own(request)

    seen: list[list[str]] = []
    loop, _ = world(prometheus_sync=answer)
    loop.apply([prometheus("a")])
    loop.converge()
    child = loop.get(SHARED) or {}
    loop.apply([{**child, "metadata": {**child["metadata"], "labels": {}}}])
    loop.converge()
    assert seen[2] == ["mon/a"]
    assert (loop.get(SHARED) or {})["metadata"]["labels"] == {"controller-uid": child["metadata"]["ownerReferences"][0]["uid"]}, "and taken again by name"


def test_an_object_that_nobody_controls_is_taken_over_by_name() -> None:
    loop, _ = world()
    loop.apply([secret("web-copy", found="earlier"), monitor(), secret()])
    assert loop.converge().events == ()
    assert sorted((loop.get(COPY) or {})["data"]) == ["found", "password"]


def test_a_child_that_loses_its_label_is_released() -> None:
    loop, _ = world()
    loop.apply([monitor(), secret()])
    loop.converge()
    copy = loop.get(COPY) or {}
    loop.apply([copy | {"metadata": copy["metadata"] | {"labels": {}}}])
    report = loop.converge()
    assert report.unsettled == ()
    assert (loop.get(COPY) or {})["metadata"]["labels"]["controller-uid"], "and taken over by name again"


def test_a_status_from_outside_wakes_the_parent() -> None:
    loop, hooks = world()
    loop.apply([monitor(), secret()])
    loop.converge()
    loop.report_status(COPY, {"read": True})
    loop.converge()
    assert hooks.asked[-1] == "servicemonitor_sync web"


def test_a_hook_may_ask_to_be_asked_again() -> None:
    times = [NOON]
    hooks = SmallHooks(prometheus_sync=lambda _: {"children": [], "status": {}, "resyncAfterSeconds": 30})
    loop = Loop(CONTROLLERS, hooks, lambda: times[-1])
    loop.apply([prometheus()])
    assert loop.converge().resync_after == 30
    assert loop.converge().syncs == 0
    times.append(NOON + timedelta(seconds=30))
    assert loop.converge().syncs == 1


def test_an_object_that_no_api_server_would_take_is_refused_and_the_old_one_stays() -> None:
    loop, _ = world()
    loop.apply([monitor(), secret()])
    loop.converge()
    refused = loop.apply([monitor(labels={"team": 1})])
    assert [str(event) for event in refused] == ["ServiceMonitor team/web: metadata.labels.team: 1 is not a text, put it in quotes"]
    assert loop.converge().syncs == 0


def test_only_parents_that_match_the_controllers_selector_are_synced() -> None:
    parent = {"apiVersion": GROUP, "resource": "servicemonitors", "labelSelector": {"matchLabels": {"ours": "yes"}}, "ignoreStatusChanges": True}
    hooks = SmallHooks()
    loop = Loop(controllers([document("servicemonitor", "servicemonitors", ("secrets",), parentResource=parent)]), hooks, lambda: NOON)
    loop.apply([monitor("a"), monitor("b", labels={"ours": "yes"})])
    loop.converge()
    assert hooks.asked == ["servicemonitor_customize b", "servicemonitor_sync b"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_the_manifests_does_not_matter(order: tuple[int, ...]) -> None:
    objects = [prometheus(), monitor(), secret()]
    loop, _ = whole_world()
    loop.apply([objects[index] for index in order])
    loop.converge()
    assert (loop.get(LIST) or {})["data"] == {"names": "team/web-copy"}
