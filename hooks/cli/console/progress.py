"""How far an alert is on its way to a message, and what happens next, and when."""

import re
from collections.abc import Sequence

import msgspec

from hooks.cli.console.graph.model import Column, Graph, Node, State
from hooks.cli.console.snapshot import Snapshot
from hooks.cli.local.terminal import Arrived

_COMPARISON = re.compile(r"(?P<left>.+?)\s*(?:>=|<=|==|!=|>|<)\s*(?P<limit>-?\d+(?:\.\d+)?(?:e-?\d+)?)", re.DOTALL)
_PACE, _FAR = 30.0, 900.0
STAGES = ("quiet", "pending", "firing", "message", "resolved")


class Progress(msgspec.Struct, frozen=True):
    """An alert: the stage that it has reached, a sentence about the next one, and the message that it led to, if it did."""

    node: Node
    stage: str
    next: str
    message: Arrived | None = None

    @property
    def watched(self) -> tuple[str, float | None]:
        """The expression to plot, and the number that it is compared with, if it is."""
        found = _COMPARISON.fullmatch(self.node.expression)
        return (found["left"], float(found["limit"])) if found else (self.node.expression, None)


def crossing(points: Sequence[tuple[float, float]], limit: float) -> float:
    """When values reach a limit if they go on as in the last half minute, in seconds since 1970; 0 where they do not, or not within a quarter of an hour."""
    recent = [point for point in points if point[0] >= points[-1][0] - _PACE]
    if len(recent) < 2 or recent[0][0] == recent[-1][0]:
        return 0.0
    (start, first), (end, last) = recent[0], recent[-1]
    slope = (last - first) / (end - start)
    seconds = (limit - last) / slope if slope else 0.0
    return end + seconds if 0 < seconds < _FAR else 0.0


def progress(graph: Graph, snapshot: Snapshot) -> tuple[Progress, ...]:
    """Every alert that a program evaluates, the most urgent first."""
    evaluated = (node for node in graph.nodes.values() if node.column is Column.ALERTS and node.state is not State.UNKNOWN)
    return tuple(_progress(node, graph, snapshot) for node in sorted(evaluated, key=lambda node: (node.state.rank, node.id)))


def _progress(node: Node, graph: Graph, snapshot: Snapshot) -> Progress:
    message = _last_message(node, graph, snapshot)
    told = message is not None and message.at >= node.since
    if node.word == "firing":
        if told and not _is_resolved(message):
            return Progress(
                node, "message", "the message has arrived; when the expression does not hold any more, a last one says that it is resolved", message
            )
        return Progress(node, "firing", "Alertmanager waits group_wait for others like it, then it sends the message")
    if node.word == "pending":
        return Progress(node, "pending", "it fires when the expression still holds then, and a message follows")
    if message and _is_resolved(message):
        return Progress(node, "resolved", f"it is over; it {node.note} again", message)
    if message:
        return Progress(node, "message", "the expression does not hold any more; the message that it is resolved follows", message)
    return Progress(node, "quiet", f"nothing to do; it {node.note}")


def _last_message(node: Node, graph: Graph, snapshot: Snapshot) -> Arrived | None:
    """The last one in a channel of the receivers that the alert reaches, which speaks of it."""
    receivers = (graph.nodes[end] for route in graph.following.get(node.id, ()) for end in graph.following.get(route, ()))
    channels = {channel for receiver in receivers for channel in receiver.labels.get("channel", "").split(", ")}
    return next((each for each in reversed(snapshot.messages) if each.message.channel in channels), None)


def _is_resolved(arrived: Arrived | None) -> bool:
    return arrived is not None and all(attachment.color == "good" for attachment in arrived.message.attachments)
