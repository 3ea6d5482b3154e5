"""What became of each object that workloads select: how it is, why, and who selects it."""

from collections.abc import Mapping

import msgspec

from hooks.cli.console.graph.model import Column, Node, State
from hooks.cli.explain.chain import World
from hooks.cli.local.objects import key_of, labels_of, namespace_of
from hooks.cli.targets import missing
from hooks.cli.verdicts import missed, unselected
from hooks.findings import Finding, Outcome, Severity
from hooks.loop.resources import Key
from hooks.protocol import Manifest
from hooks.selection.misses import SELECTED

_STATES: Mapping[Outcome, tuple[State, str]] = {
    Outcome.REJECTED: (State.BAD, "rejected"),
    Outcome.WAITING: (State.WAITING, "waits for credentials"),
    Outcome.ACCEPTED: (State.GOOD, "selected"),
    Outcome.NOT_SELECTED: (State.IDLE, "not selected"),
}


class Verdict(msgspec.Struct, frozen=True):
    """How an object is."""

    state: State
    word: str
    findings: tuple[Finding, ...] = ()
    workloads: tuple[Key, ...] = ()
    """Who looks at it."""


def object_node(manifest: Manifest, column: Column, verdict: Verdict, note: str = "") -> Node:
    """The node of an object; its note is the first thing that is wrong with it where there is nothing else to say."""
    return Node(
        id=node_id(manifest),
        column=column,
        kind=manifest["kind"],
        namespace=namespace_of(manifest),
        title=manifest["metadata"]["name"],
        state=verdict.state,
        word=verdict.word,
        note=note or (str(verdict.findings[0]) if verdict.findings else ""),
        key=Key.of(manifest),
        findings=verdict.findings,
        labels=labels_of(manifest),
    )


def node_id(manifest: Manifest) -> str:
    """``Kind/namespace/name``."""
    return f"{manifest['kind']}/{key_of(manifest)}"


def served(world: World, manifest: Manifest) -> Verdict:
    """How a workload is, as far as its objects say."""
    own = world.own(Key.of(manifest))
    if manifest["spec"].get("paused"):
        return Verdict(State.IDLE, "paused", own)
    return Verdict(State.BAD, "cannot be served", own) if own else Verdict(State.UNKNOWN, "not observed")


def verdicts(world: World) -> Mapping[Key, Verdict]:
    """A verdict for each object that some workload could select."""
    judgements: dict[Key, list[tuple[Key, Outcome, tuple[Finding, ...]]]] = {}
    for judged in world.judged:
        for each in judged.judgements:
            judgements.setdefault(Key.of_subject(each.subject), []).append((judged.parent, each.outcome, each.findings))
    nobody = {told.key: told.finding for told in unselected(missed(world.objects), world.objects)}
    apart: dict[Key, list[Finding]] = {}
    for finding in missing(world.cluster):
        if finding.subject:
            apart.setdefault(Key.of_subject(finding.subject), []).append(finding)
    kinds = {kind for selected in SELECTED.values() for kind in selected}
    keys = (Key.of(manifest) for manifest in world.of(*sorted(kinds)))
    return {key: _verdict(world.own(key), judgements.get(key, []), nobody.get(key), apart.get(key, [])) for key in keys}


def _verdict(own: tuple[Finding, ...], judged: list[tuple[Key, Outcome, tuple[Finding, ...]]], miss: Finding | None, apart: list[Finding]) -> Verdict:
    findings = tuple(dict.fromkeys((*own, *(finding for _, _, found in judged for finding in found), *([miss] if miss else ()), *apart)))
    workloads = tuple(workload for workload, outcome, _ in judged if outcome is not Outcome.NOT_SELECTED)
    if not judged or miss:
        return Verdict(State.IDLE, "not selected", findings)
    state, word = min((_STATES[outcome] for _, outcome, _ in judged), key=lambda pair: pair[0].rank)
    if state is State.GOOD and any(finding.severity == Severity.ERROR for finding in own):
        state, word = State.BAD, "broken"
    elif state is State.GOOD and apart:
        state, word = State.BAD, "finds no target"
    elif state is State.GOOD and any(finding.severity != Severity.NOTE for finding in findings):
        state, word = State.WAITING, "selected, not as a whole"
    return Verdict(state, word, findings, workloads)
