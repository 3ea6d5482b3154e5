"""A folder or a cluster that somebody else changes, as snapshots: one at first, and one whenever something is different."""

import time
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from hooks.cli.console.snapshot import Running, Snapshot
from hooks.cli.explain import world
from hooks.cli.explain.chain import World
from hooks.cli.local.live import Edit
from hooks.cli.local.objects import key_of, labels_of, namespace_of
from hooks.cli.local.observer import Observation
from hooks.cli.manifests import Folder
from hooks.cli.sources import Connection, NotSeen, contents
from hooks.cli.verdicts import refusals
from hooks.cli.watching import rounds, stopped_by_signals
from hooks.loop.resources import Key
from hooks.names import GROUP, MANAGED_BY
from hooks.settings import Settings

_EVERY = 30.0
"""Seconds between two looks at a cluster."""
_EDITS = 20
_APPLICATIONS = {"prometheus": "Prometheus", "prometheus-agent": "PrometheusAgent", "alertmanager": "Alertmanager", "thanos-ruler": "ThanosRuler"}
"""What the pods of each kind say that they are (the label ``app.kubernetes.io/name``)."""
_NAMED = 10
"""Objects of an edit that are named."""


def looked_at(paths: tuple[Path, ...], connection: Connection, chosen: Settings) -> Iterator[Snapshot]:
    """Until somebody ends it."""
    title = ", ".join(path.resolve().name for path in paths) or connection.context or "cluster"
    before, seen, edits = Folder((), ()), World((), ()), tuple[Edit, ...]()
    for number, now in enumerate(_rounds(paths, connection)):
        if (text := _difference(before, now)) or number == 0:
            again = world(now, chosen)
            if connection.wanted:
                again = msgspec.structs.replace(again, may=connection.api().may)
            if number:
                known = refusals(seen.judged, seen.events)
                refused = tuple(each for each in refusals(again.judged, again.events) if each not in known)
                edits = (*edits, Edit(number, time.time(), text, seen.objects, again.objects, refused))[-_EDITS:]
            before, seen = now, again
        yield Snapshot(title, seen, now.findings, edits=edits, running=tuple(_pods(now)))


def _rounds(paths: tuple[Path, ...], connection: Connection) -> Iterator[Folder]:
    """Files after every change, a cluster after some time."""
    if paths and not connection.wanted:
        yield from rounds(paths)
        return
    stop = stopped_by_signals()
    yield contents(paths, connection)
    while not stop.wait(_EVERY):
        try:
            yield contents(paths, connection)
        except NotSeen as error:  # what was seen last goes on to be shown
            click.echo(f"{error.message}; looks again in {_EVERY:.0f} s", err=True)


def _pods(cluster: Folder) -> Iterator[Running]:
    """The pods of workloads that a cluster shows. They are not asked anything; whether they are ready is all that is known."""
    for pod in (document.manifest for document in cluster.documents if document.manifest["kind"] == "Pod"):
        labels, conditions = labels_of(pod), (pod.get("status") or {}).get("conditions") or ()
        kind = _APPLICATIONS.get(labels.get("app.kubernetes.io/name", ""))
        if kind and labels.get("app.kubernetes.io/managed-by") == MANAGED_BY:
            ready = any((each.get("type"), each.get("status")) == ("Ready", "True") for each in conditions)
            workload = Key(GROUP, kind, namespace_of(pod), labels.get("app.kubernetes.io/instance", ""))
            yield Running(key_of(pod), "pod", pod["metadata"]["name"], "", "", workload, observation=Observation() if ready else None)


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
