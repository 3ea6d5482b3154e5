from datetime import UTC, datetime
from typing import Any

import pytest

from hooks import status
from hooks.findings import Finding, Judgement, Outcome, Subject
from hooks.findings.fields import VALUE as REJECTION
from hooks.findings.rules import LAST_GOOD
from hooks.findings.versions import DROPPED
from hooks.status import PodSet, Verdict

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
EARLIER = "2026-01-01T08:00:00Z"


def old(condition_status: str) -> list[dict[str, Any]]:
    return [{"type": "Accepted", "status": condition_status, "lastTransitionTime": EARLIER}]


@pytest.mark.parametrize(
    ("before", "time"),
    [
        pytest.param([], "2026-01-01T12:00:00Z", id="first-time"),
        pytest.param(old("False"), "2026-01-01T12:00:00Z", id="flipped"),
        pytest.param(old("True"), EARLIER, id="unchanged"),
    ],
)
def test_transition_time_moves_only_when_the_status_flips(before: list[dict[str, Any]], time: str) -> None:
    (condition,) = status.conditions({"Accepted": status.FINE}, 7, before, NOON)
    assert condition == {"type": "Accepted", "status": "True", "observedGeneration": 7, "lastTransitionTime": time}


def secret(name: str, value: str) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name}, "data": {"key": value}}


def observed(*children: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(child["kind"], child["metadata"]["name"]): child for child in children}


def test_reconciled_once_every_child_came_back_as_desired() -> None:
    desired = [status.marked(secret("a", "new"))]
    assert status.reconciled(desired, observed(*desired)) == status.FINE


@pytest.mark.parametrize(
    "seen",
    [pytest.param([], id="missing"), pytest.param([status.marked(secret("a", "old"))], id="older"), pytest.param([secret("a", "new")], id="unmarked")],
)
def test_not_reconciled_while_a_child_is_not_as_desired(seen: list[dict[str, Any]]) -> None:
    verdict = status.reconciled([status.marked(secret("a", "new"))], observed(*seen))
    assert verdict == Verdict("False", "NotYetApplied", "not yet applied: Secret a")


def test_what_cannot_be_changed_is_said() -> None:
    problems = [Verdict("False", "StorageResizePending", "resize the claims"), Verdict("False", "RecreateRequired", "delete the StatefulSet")]
    assert status.reconciled([], {}, problems) == Verdict("False", "StorageResizePending", "resize the claims; delete the StatefulSet")


def test_a_mark_does_not_change_the_child_given() -> None:
    child = secret("a", "new")
    status.marked(child)
    assert child == secret("a", "new")


def test_rejected_objects_are_counted_and_the_first_ones_named() -> None:
    rejected = [judgement(f"{index:02}", Outcome.REJECTED, REJECTION.at("spec.endpoints[0]", "no port")) for index in range(25)]
    verdict = status.complete(rejected, [])
    assert verdict.status == "False"
    assert verdict.message.startswith("25 rejected: ServiceMonitor team/00: spec.endpoints[0]: no port; ")
    assert verdict.message.endswith("; and 5 more")


def judgement(name: str, outcome: Outcome, *findings: Finding) -> Judgement:
    return Judgement(Subject("monitoring.coreos.com/v1", "ServiceMonitor", "team", name), outcome, findings)


def test_a_rejection_hides_neither_what_waits_nor_what_is_left_out() -> None:
    judgements = [
        judgement("a", Outcome.REJECTED, REJECTION.at("spec", "wrong"), REJECTION.at("spec.x", "wrong too")),
        judgement("b", Outcome.WAITING),
        judgement("c", Outcome.ACCEPTED, DROPPED.at("spec.y", "left out")),
    ]
    verdict = status.complete(judgements, [DROPPED.at("runtime", "left out")])
    assert verdict.reason == "ObjectsRejected"
    assert verdict.message.splitlines() == [
        "1 rejected: ServiceMonitor team/a: spec: wrong; ServiceMonitor team/a: spec.x: wrong too",
        "waiting for the credentials of ServiceMonitor team/b",
        "not in use: runtime: left out; ServiceMonitor team/c: spec.y: left out",
    ]


def test_what_goes_on_from_before_is_told_beside_what_is_wrong() -> None:
    subject = Subject("v1", "PrometheusRule", "team", "a")
    judgement = Judgement(
        subject, Outcome.REJECTED, (REJECTION.at("spec", "it is wrong"), LAST_GOOD.at("spec.groups", "the version from before goes on running"))
    )
    verdict = status.complete([judgement], [])
    assert (verdict.status, "it is wrong" in verdict.message, "from before" in verdict.message) == ("False", True, True)


@pytest.mark.parametrize("findings", [[], [DROPPED.at("runtime", "left out")]], ids=["complete", "something-left-out"])
def test_the_absence_of_the_last_judge_is_told_and_is_no_fault_of_the_configuration(findings: list[Finding]) -> None:
    with_it, without = status.complete([], findings), status.complete([], findings, judged=False)
    assert with_it.status == without.status
    assert without.message == "\n".join(filter(None, (with_it.message, status.UNJUDGED)))


def test_a_condition_stays_small_whatever_users_write() -> None:
    rejected = [judgement(f"{index}", Outcome.REJECTED, REJECTION.at("spec.x", "ü" * 100_000)) for index in range(1000)]
    dropped = [DROPPED.at(f"spec.y{index}", "ü" * 100_000) for index in range(1000)]
    assert len(status.complete(rejected, dropped).message.encode()) < 32 * 1024


def test_a_warning_is_told_of_an_object_that_is_accepted() -> None:
    assert status.accepted([DROPPED.at("spec.x", "left out")]) == Verdict("True", message="spec.x: left out")
    assert status.accepted([REJECTION.at("spec.x", "wrong"), REJECTION.at("spec.y", "wrong")]).message == "spec.x: wrong; spec.y: wrong"


def sts(replicas: int, available: int) -> dict[str, Any]:
    return {"status": {"replicas": replicas, "updatedReplicas": replicas, "availableReplicas": available}}


@pytest.mark.parametrize(
    ("shards", "want"),
    [
        pytest.param([PodSet("p", 1, sts(1, 1))], status.FINE, id="all-ready"),
        pytest.param([PodSet("p", 2, sts(2, 1))], Verdict("Degraded", "SomePodsNotReady"), id="some-ready"),
        pytest.param([PodSet("p", 1, sts(1, 1)), PodSet("p-shard-1", 1, sts(1, 0))], Verdict("False", "NoPodReady"), id="a-shard-without-pods"),
        pytest.param([PodSet("p", 1, None)], Verdict("False", "StatefulSetNotFound", "shard 0: statefulset ns/p not found"), id="not-there"),
        pytest.param(
            [PodSet("p", 1, None), PodSet("p-shard-1", 1, None)],
            Verdict("False", "StatefulSetNotFound", "shard 0: statefulset ns/p not found\nshard 1: statefulset ns/p-shard-1 not found"),
            id="none-there",
        ),
        pytest.param(
            [PodSet("p", 2, sts(2, 1)), PodSet("p-shard-1", 2, sts(2, 0))], Verdict("False", "NoPodReadyAndSomePodsNotReady"), id="shards-in-different-trouble"
        ),
        pytest.param([PodSet("p", 0, sts(0, 0))], status.FINE, id="scaled-to-zero"),
    ],
)
def test_availability(shards: list[PodSet], want: Verdict) -> None:
    assert status.availability("ns", shards) == want


def test_totals_add_up_over_shards() -> None:
    assert status.totals([PodSet("p", 1, sts(1, 1)), PodSet("q", 2, sts(2, 1))]) == {
        "replicas": 3,
        "updatedReplicas": 3,
        "availableReplicas": 2,
        "unavailableReplicas": 1,
    }


@pytest.mark.parametrize(
    ("reason", "passes"),
    [("NotYetApplied", True), ("NotYetTold", True), ("WaitingForAssets", True), ("InvalidConfiguration", False), ("ObjectsRejected", False)],
)
def test_what_passes_by_itself_is_contradicted_by_what_was_said_before(reason: str, passes: bool) -> None:
    said = {"type": "ConfigurationComplete", "status": "False", "reason": reason, "observedGeneration": 2}
    settled = {"type": "ConfigurationComplete", "status": "True", "observedGeneration": 2}
    assert status.before([said], [settled]) == ((settled,) if passes else ())
