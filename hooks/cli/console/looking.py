"""A folder or a cluster that somebody else changes, as snapshots: one at first, and one whenever something is different."""

import time
from collections.abc import Iterator
from pathlib import Path

from hooks.cli.console.snapshot import Snapshot
from hooks.cli.explain import world
from hooks.cli.explain.chain import World
from hooks.cli.local.live import Edit
from hooks.cli.manifests import Folder
from hooks.cli.sources import Connection, contents
from hooks.cli.verdicts import refusals
from hooks.cli.watching import rounds, stopped_by_signals
from hooks.settings import Settings

_EVERY = 30.0
"""Seconds between two looks at a cluster."""
_EDITS = 20
_NAMED = 10
"""Objects of an edit that are named."""


def looked_at(paths: tuple[Path, ...], connection: Connection, chosen: Settings) -> Iterator[Snapshot]:
    """Until somebody ends it."""
    title = ", ".join(path.resolve().name for path in paths) or connection.context or "cluster"
    before, seen, edits = Folder((), ()), World((), ()), tuple[Edit, ...]()
    for number, now in enumerate(_rounds(paths, connection)):
        if (text := _difference(before, now)) or number == 0:
            again = world(now, chosen)
            if number:
                known = refusals(seen.judged, seen.events)
                refused = tuple(each for each in refusals(again.judged, again.events) if each not in known)
                edits = (*edits, Edit(number, time.time(), text, seen.objects, again.objects, refused))[-_EDITS:]
            before, seen = now, again
        yield Snapshot(title, seen, now.findings, edits=edits)


def _rounds(paths: tuple[Path, ...], connection: Connection) -> Iterator[Folder]:
    """Files after every change, a cluster after some time."""
    if paths and not connection.wanted:
        yield from rounds(paths)
        return
    stop = stopped_by_signals()
    yield contents(paths, connection)
    while not stop.wait(_EVERY):
        yield contents(paths, connection)


def _difference(before: Folder, after: Folder) -> str:
    old, new = ({document.key: document.manifest for document in each.documents} for each in (before, after))
    changed = sorted(key for key, manifest in new.items() if old.get(key) != manifest)
    gone = sorted(key for key in old if key not in new)
    parts = (
        f"{word}: {', '.join(map(str, keys[:_NAMED]))}{f' and {len(keys) - _NAMED} more' if len(keys) > _NAMED else ''}"
        for word, keys in (("changed", changed), ("removed", gone))
        if keys
    )
    return "; ".join(parts)
