"""From an alert to who is told: Alertmanagers, AlertmanagerConfigs, routes and receivers, as nodes and edges."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec
import yaml

from hooks.cli.console.graph.alerts import alert_rules
from hooks.cli.console.graph.model import Column, Edge, Node, State
from hooks.cli.console.graph.selection import Verdict, object_node, served
from hooks.cli.explain.chain import World
from hooks.cli.explain.rules import alertmanagers
from hooks.cli.local.objects import key_of, namespace_of
from hooks.cli.routing import Route, paths, tree
from hooks.loop.resources import Key
from hooks.names import ALERTMANAGER_CONFIG_FILE
from hooks.protocol import Manifest


class Managed(msgspec.Struct, frozen=True, dict=True):
    """One Alertmanager with the configuration that it got."""

    manifest: Manifest
    document: Mapping[str, Any]
    routes: tuple[Route, ...]
    """All routes of its tree, from the root down; a route's place is its number."""

    @property
    def path(self) -> str:
        """``namespace/name``."""
        return key_of(self.manifest)

    def route_id(self, route: Route) -> str:
        """The id of the node of one of its routes."""
        return f"Route/{self.path}/{self._numbers[id(route)]}"

    @cached_property
    def _numbers(self) -> Mapping[int, int]:
        return {id(route): number for number, route in enumerate(self.routes)}

    def receiver_id(self, name: str) -> str:
        """The id of the node of a receiver."""
        return f"Receiver/{self.path}/{name}"


def managed(world: World) -> tuple[Managed, ...]:
    """The Alertmanagers whose configuration is known."""
    texts = {each.workload: each.files.get(ALERTMANAGER_CONFIG_FILE, "") for each in world.configurations}
    found = ((manifest, texts.get(Key.of(manifest), "")) for manifest in world.of("Alertmanager"))
    return tuple(Managed(manifest, yaml.load(text, Loader=yaml.CSafeLoader), tuple(_all(root))) for manifest, text in found if (root := tree(text)))


def _all(route: Route) -> Iterator[Route]:
    yield route
    for child in route.children:
        yield from _all(child)


def routing(world: World, found: Mapping[Key, Verdict]) -> tuple[list[Node], list[Edge]]:
    """The nodes and edges from routes on, and the edges by which alerts get there with their own labels."""
    managers = managed(world)
    nodes = list(_objects(world, found))
    edges: list[Edge] = []
    for each in managers:
        nodes += [*_routes(each), *_receivers(each)]
        edges += [(each.route_id(route), each.receiver_id(route.receiver)) for route in each.routes]
        edges += [(f"Alertmanager/{each.path}", each.route_id(each.routes[0]))]
        edges += [(f"AlertmanagerConfig/{origin}", each.route_id(route)) for route in each.routes if (origin := _origin(route.receiver))]
    return nodes, [*edges, *_reached(world, managers)]


def _objects(world: World, found: Mapping[Key, Verdict]) -> Iterator[Node]:
    yield from (object_node(manifest, Column.ROUTES, served(world, manifest)) for manifest in world.of("Alertmanager"))
    yield from (object_node(manifest, Column.ROUTES, found[Key.of(manifest)]) for manifest in world.of("AlertmanagerConfig"))


def _routes(manager: Managed) -> Iterator[Node]:
    for number, route in enumerate(manager.routes):
        yield Node(
            id=manager.route_id(route),
            column=Column.ROUTES,
            kind="Route",
            namespace=_space(manager, route.receiver),
            title=route.condition or ("everything" if number == 0 else "everything else"),
            state=State.GOOD,
            word="goes on" if route.continues else "route",
            note=f"muted in {', '.join(route.muted)}" if route.muted else f"to {_short(route.receiver)}",
            key=Key.of(manager.manifest),
        )


def _receivers(manager: Managed) -> Iterator[Node]:
    for receiver in manager.document.get("receivers") or ():
        name = str(receiver.get("name"))
        kinds = [field.removesuffix("_configs") for field, value in receiver.items() if field.endswith("_configs") and value]
        yield Node(
            id=manager.receiver_id(name),
            column=Column.RECEIVERS,
            kind="Receiver",
            namespace=_space(manager, name),
            title=_short(name),
            state=State.GOOD if kinds else State.IDLE,
            word=", ".join(kinds) or "tells nobody",
            note=", ".join(_channels(receiver)),
            key=Key.of(manager.manifest),
            labels={"channel": ", ".join(_channels(receiver))},
        )


def _channels(receiver: Mapping[str, Any]) -> tuple[str, ...]:
    """The Slack channels that a receiver writes to."""
    return tuple(str(entry["channel"]) for entry in receiver.get("slack_configs") or () if entry.get("channel"))


def _reached(world: World, managers: tuple[Managed, ...]) -> Iterator[Edge]:
    by_key = {Key.of(each.manifest): each for each in managers}
    for workload in world.of("Prometheus", "ThanosRuler"):
        reached = [by_key[key] for each in alertmanagers(world, workload) if (key := Key.of(each)) in by_key]
        for rule in world.of("PrometheusRule") if reached else ():
            if world.judgement(Key.of(workload), rule):
                for alert in alert_rules(rule):
                    yield from ((alert.id, each.route_id(path[-1])) for each in reached for path in paths(each.routes[0], alert.labels))


def _origin(receiver: str) -> str:
    """The AlertmanagerConfig of a receiver that is called ``namespace/name/receiver``, else the empty string."""
    return receiver.rpartition("/")[0] if receiver.count("/") == 2 else ""


def _space(manager: Managed, receiver: str) -> str:
    return receiver.partition("/")[0] if _origin(receiver) else namespace_of(manager.manifest)


def _short(receiver: str) -> str:
    return receiver.rpartition("/")[2] if _origin(receiver) else receiver
