"""What an edit does, as data: per workload the effect on its pods, and what changes in its configurations, by meaning and not by text."""

import enum
import gzip
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
import yaml

from hooks.cli.configurations import Configuration
from hooks.cli.explain.chain import World
from hooks.cli.local.objects import controller_of, namespace_of
from hooks.cli.local.volumes import data_of
from hooks.cli.plan.differences import Difference, differences
from hooks.cli.routing import Route, tree
from hooks.cli.shares import shares
from hooks.loop.resources import Key, group_of
from hooks.names import ALERTMANAGER_CONFIG_FILE, CONFIG_FILE
from hooks.prometheus_yaml.sharding import HASH
from hooks.protocol import Manifest


class Effect(enum.StrEnum):
    """What happens to the pods of a workload, the gentlest first."""

    UNCHANGED = "unchanged"
    RELOAD = "reload"
    SCALE = "scale"
    RESTART = "rolling restart"
    CREATED = "created"
    REMOVED = "removed"
    RECREATE = "recreate needed"


class Item(msgspec.Struct, frozen=True):
    """One thing that a configuration has more, less, or otherwise: a scrape job, a rule, a receiver, a route."""

    sign: str
    """``+``, ``-`` or ``~``."""
    what: str
    """``job serviceMonitor/team/web/0``."""
    details: tuple[Difference, ...] = ()


class Move(msgspec.Struct, frozen=True):
    """A target that another shard scrapes than before; its series go on there, and what it wrote before stays where it was."""

    target: str
    before: int
    after: int


class Change(msgspec.Struct, frozen=True):
    """What becomes of one workload."""

    workload: Key
    effect: Effect
    reasons: tuple[str, ...] = ()
    """Why its pods restart, or are scaled: the fields of its StatefulSets."""
    items: tuple[Item, ...] = ()
    size: tuple[int, int] = (0, 0)
    """Bytes of its configurations before and after."""
    moved: tuple[Move, ...] = ()
    """Targets that move between shards, as far as targets are known here."""
    targets: int = 0
    """How many targets are known of a workload with several shards."""


class Plan(msgspec.Struct, frozen=True):
    """What becomes of all workloads."""

    changes: tuple[Change, ...] = ()
    refused: tuple[str, ...] = ()
    """What is refused that was not before, a sentence each."""
    kept: tuple[str, ...] = ()
    """Versions that go on running although there is a newer default."""


_PODS = frozenset(["StatefulSet", "DaemonSet"])
_RECREATE = "RecreateRequired"


def changes(before: Iterable[Manifest], after: Iterable[Manifest]) -> tuple[Change, ...]:
    """Every workload whose children differ between two states of a cluster, by key."""
    old, new = _State(tuple(before)), _State(tuple(after))
    found = (_change(workload, old, new) for workload in sorted({*old.workloads, *new.workloads}))
    return tuple(change for change in found if change.effect != Effect.UNCHANGED or change.items)


class _State:
    def __init__(self, objects: tuple[Manifest, ...]) -> None:
        self.workloads = {
            Key.of(manifest): manifest for manifest in objects if manifest["kind"] in ("Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler")
        }
        self.children: dict[Key, dict[Key, Manifest]] = {}
        for manifest in objects:
            if owner := controller_of(manifest):
                key = Key(group_of(owner["apiVersion"]), owner["kind"], namespace_of(manifest), owner["name"])
                self.children.setdefault(key, {})[Key.of(manifest)] = manifest
        self.world = World(objects, ())
        self.configurations: dict[Key, list[Configuration]] = {}
        for each in self.world.configurations:
            self.configurations.setdefault(each.workload, []).append(each)

    def size(self, workload: Key) -> int:
        return sum(len(text.encode()) for each in self.configurations.get(workload, ()) for text in each.files.values())


def _change(workload: Key, old: _State, new: _State) -> Change:
    before, after = old.children.get(workload, {}), new.children.get(workload, {})
    effects = [Effect.UNCHANGED, *_effects(workload, before, after, new)]
    reasons = tuple(reason for key in sorted({*before, *after}) if key.kind in _PODS for reason in _reasons(key, before.get(key), after.get(key)))
    items = tuple(_items(old.configurations.get(workload, []), new.configurations.get(workload, [])))
    moved, targets = _moves(workload, old, new)
    return Change(workload, max(effects, key=list(Effect).index), reasons, items, (old.size(workload), new.size(workload)), moved, targets)


def _moves(workload: Key, old: _State, new: _State) -> tuple[tuple[Move, ...], int]:
    if max(len(state.configurations.get(workload, ())) for state in (old, new)) < 2:
        return (), 0
    before, after = shares(old.world, workload), shares(new.world, workload)
    moves = (Move(str(target), before[target], shard) for target, shard in sorted(after.items()) if before.get(target, shard) != shard)
    return tuple(moves), len(after)


def _effects(workload: Key, before: Mapping[Key, Manifest], after: Mapping[Key, Manifest], new: _State) -> Iterator[Effect]:
    if not before and after:
        yield Effect.CREATED
    if before and not after:
        yield Effect.REMOVED
    conditions = (new.workloads.get(workload, {}).get("status") or {}).get("conditions") or ()
    if any(condition.get("reason") == _RECREATE for condition in conditions):
        yield Effect.RECREATE
    for key in before.keys() & after.keys():
        if key.kind in _PODS:
            yield from _pod_effects(before[key]["spec"], after[key]["spec"])
        elif key.kind in ("Secret", "ConfigMap") and _differ(before[key], after[key]):
            yield Effect.RELOAD
    if before and {key for key in before if key.kind in _PODS} != {key for key in after if key.kind in _PODS} and after:
        yield Effect.SCALE


def _differ(before: Manifest, after: Manifest) -> bool:
    return data_of(before) != data_of(after) and _meaning(before) != _meaning(after)


def _meaning(manifest: Manifest) -> dict[str, Any]:
    """The files decoded: neither a comment nor the order of a map is a change."""
    texts = {name: gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data for name, data in data_of(manifest).items()}
    return {name: yaml.load(text, Loader=yaml.CSafeLoader) if name.removesuffix(".gz").endswith(".yaml") else text for name, text in texts.items()}


def _pod_effects(before: Manifest, after: Manifest) -> Iterator[Effect]:
    if before["template"] != after["template"]:
        yield Effect.RESTART
    if before.get("replicas") != after.get("replicas"):
        yield Effect.SCALE


def _reasons(key: Key, before: Manifest | None, after: Manifest | None) -> Iterator[str]:
    if before is None or after is None:
        yield f"{'+' if after else '-'} {key.kind} {key.name}"
        return
    for each in differences(before["spec"], after["spec"]):
        yield f"{key.kind} {key.name}: {each}"


def _items(before: list[Configuration], after: list[Configuration]) -> Iterator[Item]:
    """Items are compared by what they are called; the same item of several shards is told once."""
    old, new = _named(before), _named(after)
    for what in sorted({*old, *new}):
        if what not in old:
            yield Item("+", what)
        elif what not in new:
            yield Item("-", what)
        elif old[what] != new[what]:
            yield Item("~", what, tuple(differences(old[what], new[what])))


def _named(found: list[Configuration]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for each in reversed(found):
        named |= {f"job {job['job_name']}": _without_shard(job) for job in each.jobs()}
        for file, text in each.files.items():
            document = yaml.load(text, Loader=yaml.CSafeLoader) or {}
            if file == ALERTMANAGER_CONFIG_FILE:
                named |= _alerting(text, document)
            elif "groups" in document:
                named |= dict(_rules(document))
            elif file == CONFIG_FILE:
                rest = {name: value for name, value in document.items() if name not in ("scrape_configs", "scrape_config_files", "rule_files")}
                named |= {f"section {name}": value for name, value in rest.items()}
    return named


def _without_shard(job: Mapping[str, Any]) -> Mapping[str, Any]:
    """The rule that keeps the share of a shard differs from shard to shard, and nothing else does."""
    rules = [rule for rule in job.get("relabel_configs") or () if (rule.get("source_labels"), rule.get("action")) != ([HASH], "keep")]
    return {**job, **({"relabel_configs": rules} if rules else {})}


def _rules(document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for group in document["groups"]:
        for rule in group.get("rules") or ():
            sort = "alert" if "alert" in rule else "record"
            yield f"{sort} {rule[sort]} in group {group['name']}", {**rule, "interval": group.get("interval")}


def _alerting(text: str, document: dict[str, Any]) -> dict[str, Any]:
    receivers = {f"receiver {each.get('name')}": each for each in document.get("receivers") or ()}
    route = tree(text)
    rest = {f"section {name}": value for name, value in document.items() if name not in ("receivers", "route")}
    return {**receivers, **(dict(_routes(route, "")) if route else {}), **rest}


def _routes(route: Route, above: str) -> Iterator[tuple[str, Any]]:
    way = " → ".join(part for part in (above, route.condition) if part)
    yield f"route {way or 'of the root'} to {route.receiver}", (route.continues, route.muted)
    for child in route.children:
        yield from _routes(child, way)
