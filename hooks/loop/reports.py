"""What a run of the loop did, and what is wrong."""

from collections.abc import Iterable

import msgspec

from hooks.findings import Finding, Judgement
from hooks.loop.resources import Key
from hooks.loop.store import Change


class Event(msgspec.Struct, frozen=True):
    """What an event on an object would say: why it is not stored, or why nothing is changed for it."""

    key: Key
    findings: tuple[Finding, ...]

    @property
    def text(self) -> str:
        """All of it in one sentence."""
        return "; ".join(map(str, self.findings))

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


class Judged(msgspec.Struct, frozen=True):
    """What the last sync of a parent said of it, and of the objects that it looked at."""

    parent: Key
    findings: tuple[Finding, ...] = ()
    judgements: tuple[Judgement, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The result of :meth:`hooks.loop.loop.Loop.converge`."""

    changes: tuple[Change, ...] = ()
    """Objects that the hooks changed, net, by key: children and the statuses of parents."""
    events: tuple[Event, ...] = ()
    """What is wrong now, also when it was wrong before: at most one per parent, by key."""
    judged: tuple[Judged, ...] = ()
    """The judgements of all parents as of now, by key of the parent."""
    unsettled: tuple[Event, ...] = ()
    """Parents that had not come to rest when the loop gave up, and what keeps changing."""
    syncs: int = 0
    resync_after: float | None = None
    """Seconds after which a hook wants to be asked again, whatever happens until then."""


def net(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Several changes of an object as one; what ends as it began is left out."""
    first: dict[Key, Change] = {}
    for change in changes:
        before = first.get(change.key, change)
        first[change.key] = Change(change.key, before.old, change.new)
    return tuple(change for _, change in sorted(first.items()) if change.old != change.new)
