"""What the hooks said of objects, each thing once, whoever said it."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from hooks.findings import Finding, Severity, errors
from hooks.findings.selection import LABELS, NAMESPACE, NO_SELECTOR, NOBODY
from hooks.loop.reports import Event, Judged
from hooks.loop.resources import Key
from hooks.protocol import Manifest
from hooks.selection.misses import SELECTED, miss


class Told(msgspec.Struct, frozen=True):
    """A finding about an object, and the workloads that say so, none where the object itself does."""

    key: Key
    finding: Finding
    workloads: tuple[Key, ...] = ()

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"

    @property
    def text(self) -> str:
        """Without the object."""
        return f"for {', '.join(map(str, self.workloads))}: {self.finding}" if self.workloads else str(self.finding)


def told(judged: Iterable[Judged]) -> Iterator[Told]:
    """Everything that parents said of themselves and of others. What an object says of itself, no workload says again: it is the same finding.

    What a workload knows for sure (that an expression is no PromQL, for instance), the object does not leave open.
    """
    parents = tuple(judged)
    own = {each.parent: frozenset(each.findings) for each in parents}
    sure = {
        (Key.of_subject(each.subject), finding.path, finding.problem) for parent in parents for each in parent.judgements for finding in errors(each.findings)
    }
    for each in parents:
        for finding in each.findings:
            if finding.severity == Severity.ERROR or (each.parent, finding.path, finding.problem) not in sure:
                yield Told(each.parent, finding)
    others: dict[tuple[Key, Finding], list[Key]] = {}
    for each in parents:
        for judgement in each.judgements:
            key = Key.of_subject(judgement.subject)
            for finding in judgement.findings:
                if finding not in own.get(key, ()):
                    others.setdefault((key, finding), []).append(each.parent)
    yield from (Told(key, finding, tuple(workloads)) for (key, finding), workloads in others.items())


def refusals(judged: Iterable[Judged], events: Iterable[Event]) -> tuple[str, ...]:
    """What is left out as a whole, or cannot be served, a sentence each."""
    return (*map(str, events), *(str(each) for each in told(judged) if each.finding.severity == Severity.ERROR))


def missed(objects: Iterable[Manifest]) -> Iterator[Told]:
    """Why each workload does not look at objects that it could select."""
    everything = tuple(objects)
    spaces = {each["metadata"]["name"]: each["metadata"].get("labels") or {} for each in everything if each["kind"] == "Namespace"}
    workloads = [each for each in everything if each["kind"] in SELECTED]
    for workload in workloads:
        for manifest in (each for each in everything if each["kind"] in SELECTED[workload["kind"]]):
            if found := miss(workload, manifest, spaces.get(manifest["metadata"].get("namespace", "default"), {})):
                yield Told(Key.of(manifest), found, (Key.of(workload),))


def unselected(misses: Iterable[Told], objects: Iterable[Manifest]) -> Iterator[Told]:
    """Objects that have no effect, because each workload that could select them does not; the nearest one is named."""
    workloads = Counter(kind for each in objects for kind in SELECTED.get(each["kind"], ()))
    reasons: dict[Key, list[Told]] = {}
    for each in misses:
        reasons.setdefault(each.key, []).append(each)
    for key, found in reasons.items():
        if len(found) == workloads[key.kind]:
            nearest = min(found, key=lambda each: (_ORDER.index(each.finding.code), each.finding.problem.count("; ")))
            (workload,) = nearest.workloads
            others = f", and so do {len(found) - 1} others" if len(found) > 1 else ""
            yield Told(key, NOBODY.at(nearest.finding.path, f"{workload} does not select it{others}: {nearest.finding.reason}"))


_ORDER = (LABELS, NAMESPACE, NO_SELECTOR)
"""The nearer a miss is to a match, the earlier."""
