"""Whether an AlertmanagerConfig can be used."""

from typing import Any

import msgspec

from hooks.assets import Assets
from hooks.errors import InvalidObject
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig, Matcher, MuteTimeInterval, Route
from hooks.selection import receiver_values, receiver_versions, receivers, time_ranges
from hooks.selection.context import check_since
from hooks.source import Source
from hooks.versions import Version

_OPERATORS = ("=", "!=", "=~", "!~")
_MATCH_TYPE = "0.22.0"
"""The first Alertmanager version whose matchers have an operator."""


def check(config: AlertmanagerConfig, version: Version | None, assets: Assets) -> None:
    """InvalidObject, with its path, where an Alertmanager of ``version`` could not use ``config``; ``None`` is the object's own verdict."""
    check_form(config)
    source = Source(config.metadata.namespace, assets)
    for index, receiver in enumerate(config.spec.receivers):
        receiver_versions.check(receiver, f"spec.receivers[{index}]", version)
        receiver_values.check(receiver, f"spec.receivers[{index}]", source)
    if config.spec.route is not None:
        _check_route_version(config.spec.route, "spec.route", version)
    for index, rule in enumerate(config.spec.inhibit_rules):
        for name, matchers in (("sourceMatch", rule.source_match), ("targetMatch", rule.target_match)):
            _check_matchers_version(matchers, f"spec.inhibitRules[{index}].{name}", version)
            _check_matchers(matchers, f"spec.inhibitRules[{index}].{name}")


def check_form(config: AlertmanagerConfig) -> None:
    """The part of the check that needs neither values nor a version: what the admission webhook answers."""
    names = [receiver.name or "" for receiver in config.spec.receivers]
    for index, receiver in enumerate(config.spec.receivers):
        if receiver.name in names[:index]:
            raise InvalidObject(f"spec.receivers[{index}].name", f'"{receiver.name}" is the name of another receiver too, rename one')
        receivers.check_form(receiver, f"spec.receivers[{index}]")
    for index, interval in enumerate(config.spec.mute_time_intervals):
        _check_interval(interval, f"spec.muteTimeIntervals[{index}]")
    route = config.spec.route
    if route is not None:
        if not route.receiver:
            raise InvalidObject("spec.route.receiver", "the first route needs one, name one of spec.receivers")
        _check_route(route, "spec.route", frozenset(names), frozenset(each.name or "" for each in config.spec.mute_time_intervals))


def _check_interval(interval: MuteTimeInterval, path: str) -> None:
    if not interval.name:
        raise InvalidObject(f"{path}.name", "it is missing, write the name that routes use")
    for index, part in enumerate(interval.time_intervals):
        here = f"{path}.timeIntervals[{index}]"
        for number, times in enumerate(part.times):
            time_ranges.times(times, f"{here}.times[{number}]")
        for number, days in enumerate(part.days_of_month):
            time_ranges.days_of_month(days, f"{here}.daysOfMonth[{number}]")
        for name, texts, parsed in (
            ("weekdays", part.weekdays, time_ranges.weekdays),
            ("months", part.months, time_ranges.months),
            ("years", part.years, time_ranges.years),
        ):
            for number, text in enumerate(texts):
                parsed(text, f"{here}.{name}[{number}]")


def _check_route(route: Route, path: str, names: frozenset[str], intervals: frozenset[str]) -> None:
    if route.receiver and route.receiver not in names:
        raise InvalidObject(f"{path}.receiver", f'there is no receiver "{route.receiver}", define it in spec.receivers')
    if len(set(route.group_by)) < len(route.group_by):
        raise InvalidObject(f"{path}.groupBy", "a label stands there twice, remove one")
    if "..." in route.group_by and len(route.group_by) > 1:
        raise InvalidObject(f"{path}.groupBy", '"..." means all labels, remove it or the others')
    for field, wanted in (("muteTimeIntervals", route.mute_time_intervals), ("activeTimeIntervals", route.active_time_intervals)):
        for name in wanted:
            if name not in intervals:
                raise InvalidObject(f"{path}.{field}", f'there is no time interval "{name}", define it in spec.muteTimeIntervals')
    _check_matchers(route.matchers, f"{path}.matchers")
    for child, here in _children(route, path):
        _check_route(child, here, names, intervals)


def _children(route: Route, path: str) -> tuple[tuple[Route, str], ...]:
    """The routes below, decoded: the schema of a CRD cannot describe a type that holds itself, so nobody has looked at them before."""
    return tuple((_child(raw, f"{path}.routes[{index}]"), f"{path}.routes[{index}]") for index, raw in enumerate(route.routes))


def _child(raw: Any, path: str) -> Route:
    _check_known(raw, Route, path)
    for index, matcher in enumerate((isinstance(raw, dict) and raw.get("matchers")) or ()):
        _check_known(matcher, Matcher, f"{path}.matchers[{index}]")
    try:
        return msgspec.convert(raw, Route)
    except msgspec.ValidationError as error:
        raise InvalidObject(path, f"it is no route: {error}") from None


def _check_known(raw: Any, struct: type[msgspec.Struct], path: str) -> None:
    unknown = sorted(set(raw) - set(struct.__struct_encode_fields__)) if isinstance(raw, dict) else []
    if unknown:
        raise InvalidObject(path, f'there is no field "{unknown[0]}", remove it or correct its name')


def _check_matchers(matchers: tuple[Matcher, ...], path: str) -> None:
    for index, matcher in enumerate(matchers):
        if matcher.match_type and matcher.match_type not in _OPERATORS:
            raise InvalidObject(f"{path}[{index}].matchType", f'"{matcher.match_type}" is no operator, write one of {" ".join(_OPERATORS)}')
        if matcher.match_type and not (matcher.name or "").strip():
            raise InvalidObject(f"{path}[{index}].name", "it is missing, write the label to match")


def _check_route_version(route: Route, path: str, version: Version | None) -> None:
    _check_matchers_version(route.matchers, f"{path}.matchers", version)
    for child, here in _children(route, path):
        _check_route_version(child, here, version)


def _check_matchers_version(matchers: tuple[Matcher, ...], path: str, version: Version | None) -> None:
    for index, matcher in enumerate(matchers):
        if matcher.match_type:
            check_since("Alertmanager", version, _MATCH_TYPE, f"{path}[{index}].matchType", "matchType")
