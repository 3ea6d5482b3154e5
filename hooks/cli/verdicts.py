"""What the hooks said of objects, each thing once, whoever said it."""

from collections.abc import Iterable, Iterator

import msgspec

from hooks.findings import Finding
from hooks.loop.reports import Judged
from hooks.loop.resources import Key
from hooks.protocol import Manifest
from hooks.selection.misses import miss


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
    """Everything that parents said of themselves and of others. What an object says of itself, no workload says again: it is the same finding."""
    parents = tuple(judged)
    own = {each.parent: frozenset(each.findings) for each in parents}
    yield from (Told(each.parent, finding) for each in parents for finding in each.findings)
    others: dict[tuple[Key, Finding], list[Key]] = {}
    for each in parents:
        for judgement in each.judgements:
            key = Key.of_subject(judgement.subject)
            for finding in judgement.findings:
                if finding not in own.get(key, ()):
                    others.setdefault((key, finding), []).append(each.parent)
    yield from (Told(key, finding, tuple(workloads)) for (key, finding), workloads in others.items())


def missed(objects: Iterable[Manifest]) -> Iterator[Told]:
    """Why each workload does not look at objects that it could select."""
    everything = tuple(objects)
    spaces = {each["metadata"]["name"]: each["metadata"].get("labels") or {} for each in everything if each["kind"] == "Namespace"}
    for workload in everything:
        for manifest in everything:
            if found := miss(workload, manifest, spaces.get(manifest["metadata"].get("namespace", "default"), {})):
                yield Told(Key.of(manifest), found, (Key.of(workload),))
