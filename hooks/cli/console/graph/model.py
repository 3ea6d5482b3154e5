"""Nodes, edges, and how many of them are read at once: columns, and groups by namespace with the worst first."""

import enum
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

import msgspec

from hooks.findings import Finding
from hooks.loop.resources import Key


class State(enum.StrEnum):
    """How a node is, the worst first."""

    BAD = "bad"
    WAITING = "waiting"
    UNKNOWN = "unknown"
    """It is not observed here."""
    IDLE = "idle"
    """It is there and has no effect."""
    GOOD = "good"

    @property
    def rank(self) -> int:
        """0 is the worst."""
        return list(State).index(self)


class Column(enum.StrEnum):
    """The steps of the chain, in their order."""

    WORKLOADS = "Prometheus"
    MONITORS = "Monitors"
    SERVICES = "Services"
    SLICES = "EndpointSlices"
    TARGETS = "Targets"
    RULES = "Rules"
    ALERTS = "Alerts"
    ROUTES = "Routes"
    RECEIVERS = "Receivers"
    VALUES = "Secrets and ConfigMaps"
    """They are beside the chain: found by a search, and from those that refer to them."""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One thing of the chain."""

    id: str
    """``ServiceMonitor/team/web``: what its page is found by."""
    column: Column
    kind: str
    namespace: str
    title: str
    state: State
    word: str
    """What the state means here: ``rejected``, ``down``, ``firing``."""
    note: str = ""
    """The fact that matters most, in one line."""
    key: Key | None = None
    """The object that it is, or that it comes from."""
    findings: tuple[Finding, ...] = ()
    labels: Mapping[str, str] = {}
    expression: str = ""
    """The PromQL of an alert."""
    since: float = 0.0
    """Seconds since 1970 at which the state began, a target was scraped last, a receiver got its last message; 0 where that is not known."""
    until: float = 0.0
    """Seconds since 1970 at which it will change if nothing else does; 0 where that is not known."""

    @property
    def group(self) -> str:
        """The id of its group."""
        return f"{self.column.name}/{self.namespace}"

    @property
    def text(self) -> str:
        """Everything that a search looks at, in lower case."""
        found = (f"{finding.code.id} {finding}" for finding in self.findings)
        labels = (f"{name}={value}" for name, value in self.labels.items())
        return " ".join((self.kind, self.namespace, self.title, self.word, self.note, *labels, *found)).lower()


Edge = tuple[str, str]
"""The ids of two nodes, in the direction of the chain."""


class Group(msgspec.Struct, frozen=True):
    """The nodes of a column that are in one namespace, the worst first."""

    column: Column
    namespace: str
    nodes: tuple[Node, ...]

    @property
    def id(self) -> str:
        """``MONITORS/team``."""
        return f"{self.column.name}/{self.namespace}"

    @property
    def counts(self) -> tuple[tuple[State, int], ...]:
        """How many nodes are in each state, the worst first; states without nodes are left out."""
        found = Counter(node.state for node in self.nodes)
        return tuple((state, found[state]) for state in State if found[state])

    @property
    def state(self) -> State:
        """The worst."""
        return self.nodes[0].state


class Graph(msgspec.Struct, frozen=True, dict=True):
    """The whole chain."""

    nodes: Mapping[str, Node] = {}
    edges: tuple[Edge, ...] = ()

    def with_nodes(self, nodes: Iterable[Node], edges: Iterable[Edge] = ()) -> "Graph":
        """The same with nodes added, or replaced where their ids are there."""
        return Graph({**self.nodes, **{node.id: node for node in nodes}}, (*self.edges, *edges))

    @cached_property
    def following(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that each node leads to."""
        return _grouped(self.edges)

    @cached_property
    def leading(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that lead to each node."""
        return _grouped((end, start) for start, end in self.edges)

    @cached_property
    def group_edges(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the groups that the nodes of each group lead to."""
        return _grouped((self.nodes[start].group, self.nodes[end].group) for start, end in self.edges)

    @cached_property
    def groups(self) -> Mapping[Column, tuple[Group, ...]]:
        """The groups of each column, the worst first."""
        found: dict[tuple[Column, str], list[Node]] = {}
        for node in self.nodes.values():
            found.setdefault((node.column, node.namespace), []).append(node)
        groups = [Group(column, space, tuple(sorted(nodes, key=_order))) for (column, space), nodes in found.items()]
        return {column: tuple(sorted((each for each in groups if each.column is column), key=lambda each: _order(each.nodes[0]))) for column in Column}

    def found(self, words: str) -> tuple[Node, ...]:
        """The nodes in whose text each of the words is, the worst first."""
        wanted = words.lower().split()
        return tuple(sorted((node for node in self.nodes.values() if all(word in node.text for word in wanted)), key=_order)) if wanted else ()


def _order(node: Node) -> tuple[bool, int, str, str, str]:
    """The worst first; a Service that nobody looks at is no concern of the chain, and comes last."""
    apart = node.state is State.IDLE and node.column in (Column.SERVICES, Column.SLICES)
    return apart, node.state.rank, node.namespace, node.kind, node.title


def _grouped(pairs: Iterable[Edge]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for start, end in pairs:
        found.setdefault(start, {})[end] = None
    return {start: tuple(ends) for start, ends in found.items()}
