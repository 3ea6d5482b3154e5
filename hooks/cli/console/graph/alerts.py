"""The alerts of PrometheusRules, as nodes and edges, and the labels that they have for sure."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from hooks.cli.console.graph.model import Column, Edge, Node, State
from hooks.cli.explain.chain import World
from hooks.cli.local.objects import key_of, namespace_of
from hooks.loop.resources import Key
from hooks.protocol import Manifest


class AlertRule(msgspec.Struct, frozen=True):
    """An alerting rule as it is written, and the PrometheusRule that it is in."""

    object: Manifest
    rule: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The name of the alert."""
        return str(self.rule["alert"])

    @property
    def id(self) -> str:
        """That of its node."""
        return f"Alert/{key_of(self.object)}/{self.name}"

    @property
    def labels(self) -> Mapping[str, str]:
        """The labels that every one of its alerts has, whatever its expression finds."""
        own = {label: str(value) for label, value in (self.rule.get("labels") or {}).items()}
        return {"alertname": self.name, "namespace": namespace_of(self.object), **own}


def alert_rules(rule: Manifest) -> Iterator[AlertRule]:
    """The alerting rules of a PrometheusRule."""
    for group in rule["spec"].get("groups") or ():
        yield from (AlertRule(rule, each) for each in group.get("rules") or () if each.get("alert"))


def alerts(world: World) -> tuple[list[Node], list[Edge]]:
    """A node per alert, and the edges from the PrometheusRules to them."""
    found = [each for manifest in world.of("PrometheusRule") for each in alert_rules(manifest)]
    return [_node(each) for each in found], [(f"PrometheusRule/{key_of(each.object)}", each.id) for each in found]


def _node(alert: AlertRule) -> Node:
    return Node(
        id=alert.id,
        column=Column.ALERTS,
        kind="Alert",
        namespace=namespace_of(alert.object),
        title=alert.name,
        state=State.UNKNOWN,
        word="not observed",
        note=f"fires after {alert.rule.get('for') or 'its first evaluation'}",
        key=Key.of(alert.object),
        labels=alert.labels,
        expression=str(alert.rule.get("expr", "")).strip(),
    )
