"""What is written to take over or to give back: one step per object, the same whether it is done for the first time or again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import click
import msgspec

from hooks.cli.api import Api, Conflict
from hooks.cli.migrate import ownership
from hooks.cli.migrate.backup import Backup
from hooks.cli.migrate.live import WORKLOADS, Cluster, Workload, resource_of
from hooks.cli.migrate.ownership import Managers
from hooks.loop.resources import Key
from hooks.protocol import Manifest

_ATTEMPTS = 10


class Step(msgspec.Struct, frozen=True):
    """One object, and how its metadata and its conditions should be."""

    live: Manifest
    wanted: Callable[[Manifest], Manifest]

    @property
    def fields(self) -> tuple[str, ...]:
        """What would be written; nothing where all is as it should be."""
        wanted = self.wanted(self.live)
        written = (*ownership.operations(self.live, wanted)[1:], *ownership.status_operations(self.live, wanted)[1:])
        return tuple(operation["path"].rpartition("/")[2] for operation in written)

    def __str__(self) -> str:
        return f"{Key.of(self.live)}: {', '.join(self.fields)}"


def taking(workloads: Iterable[Workload], managers: Managers, controller_id: str | None) -> Iterator[Step]:
    """Children first: a custom resource must not change hands while they would be let go."""
    for workload in workloads:
        yield from (Step(child, partial(ownership.taken, parent=workload.parent, managers=managers)) for child in workload.children)
        yield Step(workload.parent, partial(ownership.parent_taken, controller_id=controller_id))


def taking_the_rest(cluster: Cluster, kubelet: Sequence[Manifest], managers: Managers) -> Iterator[Step]:
    """What belongs to no workload: the finalizers of all other custom resources, the kubelet Service and its endpoints."""
    yield from (Step(each, partial(ownership.parent_taken, controller_id=None)) for each in cluster.custom if each["kind"] not in WORKLOADS)
    yield from (Step(each, partial(ownership.with_fields_taken, managers=managers)) for each in kubelet)


def giving_back(workloads: Iterable[Workload], managers: Managers, controller_id: str | None) -> Iterator[Step]:
    """The custom resource first: from then on nobody of ours takes the children again."""
    for workload in workloads:
        yield Step(workload.parent, partial(ownership.parent_given_back, controller_id=controller_id))
        yield from (Step(child, partial(ownership.given_back, managers=managers)) for child in workload.children)


def giving_back_the_rest(cluster: Cluster, kubelet: Sequence[Manifest], managers: Managers) -> Iterator[Step]:
    """What belongs to no workload: the statuses of all other custom resources, the kubelet Service and its endpoints."""
    yield from (Step(each, partial(ownership.parent_given_back, controller_id=None)) for each in cluster.custom if each["kind"] not in WORKLOADS)
    yield from (Step(each, partial(ownership.kubelet_given_back, managers=managers)) for each in kubelet)


def fresh(manifest: Manifest) -> Manifest:
    """An object as it can be created again."""
    kept = {name: value for name, value in manifest["metadata"].items() if name in ("name", "namespace", "labels", "annotations")}
    return {**manifest, "metadata": kept}


def due(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Those that have something to write."""
    return tuple(step for step in steps if step.fields)


class Extra(msgspec.Struct, frozen=True):
    """Objects that are deleted, each kept as it was, and objects that are made again."""

    deleted: tuple[Manifest, ...] = ()
    made: tuple[Manifest, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """What is to be done."""
        return (*(f"{Key.of(each)}: is deleted, a copy is kept" for each in self.deleted), *(f"{Key.of(each)}: is made again" for each in self.made))


def carry_out(steps: Iterable[Step], extra: Extra, api: Api, backup: Backup) -> None:
    """Writes everything; what was written before an interruption is found as it should be."""
    for step in steps:
        done(step, api, backup)
    for each in extra.deleted:
        backup.keep(each)
        api.delete(resource_of(each), Key.of(each))
    for each in extra.made:
        api.create(resource_of(each), fresh(each))


def done(step: Step, api: Api, backup: Backup) -> None:
    """Writes until nothing is left to write, whoever else writes meanwhile; each patch leaves traces that the next one moves."""
    backup.keep(step.live)
    key, resource = Key.of(step.live), resource_of(step.live)
    for _ in range(_ATTEMPTS):
        live = api.get(resource, key.namespace, key.name)
        if not live or live["metadata"]["uid"] != step.live["metadata"]["uid"]:
            return
        operations, said = ownership.operations(live, step.wanted(live)), ownership.status_operations(live, step.wanted(live))
        if not operations and not said:
            return
        try:
            api.patch(resource, key, operations or said, ownership.MIGRATION, status=not operations)
        except Conflict:
            continue
    raise click.ClickException(f"{key}: somebody else writes it all the time; is another operator still running?")
