"""What taking over would change: the hooks are asked in memory, on the objects of the cluster as they would be after ``take``."""

from collections.abc import Iterator, Sequence

import msgspec

from hooks.cli.cluster import cluster as empty_cluster
from hooks.cli.migrate.differences import Difference, Effect, differences
from hooks.cli.migrate.live import WORKLOADS, Cluster, Workload, children_of
from hooks.cli.migrate.managed_fields import owned
from hooks.cli.migrate.ownership import Managers, parent_taken, taken
from hooks.loop.resources import Key
from hooks.loop.store import controller_uid
from hooks.protocol import Manifest
from hooks.settings import SCOPE, Settings


class Planned(msgspec.Struct, frozen=True):
    """What would become of one child."""

    key: Key
    differences: tuple[Difference, ...]


class Plan(msgspec.Struct, frozen=True):
    """What would become of one workload."""

    workload: Workload
    children: tuple[Planned, ...]
    problem: str = ""
    """Why the hooks would not serve it at all."""

    @property
    def effect(self) -> Effect:
        """The worst of all differences."""
        return max((each.effect for child in self.children for each in child.differences), default=Effect.NOTHING)


def complete(cluster: Cluster, settings: Settings) -> Cluster:
    """The cluster with the names of what the hooks would make: Metacontroller may have taken its owner reference off children that were not taken yet."""
    loop = empty_cluster(_for_all(settings))
    for manifest in cluster.objects:
        loop.load(manifest, {})
    loop.converge()
    uids = {each["metadata"]["uid"] for each in cluster.custom if each["kind"] in WORKLOADS}
    return Cluster(cluster.objects, {Key.of(each): uid for each in loop.objects() if (uid := controller_uid(each)) in uids})


def plans(cluster: Cluster, workloads: Sequence[Workload], settings: Settings, managers: Managers) -> tuple[Plan, ...]:
    """One plan a workload. Other workloads of the cluster are there too, as siblings share a Service."""
    loop = empty_cluster(_for_all(settings))
    for manifest in _as_taken(cluster, managers):
        loop.load(manifest, owned(manifest, managers.ours))
    report = loop.converge()
    problems = {event.key: event.text for event in report.events}
    everyone = cluster.workloads
    wanted = dict(zip((each.key for each in everyone), children_of([each.parent for each in everyone], loop.objects(), {}), strict=True))
    return tuple(Plan(each, tuple(_planned(each.children, wanted[each.key])), problems.get(each.key, "")) for each in workloads)


def _for_all(settings: Settings) -> Settings:
    """Whom the hooks would serve is no question here."""
    return msgspec.structs.replace(settings, **{name: getattr(Settings(), name) for name in SCOPE})


def _as_taken(cluster: Cluster, managers: Managers) -> tuple[Manifest, ...]:
    """The objects of the cluster with every child of every workload taken."""
    after = {Key.of(child): taken(child, workload.parent, managers) for workload in cluster.workloads for child in workload.children}
    parents = {Key.of(each): parent_taken(each, None) for each in cluster.custom}
    return tuple({**parents, **after}.get(Key.of(each), each) for each in cluster.objects)


def _planned(live: Sequence[Manifest], wanted: Sequence[Manifest]) -> Iterator[Planned]:
    before, after = ({Key.of(child): child for child in children} for children in (live, wanted))
    for key in sorted({*before, *after}):
        if found := differences(before.get(key), after.get(key)):
            yield Planned(key, found)
