"""Alertmanager's routing tree, read from a generated configuration: which receivers get an alert with given labels, and by which path.

The first child that matches takes an alert, and so do its later siblings while each says ``continue``; where no child takes it, the route itself does
(Alertmanager documentation, "Configuration", ``<route>``).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
import re2  # type: ignore[import-untyped]  # the package has no types
import yaml

from hooks.alertmanager_yaml import matchers

Labels = Mapping[str, str]


class Matcher(msgspec.Struct, frozen=True):
    """One condition on a label."""

    name: str
    operator: str
    value: str

    def holds(self, labels: Labels) -> bool:
        """An absent label is an empty one."""
        found = labels.get(self.name, "")
        same = found == self.value if self.operator in ("=", "!=") else re2.fullmatch(f"(?s:{self.value})", found) is not None
        return same is not self.operator.startswith("!")

    def __str__(self) -> str:
        return f'{self.name}{self.operator}"{self.value}"'


class Route(msgspec.Struct, frozen=True):
    """A node of the tree with what it inherits."""

    receiver: str
    matchers: tuple[Matcher, ...] = ()
    children: tuple["Route", ...] = ()
    continues: bool = False
    muted: tuple[str, ...] = ()
    """Names of the time intervals in which it is silent."""
    active: tuple[str, ...] = ()
    """Names of those outside of which it is silent; none: it never is because of that."""
    group_by: tuple[str, ...] = ()
    """The labels that alerts of one notification have in common; ``...`` stands for all."""

    @property
    def condition(self) -> str:
        """Its matchers as one text."""
        return ", ".join(map(str, self.matchers))

    def reached(self) -> tuple[str, ...]:
        """Every receiver of the tree below, each once."""
        return tuple(dict.fromkeys((self.receiver, *(name for child in self.children for name in child.reached()))))


Path = tuple[Route, ...]
"""From the root to the route that takes an alert."""


def tree(text: str) -> Route | None:
    """The routing tree of an ``alertmanager.yaml``; None where it has none or is no YAML."""
    try:
        document = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    route = document.get("route") if isinstance(document, dict) else None
    return _route(route, Route("")) if isinstance(route, dict) else None


def paths(route: Route, labels: Labels) -> Iterator[Path]:
    """Every path that an alert with these labels takes, in their order."""
    taken = False
    for child in route.children:
        if all(matcher.holds(labels) for matcher in child.matchers):
            taken = True
            yield from ((route, *below) for below in paths(child, labels))
            if not child.continues:
                break
    if not taken:
        yield (route,)


def receivers(route: Route, labels: Labels) -> tuple[str, ...]:
    """Who gets an alert with these labels, each once, in the order of the paths."""
    return tuple(dict.fromkeys(path[-1].receiver for path in paths(route, labels)))


def idle(text: str) -> frozenset[str]:
    """The receivers of an ``alertmanager.yaml`` without any integration: who gets to them is not told."""
    receivers_of = (yaml.load(text, Loader=yaml.CSafeLoader) or {}).get("receivers") or ()
    return frozenset(str(each.get("name")) for each in receivers_of if not any(name.endswith("_configs") and value for name, value in each.items()))


def matching(values: Mapping[str, str] | None, patterns: Mapping[str, str] | None, texts: Iterable[str] | None) -> tuple[Matcher, ...]:
    """The conditions of a route, or of a side of an inhibition rule: ``match``, ``match_re`` and ``matchers``."""
    return (
        *(Matcher(name, "=", str(value)) for name, value in (values or {}).items()),
        *(Matcher(name, "=~", str(value)) for name, value in (patterns or {}).items()),
        *(Matcher(*found) for text in texts or () for found in matchers.parsed(str(text))),
    )


def _route(node: Mapping[str, Any], parent: Route) -> Route:
    """A route of the file with what it has from its ``parent``: receiver and grouping, but not the time intervals."""
    own = Route(
        receiver=str(node.get("receiver") or parent.receiver),
        matchers=matching(node.get("match"), node.get("match_re"), node.get("matchers")),
        continues=bool(node.get("continue")),
        muted=tuple(node.get("mute_time_intervals") or ()),
        active=tuple(node.get("active_time_intervals") or ()),
        group_by=tuple(node.get("group_by") or parent.group_by),
    )
    return msgspec.structs.replace(own, children=tuple(_route(child, own) for child in node.get("routes") or ()))
