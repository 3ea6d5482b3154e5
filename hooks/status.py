"""Observed children, verdicts and the old status → the new status. Status tells what was observed, never what was asked for.

A condition keeps its ``lastTransitionTime`` unless its status flips, so that an unchanged status is the same bytes (Kubernetes API conventions,
"Typical status properties").
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from hooks.findings import Finding, Judgement, Outcome, Severity, errors
from hooks.findings.rules import OTHER_LANGUAGE
from hooks.names import DESIRED_HASH
from hooks.protocol import Manifest
from hooks.rendering import digest

LISTED = 20
"""How many sentences of a sort a condition holds; the rest are counted."""
SENTENCE = 480
"""Bytes of one of them at most."""


class Verdict(msgspec.Struct, frozen=True):
    """One statement about an object: the status of a condition, a CamelCase reason and a sentence. ``True`` needs neither."""

    status: str
    reason: str = ""
    message: str = ""


FINE = Verdict("True")
UNJUDGED = "checked without the last judge, the code of the programs themselves"


def conditions(verdicts: Mapping[str, Verdict], generation: int, old: Iterable[Mapping[str, Any]], now: datetime) -> list[Manifest]:
    """One condition per verdict, in the order given; ``now`` is used only where a status differs from the ``old`` one."""
    before = {condition.get("type"): condition for condition in old}
    return [_condition(name, verdict, generation, before.get(name, {}), now) for name, verdict in verdicts.items()]


def _condition(name: str, verdict: Verdict, generation: int, before: Mapping[str, Any], now: datetime) -> Manifest:
    kept = before.get("lastTransitionTime") if before.get("status") == verdict.status else None
    return {
        "type": name,
        "status": verdict.status,
        **({"reason": verdict.reason} if verdict.reason else {}),
        **({"message": verdict.message} if verdict.message else {}),
        "observedGeneration": generation,
        "lastTransitionTime": kept or now.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


INVALID, NOT_APPLIED, NOT_TOLD, WAITING = "InvalidConfiguration", "NotYetApplied", "NotYetTold", "WaitingForAssets"
"""Reasons of conditions that others look at too."""
PASSING = frozenset([NOT_APPLIED, NOT_TOLD, WAITING])
"""Reasons that go by themselves where nothing is wrong: the next answer has them no more."""


def of(status: Any) -> list[Manifest]:
    """The conditions of an object's old status, as its kind has it; it may have none."""
    return [] if status is None else [msgspec.to_builtins(condition) for condition in status.conditions]


def before(conditions: Iterable[Mapping[str, Any]], old: Iterable[Manifest]) -> tuple[Manifest, ...]:
    """The ``old`` conditions that ``conditions`` contradict for a reason that passes, and that are about the same generation."""
    passing = {condition["type"]: condition["observedGeneration"] for condition in conditions if condition.get("reason") in PASSING}
    return tuple(each for each in old if passing.get(each["type"], -1) == each.get("observedGeneration") and each.get("reason") not in PASSING)


def accepted(findings: Sequence[Finding]) -> Verdict:
    """Whether a configuration object can be used: not with an error; a warning is told all the same. Unknown: it depends on who reads it."""
    sentences = _listed([_bounded(str(finding)) for finding in findings], "; ")
    if errors(findings):
        return Verdict("False", INVALID, sentences)
    if any(finding.code == OTHER_LANGUAGE for finding in findings):
        return Verdict("Unknown", "NotPromQL", sentences)
    return Verdict("True", message=sentences)


def marked(child: Manifest) -> Manifest:
    """``child`` with the digest of what was desired as an annotation: an observed child that carries the same one has been applied."""
    mark = digest(msgspec.json.encode(child, order="deterministic"))
    metadata = child["metadata"]
    return {**child, "metadata": {**metadata, "annotations": {**metadata.get("annotations", {}), DESIRED_HASH: mark}}}


def reconciled(desired: Sequence[Manifest], observed: Mapping[tuple[str, str], Manifest], problems: Sequence[Verdict] = ()) -> Verdict:
    """True only when every desired child was observed as desired. ``observed`` is by (kind, name); ``problems`` are changes that cannot be made."""
    if problems:
        return Verdict("False", problems[0].reason, "; ".join(problem.message for problem in problems))
    named = [((child["kind"], child["metadata"]["name"]), child) for child in desired]
    late = [" ".join(name) for name, child in named if _mark(observed.get(name)) != _mark(child)]
    return Verdict("False", NOT_APPLIED, f"not yet applied: {_listed(late)}") if late else FINE


def _mark(child: Manifest | None) -> str | None:
    return None if child is None else child["metadata"].get("annotations", {}).get(DESIRED_HASH)


def complete(judgements: Sequence[Judgement], findings: Sequence[Finding], *, judged: bool = True) -> Verdict:
    """Whether everything that was selected and written is in the generated configuration; all that is not is told, the worst first.

    ``findings`` are about the workload itself: what its version does not read, what has no effect. Not ``judged``: there was no last judge to ask.
    """
    rejected = [sentence for each in judgements if each.outcome == Outcome.REJECTED for sentence in _told(each, Severity.ERROR, Severity.NOTE)]
    waiting = [str(each.subject) for each in judgements if each.outcome == Outcome.WAITING]
    left_out = [*dict.fromkeys([*map(str, findings), *(sentence for each in judgements for sentence in _told(each, Severity.WARNING))])]
    number = sum(each.outcome == Outcome.REJECTED for each in judgements)
    parts = (
        ("ObjectsRejected", f"{number} rejected: ", rejected, "; "),
        (WAITING, "waiting for the credentials of ", waiting, ", "),
        ("FieldsDropped", "not in use: " if rejected or waiting else "", left_out, "; "),
    )
    said = [(reason, f"{start}{_listed([*map(_bounded, sentences)], separator)}") for reason, start, sentences, separator in parts if sentences]
    sentences = [*(sentence for _, sentence in said), *(() if judged else (UNJUDGED,))]
    return Verdict("False" if said else "True", said[0][0] if said else "", "\n".join(sentences))


def counts(judgements: Iterable[Judgement]) -> Manifest:
    """How many objects are selected, and how many of them cannot be used."""
    outcomes = [judgement.outcome for judgement in judgements if judgement.outcome is not Outcome.NOT_SELECTED]
    return {"selected": len(outcomes), "rejected": outcomes.count(Outcome.REJECTED)}


def _told(judgement: Judgement, *severities: Severity) -> list[str]:
    return [f"{judgement.subject}: {finding}" for finding in judgement.findings if finding.severity in severities]


def _bounded(sentence: str) -> str:
    """At most so many bytes as one sentence may take of a condition: the API server takes 32 KiB for all of them."""
    data = sentence.encode(errors="replace")
    return sentence if len(data) <= SENTENCE else data[:SENTENCE].decode(errors="ignore") + "…"


def _listed(items: Sequence[str], separator: str = ", ") -> str:
    more = f"{separator}and {len(items) - LISTED} more" if len(items) > LISTED else ""
    return separator.join(items[:LISTED]) + more


class PodSet(msgspec.Struct, frozen=True):
    """One StatefulSet (or DaemonSet) of a workload: its name, how many pods it should have, and what was observed of it."""

    name: str
    expected: int
    observed: Manifest | None
    kind: str = "StatefulSet"

    def counts(self) -> dict[str, int]:
        """Pods by state, as the API names them; zero where nothing was observed."""
        seen = (self.observed or {}).get("status") or {}
        total = int(seen.get("replicas", seen.get("currentNumberScheduled", 0)))
        available = int(seen.get("availableReplicas", seen.get("numberAvailable", 0)))
        return {
            "replicas": total,
            "updatedReplicas": int(seen.get("updatedReplicas", seen.get("updatedNumberScheduled", 0))),
            "availableReplicas": available,
            "unavailableReplicas": max(total - available, 0),
        }

    def updated(self) -> int | None:
        """Pods that are made from the present template; ``None`` where nothing is known of them."""
        seen = (self.observed or {}).get("status") or {}
        if self.observed is None or not _REVISED & set(seen):
            return None
        generation = int(self.observed["metadata"].get("generation", 0))
        return self.counts()["updatedReplicas"] if int(seen.get("observedGeneration", generation)) >= generation else 0

    def is_rolling_out(self) -> bool:
        """Whether fewer pods are made from the present template than there should be; those that a partition holds back are not missed."""
        updated, strategy = self.updated(), ((self.observed or {}).get("spec") or {}).get("updateStrategy") or {}
        held_back = int((strategy.get("rollingUpdate") or {}).get("partition") or 0)
        return updated is not None and updated < self.expected - held_back


_REVISED = frozenset(["updatedReplicas", "updateRevision", "updatedNumberScheduled", "desiredNumberScheduled"])
"""Fields of a status that somebody has written who knows revisions; zeros are left out of it."""


def availability(namespace: str, shards: Sequence[PodSet]) -> Verdict:
    """False: a shard has no pod ready; Degraded: a shard has fewer than it should; the reason says all that is the matter, the message names the shards."""
    verdicts = [_shard_verdict(namespace, index, shard) for index, shard in enumerate(shards)]
    failing = [verdict for verdict in verdicts if verdict != FINE]
    if not failing:
        return FINE
    status = "False" if any(verdict.status == "False" for verdict in failing) else "Degraded"
    reason = "And".join(sorted({verdict.reason for verdict in failing}))
    return Verdict(status, reason, _listed([verdict.message for verdict in failing if verdict.message], "\n"))


def _shard_verdict(namespace: str, index: int, shard: PodSet) -> Verdict:
    if shard.observed is None:
        return Verdict("False", f"{shard.kind}NotFound", f"shard {index}: {shard.kind.lower()} {namespace}/{shard.name} not found")
    available = shard.counts()["availableReplicas"]
    if available >= shard.expected:
        return FINE
    if available == 0:
        return Verdict("False", "NoPodReady")
    return Verdict("Degraded", "SomePodsNotReady")


def rolled_out(shards: Sequence[PodSet]) -> Verdict:
    """Whether all pods are what their StatefulSet (or DaemonSet) says now: while they are not, what was asked for has not come to pass."""
    late = [f"{shard.kind} {shard.name}: {shard.updated()} of {shard.expected}" for shard in shards if shard.is_rolling_out()]
    return Verdict("False", "RollingOut", f"pods that are as desired: {_listed(late)}") if late else FINE


def totals(shards: Sequence[PodSet]) -> dict[str, int]:
    """Pods by state over all shards."""
    return {name: sum(shard.counts()[name] for shard in shards) for name in ("replicas", "updatedReplicas", "availableReplicas", "unavailableReplicas")}


def shard_statuses(shards: Sequence[PodSet]) -> list[Manifest]:
    """``status.shardStatuses`` of a Prometheus or PrometheusAgent."""
    return [{"shardID": str(index), **shard.counts()} for index, shard in enumerate(shards)]
