"""Routes and inhibition rules of AlertmanagerConfigs, held to the alerts of their namespace where the Alertmanager asks for it."""

from collections.abc import Iterable
from typing import Any

import msgspec

from hooks.alertmanager_yaml.model import InhibitRule, Route
from hooks.kinds.alertmanagerconfig import InhibitRule as GivenRule
from hooks.kinds.alertmanagerconfig import Matcher
from hooks.kinds.alertmanagerconfig import Route as GivenRoute
from hooks.versions import Version, since

OPERATORS = since("0.22.0")
"""Before it matchers were two maps, one of values and one of regular expressions."""
NAMESPACE = "namespace"


def route(given: GivenRoute, prefix: str, version: Version) -> Route:
    """A route with all below it; names of receivers and time intervals get ``<namespace>/<name>/`` in front."""
    matchers, match, match_re = _matchers(given.matchers, version)
    children = (item if isinstance(item, GivenRoute) else msgspec.convert(item, GivenRoute) for item in given.routes)
    return Route(
        receiver=f"{prefix}{given.receiver}" if given.receiver else None,
        group_by=given.group_by or None,
        match=match,
        match_re=match_re,
        matchers=matchers,
        labels={label.key or "": label.value or "" for label in given.labels} or None,
        continue_=given.continue_ or None,
        routes=tuple(route(child, prefix, version) for child in children) or None,
        group_wait=given.group_wait or None,
        group_interval=given.group_interval or None,
        repeat_interval=given.repeat_interval or None,
        mute_time_intervals=tuple(prefix + name for name in given.mute_time_intervals) or None,
        active_time_intervals=tuple(prefix + name for name in given.active_time_intervals) or None,
    )


def inhibit_rule(given: GivenRule, version: Version) -> InhibitRule:
    """An inhibition rule as it is written."""
    source, target = _matchers(given.source_match, version), _matchers(given.target_match, version)
    return InhibitRule(
        target_match=target[1],
        target_match_re=target[2],
        target_matchers=target[0],
        source_match=source[1],
        source_match_re=source[2],
        source_matchers=source[0],
        equal=given.equal or None,
    )


def confined_route(given: Route, namespace: str, version: Version) -> Route:
    """The route, for alerts of ``namespace`` only."""
    if version in OPERATORS:
        return msgspec.structs.replace(given, matchers=(*(given.matchers or ()), _matcher(NAMESPACE, "=", namespace)))
    return msgspec.structs.replace(given, match={**(given.match or {}), NAMESPACE: namespace})


def confined_rule(given: InhibitRule, namespace: str, version: Version) -> InhibitRule:
    """The rule, between alerts of ``namespace`` only."""
    changes: dict[str, Any] = {}
    for side in ("source", "target"):
        texts = getattr(given, f"{side}_matchers") or ()
        values = {name: value for name, value in (getattr(given, f"{side}_match") or {}).items() if name != NAMESPACE}
        expressions = {name: value for name, value in (getattr(given, f"{side}_match_re") or {}).items() if name != NAMESPACE}
        own = _matcher(NAMESPACE, "=", namespace)
        if version in OPERATORS:
            changes[f"{side}_matchers"] = texts if own in texts else (*texts, own)
        else:
            values[NAMESPACE] = namespace
        changes[f"{side}_match"], changes[f"{side}_match_re"] = values or None, expressions or None
    return msgspec.structs.replace(given, **changes)


Matchers = tuple[tuple[str, ...] | None, dict[str, str] | None, dict[str, str] | None]


def _matchers(given: Iterable[Matcher], version: Version) -> Matchers:
    texts: list[str] = []
    values: dict[str, str] = {}
    expressions: dict[str, str] = {}
    for matcher in given:
        name, value = matcher.name or "", matcher.value or ""
        if matcher.match_type or version in OPERATORS:
            texts.append(_matcher(name, matcher.match_type or ("=~" if matcher.regex else "="), value))
        elif matcher.regex:
            expressions[name] = value
        else:
            values[name] = value
    return tuple(texts) or None, values or None, expressions or None


def _matcher(name: str, operator: str, value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
    return f'{name}{operator}"{escaped}"'
