"""The Secrets and ConfigMaps that custom resources refer to: nothing of what they hold, only that they are there and who needs them."""

from hooks.cli.console.graph.model import Column, Edge, Node, State
from hooks.cli.console.graph.selection import Verdict, node_id, object_node
from hooks.cli.explain.chain import World
from hooks.cli.sources import referenced
from hooks.kinds.registry import KINDS
from hooks.protocol import Manifest


def values(world: World) -> tuple[list[Node], list[Edge]]:
    """A node for each that is there, and the edges to those that refer to it."""
    users: dict[str, dict[str, None]] = {}
    found: dict[str, Manifest] = {}
    for user in world.of(*KINDS):
        for manifest in filter(None, (world.cluster.find(*name) for name in sorted(set(referenced(user))))):
            found[node_id(manifest)] = manifest
            users.setdefault(node_id(manifest), {})[node_id(user)] = None
    nodes = [object_node(manifest, Column.VALUES, Verdict(State.GOOD, "referenced"), f"by {len(users[each])}") for each, manifest in found.items()]
    return nodes, [(each, user) for each, names in users.items() for user in names]
