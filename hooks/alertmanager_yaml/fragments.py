"""The fragments of AlertmanagerConfigs as text: named after their object, held to its namespace, put together with the base, and found again later.

Each is written once for as long as nothing changes that decides about it. In the file a comment stands before each, so that one whose values are still
being collected can be kept as it was.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from hooks.alertmanager_yaml.alertmanagerconfig import MATCHERS, Fragment, matcher_text
from hooks.alertmanager_yaml.model import AlertmanagerFile
from hooks.alertmanager_yaml.routes import InhibitRule, Route
from hooks.rendering import Block, yaml_text
from hooks.versions import Version

NAMESPACE = "namespace"
_MARK = re.compile(r"( *)# AlertmanagerConfig (\S+)")
_END = Block("# alertmanager.yaml\n")
_SECTIONS = {"route": 2, "inhibit_rules": 0, "receivers": 0, "mute_time_intervals": 0}
"""Where fragments stand, and how far they are indented there."""


class FragmentText(msgspec.Struct, frozen=True):
    """A fragment as text: entries of lists in block style, each with its mark; empty where it has none."""

    route: str = ""
    inhibit_rules: str = ""
    receivers: str = ""
    mute_time_intervals: str = ""

    @property
    def content(self) -> str:
        """All of it."""
        return "".join(getattr(self, name) for name in self.__struct_fields__)

    @property
    def size(self) -> int:
        """In characters."""
        return sum(len(getattr(self, name)) for name in self.__struct_fields__)


def text(fragment: Fragment, key: str, version: Version, *, confined: bool) -> FragmentText:
    """The fragment of the object ``key`` (``namespace/name``). Its route lets every alert go on to the next."""
    named, namespace = with_names(fragment, f"{key}/"), key.partition("/")[0]
    rules = tuple(_confined_rule(rule, namespace, version) for rule in named.inhibit_rules) if confined else named.inhibit_rules
    if named.route is None:
        return FragmentText(inhibit_rules=_marked(rules, key))
    route = _confined_route(named.route, namespace, version) if confined else named.route
    return FragmentText(
        route=_marked((msgspec.structs.replace(route, continue_=True),), key),
        inhibit_rules=_marked(rules, key),
        receivers=_marked(named.receivers, key),
        mute_time_intervals=_marked(named.mute_time_intervals, key),
    )


def _marked(sections: tuple[Any, ...], key: str) -> str:
    return f"# AlertmanagerConfig {key}\n{yaml_text(sections)}" if sections else ""


def with_names(fragment: Fragment, prefix: str) -> Fragment:
    """The fragment with ``prefix`` before the names of its receivers and time intervals, and wherever its routes use them."""
    return renamed(fragment, prefix.__add__)


def renamed(fragment: Fragment, name: Callable[[str], str]) -> Fragment:
    """The fragment with another ``name`` for each receiver and time interval."""
    return msgspec.structs.replace(
        fragment,
        route=fragment.route and _renamed_route(fragment.route, name),
        receivers=tuple(msgspec.structs.replace(each, name=name(each.name)) for each in fragment.receivers),
        mute_time_intervals=tuple(msgspec.structs.replace(each, name=name(each.name)) for each in fragment.mute_time_intervals),
    )


def _renamed_route(route: Route, name: Callable[[str], str]) -> Route:
    return msgspec.structs.replace(
        route,
        receiver=route.receiver and name(route.receiver),
        routes=route.routes and tuple(_renamed_route(each, name) for each in route.routes),
        mute_time_intervals=route.mute_time_intervals and tuple(map(name, route.mute_time_intervals)),
        active_time_intervals=route.active_time_intervals and tuple(map(name, route.active_time_intervals)),
    )


def _confined_route(route: Route, namespace: str, version: Version) -> Route:
    if version in MATCHERS:
        own, given = matcher_text(NAMESPACE, "=", namespace), route.matchers or ()
        return route if given[-1:] == (own,) else msgspec.structs.replace(route, matchers=(*given, own))
    return msgspec.structs.replace(route, match={**(route.match or {}), NAMESPACE: namespace})


def _confined_rule(rule: InhibitRule, namespace: str, version: Version) -> InhibitRule:
    changes: dict[str, Any] = {}
    own = matcher_text(NAMESPACE, "=", namespace)
    for side in ("source", "target"):
        texts = getattr(rule, f"{side}_matchers") or ()
        values = {name: value for name, value in (getattr(rule, f"{side}_match") or {}).items() if name != NAMESPACE}
        expressions = {name: value for name, value in (getattr(rule, f"{side}_match_re") or {}).items() if name != NAMESPACE}
        if version in MATCHERS:
            changes[f"{side}_matchers"] = texts if own in texts else (*texts, own)
        else:
            values[NAMESPACE] = namespace
        changes[f"{side}_match"], changes[f"{side}_match_re"] = values or None, expressions or None
    return msgspec.structs.replace(rule, **changes)


def written(base: AlertmanagerFile, fragments: Iterable[FragmentText]) -> str:
    """The whole file: routes of fragments come before those of the base, everything else behind it."""
    given = tuple(fragments)
    root = base.route or Route()
    routes = _blocks(each.route for each in given)
    own: Any = (*((*routes, _END) if routes and root.routes else routes), *(root.routes or ()))
    lists: Mapping[str, Any] = {
        name: (*(getattr(base, name) or ()), *_blocks(getattr(each, name) for each in given)) or None
        for name in ("inhibit_rules", "receivers", "mute_time_intervals")
    }
    return yaml_text(msgspec.structs.replace(base, route=msgspec.structs.replace(root, routes=own or None), **lists))


def _blocks(texts: Iterable[str]) -> tuple[Block, ...]:
    return tuple(Block(each) for each in texts if each)


def found_again(file: str) -> dict[str, FragmentText]:
    """The fragments that stand in a file that :func:`written` made, by the key of their object."""
    parts: dict[str, dict[str, list[str]]] = {}
    section, key = "", ""
    for line in file.split("\n"):
        if line[:1].isalpha():
            section, key = line.partition(":")[0], ""
        indent = _SECTIONS.get(section)
        mark = _MARK.fullmatch(line) if indent is not None else None
        if mark and len(mark[1]) == indent:
            key = mark[2]
        elif indent is not None and line == f"{' ' * indent}# alertmanager.yaml":
            key = ""
        if key and indent is not None:
            parts.setdefault(key, {}).setdefault(section, []).append(line[indent:])
    return {name: FragmentText(**{field: "\n".join(lines).rstrip("\n") + "\n" for field, lines in each.items()}) for name, each in parts.items()}
