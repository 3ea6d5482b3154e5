"""What the hooks say about objects, read from the statuses that they wrote."""

from collections.abc import Iterable, Iterator

import msgspec

from hooks.loop.resources import Key
from hooks.protocol import Manifest

CONDITIONS = frozenset(["Accepted", "ConfigurationComplete"])
"""Conditions that tell whether what was written is used as it was written; the others tell what runs."""


class Verdict(msgspec.Struct, frozen=True, order=True):
    """Something that does not count as it was written. ``wrong`` when it is left out as a whole, otherwise a field of it is."""

    key: Key
    text: str
    wrong: bool = True

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


def verdicts(objects: Iterable[Manifest]) -> tuple[Verdict, ...]:
    """What is rejected, and by whom, sorted."""
    return tuple(sorted(verdict for manifest in objects for verdict in _of(manifest)))


def _of(manifest: Manifest) -> Iterator[Verdict]:
    conditions = (manifest.get("status") or {}).get("conditions") or ()
    for condition in conditions:
        if condition.get("type") in CONDITIONS and condition.get("status") == "False":
            yield Verdict(Key.of(manifest), condition.get("message", ""), wrong=condition.get("reason") != "FieldsDropped")
