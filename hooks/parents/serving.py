"""What becomes of a workload, whichever it is: the one way from what a room makes of it to an answer.

A workload that is paused or cannot be served keeps its children, and its status says so. That is a 200 with the observed children, not a 422: with a 422
Metacontroller keeps the children too, but the old status as well, and a healthy Prometheus that was edited to a bad version would go on saying so.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from hooks import status
from hooks.errors import InvalidParent
from hooks.findings import Finding, Judgement, Outcome
from hooks.findings.workloads import SHARDS, TOO_MANY_REPLICAS
from hooks.judge import ABSENT
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.parents import defaults, storage, takeover
from hooks.parents.ownership import echo
from hooks.parents.steps import in_steps
from hooks.parents.view import View
from hooks.parents.workload import heads
from hooks.protocol import Manifest, RelatedRule, SyncResponse
from hooks.shards import MOST_SHARDS
from hooks.status import PodSet, Verdict
from hooks.workloads import budgets, immutable
from hooks.workloads.names import Workload

MOST_REPLICAS = 1000
"""An Alertmanager names each of its peers; a number with some zeros too many must not exhaust the memory that all workloads share."""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What a room makes of a workload."""

    children: tuple[Manifest, ...]
    """As desired, but for the workloads."""
    workloads: tuple[Manifest, ...]
    """StatefulSets or a DaemonSet, as desired."""
    untouched: tuple[Manifest, ...] = ()
    """Children that hold what somebody else writes."""
    judgements: tuple[Judgement, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What of the workload itself is not in use."""
    remark: Verdict = status.FINE
    """What is to be said when everything is as desired."""
    notes: tuple[Finding, ...] = ()
    """The same for the commands."""
    selector: str = ""
    """The pods, for the scale subresource."""


def related_rules(parent: Workload) -> tuple[RelatedRule, ...]:
    """What every workload asks for beside its own: what may be there already, and its storage class."""
    return (*takeover.related_rules(parent), *storage.related_rules(parent))


def response(view: View[Any], pods: Sequence[PodSet], make: Callable[[View[Any]], Made]) -> SyncResponse:
    """The answer for a workload. ``pods`` are those that it should have, ``make`` is the room; what it cannot serve it raises as InvalidParent."""
    if view.parent.spec.paused:
        return SyncResponse(children=_as_observed(view), status=_status(view, pods, {}, paused=True))
    try:
        _check_replicas(view)
        storage.check(view.parent, view.related, view.workloads)
        return _served(view, pods, make(view))
    except InvalidParent as problem:
        unserved = {"Reconciled": Verdict("False", status.INVALID, f"nothing is changed: {problem}")}
        return SyncResponse(children=_as_observed(view), status=_status(view, pods, unserved), findings=problem.findings, served=False)


def _served(view: View[Any], pods: Sequence[PodSet], made: Made) -> SyncResponse:
    settled = [immutable.with_observed(each, view.workloads.get(each["metadata"]["name"])) for each in made.workloads]
    waiting = sum(judgement.outcome is Outcome.WAITING for judgement in made.judgements)
    paced = in_steps(made.children, waiting, heads(view.children), view.now)
    workloads = [each for each, _ in settled]
    desired = (*map(status.marked, (*paced, *budgets.budgets(view.parent, workloads, view.settings), *workloads)),)
    findings = (*made.findings, *view.unknown, *defaults.misread(view.parent), *budgets.findings(view.parent))
    older = tuple(defaults.findings(view.parent, view.settings, view.given))
    remark = defaults.verdict(older) if older and made.remark == status.FINE else made.remark
    verdicts = {
        "Reconciled": _reconciled(view, pods, desired, [kept for _, found in settled for kept in found]) or remark,
        "ConfigurationComplete": status.complete(made.judgements, findings, judged=view.settings.judge is not ABSENT),
    }
    more = status.counts(made.judgements) | ({"selector": made.selector} if made.selector else {})
    return SyncResponse(
        children=(*made.untouched, *desired),
        status=_status(view, pods, verdicts) | more,
        findings=(*findings, *made.notes, *older),
        judgements=made.judgements,
    )


def _reconciled(view: View[Any], pods: Sequence[PodSet], desired: Sequence[Manifest], kept: Sequence[immutable.Kept]) -> Verdict | None:
    """What is not as desired; ``None`` where everything is."""
    immutables = [Verdict("False", each.reason, each.message) for each in kept]
    applied = status.reconciled(desired, heads(view.children), [*immutables, *takeover.problems(view.parent, desired, view.found)])
    verdict = applied if applied != status.FINE else status.rolled_out(pods)
    return verdict if verdict != status.FINE else None


def _as_observed(view: View[Any]) -> tuple[Manifest, ...]:
    """Each child with just the fields that are ours: applying it changes nothing, and makes one that was released a child again."""
    return tuple(echo(msgspec.json.decode(raw)) for _, group in sorted(view.found.items()) for _, raw in sorted(group.items()))


def _status(view: View[Any], pods: Sequence[PodSet], verdicts: Mapping[str, Verdict], *, paused: bool = False) -> Manifest:
    """What the status of every workload has. While it is paused only what is said of the pods is new."""
    parent = view.parent
    old: Manifest = {} if parent.status is None else msgspec.to_builtins(parent.status)
    before = old.get("conditions", [])
    said = {"Available": status.availability(parent.metadata.namespace, pods), **verdicts}
    now_true = status.conditions(said, parent.metadata.generation, before, view.now)
    kept = [condition for condition in before if condition["type"] not in said] if paused else []
    shards = {"shards": len(pods), "shardStatuses": status.shard_statuses(pods)} if isinstance(parent, Prometheus | PrometheusAgent) else {}
    last = {name: old[name] for name in ("selector", "selected", "rejected") if old.get(name) is not None}
    return {"paused": paused, **status.totals(pods), **shards, **last, "conditions": [*now_true, *kept]}


def _check_replicas(view: View[Any]) -> None:
    replicas, shards = view.parent.spec.replicas or 0, getattr(view.parent.spec, "shards", None) or 0
    if replicas > MOST_REPLICAS:
        raise InvalidParent(TOO_MANY_REPLICAS.at("spec.replicas", f"{replicas} are more than the {MOST_REPLICAS} that are supported", "lower the number"))
    if shards > MOST_SHARDS:
        raise InvalidParent(SHARDS.at("spec.shards", f"{shards} are more than the {MOST_SHARDS} that are supported", "lower the number"))
