"""What is written: workloads, what they select, Services, EndpointSlices and rules, as nodes and edges."""

from collections.abc import Iterator, Mapping

from hooks.cli import targets
from hooks.cli.console.graph.alerts import alerts
from hooks.cli.console.graph.model import Column, Edge, Graph, Node, State
from hooks.cli.console.graph.routing import routing
from hooks.cli.console.graph.selection import Verdict, node_id, object_node, served, verdicts
from hooks.cli.console.graph.values import values
from hooks.cli.explain.chain import World
from hooks.cli.local.endpointslices import SERVICE_NAME, slices
from hooks.cli.local.objects import controller_of, labels_of, namespace_of
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.loop.resources import Key, group_of
from hooks.names import GROUP
from hooks.protocol import Manifest

WORKLOADS = ("Prometheus", "PrometheusAgent", "ThanosRuler")


def of_objects(world: World) -> Graph:
    """The graph of everything that is written, nothing of it observed."""
    found = verdicts(world)
    graph = Graph().with_nodes(_objects(world, found), _selected(found, *SCRAPE_KINDS, "PrometheusRule"))
    return graph.with_nodes(*_services(world)).with_nodes(*alerts(world)).with_nodes(*routing(world, found)).with_nodes(*values(world))


def id_of(key: Key) -> str:
    """The same of a key."""
    return f"{key.kind}/{key.namespace}/{key.name}"


def _objects(world: World, found: Mapping[Key, Verdict]) -> Iterator[Node]:
    yield from (object_node(manifest, Column.WORKLOADS, served(world, manifest)) for manifest in world.of(*WORKLOADS))
    yield from (object_node(manifest, Column.MONITORS, found[Key.of(manifest)]) for manifest in world.of(*SCRAPE_KINDS))
    yield from (object_node(manifest, Column.RULES, found[Key.of(manifest)]) for manifest in world.of("PrometheusRule"))


def _selected(found: Mapping[Key, Verdict], *kinds: str) -> Iterator[Edge]:
    for key, verdict in found.items():
        if key.kind in kinds:
            yield from ((id_of(workload), id_of(key)) for workload in verdict.workloads)


def _services(world: World) -> tuple[list[Node], list[Edge]]:
    """The Services and EndpointSlices that monitors lead to, and those that nobody looks at, which are idle."""
    leading: dict[str, list[str]] = {}
    for monitor in world.of("ServiceMonitor"):
        for service in targets.selected(monitor, world.cluster, "Service"):
            leading.setdefault(node_id(service), []).append(node_id(monitor))
    services = [each for each in world.of("Service") if group_of(controller_of(each).get("apiVersion", "")) != GROUP or node_id(each) in leading]
    nodes = [_service(each, seen=node_id(each) in leading) for each in services]
    edges = [(monitor, service) for service, monitors in leading.items() for monitor in monitors]
    known = {node.id for node in nodes}
    for each in slices(world.cluster):
        behind = f"Service/{namespace_of(each)}/{labels_of(each).get(SERVICE_NAME, '')}"
        if behind in known:
            nodes.append(_slice(each, seen=behind in leading))
            edges.append((behind, node_id(each)))
    return nodes, edges


def _service(manifest: Manifest, *, seen: bool) -> Node:
    verdict = Verdict(State.GOOD, "monitored") if seen else Verdict(State.IDLE, "no monitor")
    return object_node(manifest, Column.SERVICES, verdict, _ports(manifest["spec"]))


def _slice(manifest: Manifest, *, seen: bool) -> Node:
    count = sum(len(endpoint.get("addresses") or ()) for endpoint in manifest.get("endpoints") or ())
    state = State.IDLE if not seen else State.GOOD if count else State.BAD
    return object_node(manifest, Column.SLICES, Verdict(state, f"{count} endpoint{'' if count == 1 else 's'}"), _ports(manifest))


def _ports(part: Manifest) -> str:
    found = ", ".join(f"{port.get('name') or 'without a name'} {port.get('port')}" for port in part.get("ports") or ())
    return f"ports: {found or 'none'}"
