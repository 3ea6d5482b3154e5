"""An AlertmanagerConfig → its fragment of alertmanager.yaml, and everything that is wrong with it, in the words of the object."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import Any, get_type_hints

import msgspec

from hooks.alertmanager_yaml.conversion import ReferencedValues, name_outside, section, sources, struct_in
from hooks.alertmanager_yaml.judge import judged
from hooks.alertmanager_yaml.model import Global, names_problems
from hooks.alertmanager_yaml.receivers import Receiver
from hooks.alertmanager_yaml.routes import InhibitRule, Route
from hooks.alertmanager_yaml.sections import Context, Findings, Names, Part, section_fields
from hooks.alertmanager_yaml.time_intervals import TimeInterval, TimeIntervals, Times, numbered
from hooks.decoding import mismatch
from hooks.durations import duration
from hooks.findings import Finding, quoted
from hooks.findings.alerting import BAD_MATCHER, CONTAINER_FILE, NEEDS_VERSION, NO_ROUTE, ROOT_ROUTE, TOO_DEEP, ZERO_INTERVAL
from hooks.kinds import alertmanager_global as kind_global
from hooks.kinds import alertmanagerconfig as kind
from hooks.kinds.base import Spec, json_name
from hooks.kinds.receivers.receiver import Receiver as GivenReceiver
from hooks.source import Source
from hooks.versions import Section, Since, Version, since

DEEPEST = 40
"""Levels of routes."""
MATCHERS: Since = since("0.22.0")
"""Before it matchers were two maps, one of values and one of regular expressions."""
_OPERATORS = ("=", "!=", "=~", "!~")


class Fragment(Part, frozen=True, kw_only=True):
    """What one AlertmanagerConfig brings; names are those of the object."""

    route: Route | None = None
    inhibit_rules: tuple[InhibitRule, ...] = ()
    receivers: tuple[Receiver, ...] = ()
    mute_time_intervals: tuple[TimeIntervals, ...] = ()

    def problems(self, context: Context) -> Findings:
        """Names, and a first route that says where its alerts go."""
        if self.route is not None and not self.route.receiver:
            yield ROOT_ROUTE.at("route.receiver", "the first route needs one", "name one of the receivers")
        yield from names_problems(self.route, self.receivers, {"mute_time_intervals": self.mute_time_intervals}, context)


class Surroundings(msgspec.Struct, frozen=True):
    """What of an Alertmanager decides whether an AlertmanagerConfig can be used; without any, only what holds for all of them is judged."""

    version: Version | None = None
    defaults: Global | None = None
    """The global section of its configuration."""
    files: bool = True
    """The object may name files of the container."""


def names_of(section: type[Section], attribute: str) -> str:
    """The name of a field of alertmanager.yaml in the custom resource that has it; empty where none has."""
    part = sections_of_parts().get(section)
    return _NAMES.get((section, attribute)) or (name_outside(part, sources(section, attribute)[-1]) if part is not None else "")


_NAMES: Mapping[tuple[type[Section], str], str] = {
    (Route, "match"): "matchers",
    (Route, "match_re"): "matchers",
    **{(InhibitRule, f"{side}_{part}"): f"{side}Match" for side in ("source", "target") for part in ("match", "match_re", "matchers")},
}
_ROOTS: Mapping[type[Section], type[Spec]] = {
    Fragment: kind.AlertmanagerConfigSpec,
    Receiver: GivenReceiver,
    Route: kind.Route,
    InhibitRule: kind.InhibitRule,
    TimeIntervals: kind.MuteTimeInterval,
    TimeInterval: kind.TimeInterval,
    Times: kind.TimeRange,
    Global: kind_global.Global,
}


@cache
def sections_of_parts() -> Mapping[type[Section], type[Spec]]:
    """Section of alertmanager.yaml → the part of a custom resource that it is made from."""
    found: dict[type[Section], type[Spec]] = {}
    waiting = list(_ROOTS.items())
    while waiting:
        section, part = waiting.pop()
        if section not in found:
            found[section] = part
            waiting += _parts_below(section, part)
    return found


def _parts_below(section: type[Section], part: type[Spec]) -> Iterator[tuple[type[Section], type[Spec]]]:
    given = get_type_hints(part, include_extras=True)
    for field in section_fields(section).values():
        for name in sources(section, field.attribute):
            struct = struct_in(given[name]) if name in part.__struct_fields__ else None
            if field.section is not None and struct is not None:
                yield field.section, struct


def judgement(
    config: kind.AlertmanagerConfig, source: Source | None, surroundings: Surroundings, names: Names = names_of
) -> tuple[Fragment, tuple[Finding, ...]]:
    """The fragment without what the version does not read, and all findings; where one is an error the fragment must not be used.

    ``source``: ``None`` where no value of a Secret is known, as for a webhook, which also may have ``names`` of another version.
    """
    values = ReferencedValues(source)
    fragment = converted(config, values, surroundings.version)
    context = Context(names, surroundings.version, surroundings.defaults, matchers_in_parts=True)
    kept, findings = judged(fragment, "spec", context)
    if not surroundings.files:
        values.note(*container_files(fragment, names))
    return kept, (*values.findings, *values.in_object(findings))


def container_files(fragment: Fragment, names: Names) -> Findings:
    """Files of the container; those of TLS are our own."""
    for index, receiver in enumerate(fragment.receivers):
        for attribute in Receiver.__struct_fields__:
            for number, found in enumerate(getattr(receiver, attribute) if isinstance(getattr(receiver, attribute), tuple) else ()):
                for field in found.__struct_fields__:
                    if field.endswith("_file") and getattr(found, field):
                        path = f"spec.receivers[{index}].{names(Receiver, attribute)}[{number}].{names(type(found), field)}"
                        yield CONTAINER_FILE.at(path, "files of the Alertmanager's container may not be named here", "reference a secret instead")


def converted(config: kind.AlertmanagerConfig, values: ReferencedValues, version: Version | None) -> Fragment:
    """The fragment as it is written; what cannot be converted is noted in ``values``."""
    spec = config.spec
    return Fragment(
        route=None if spec.route is None else _route(spec.route, "spec.route", values, version, 1),
        inhibit_rules=tuple(_inhibit_rule(rule, f"spec.inhibitRules[{index}]", values, version) for index, rule in enumerate(spec.inhibit_rules)),
        receivers=tuple(_receiver(item, values, f"spec.receivers[{index}]") for index, item in enumerate(spec.receivers)),
        mute_time_intervals=tuple(_intervals(item) for item in spec.mute_time_intervals),
    )


def _receiver(given: GivenReceiver, values: ReferencedValues, path: str) -> Receiver:
    return msgspec.structs.replace(section(given, Receiver, values, path), name=given.name or "")


def _route(given: kind.Route, path: str, values: ReferencedValues, version: Version | None, depth: int) -> Route:
    plain = section(msgspec.structs.replace(given, matchers=(), routes=()), Route, values, path)
    zero = [field for field in ("group_interval", "repeat_interval") if duration(getattr(plain, field) or "") == timedelta()]
    values.note(*(ZERO_INTERVAL.at(f"{path}.{json_name(kind.Route, field)}", "it is zero and left out", "write how long") for field in zero))
    return msgspec.structs.replace(
        plain,
        **dict.fromkeys(zero),
        **_matchers(given.matchers, f"{path}.matchers", values, version),
        routes=_routes_below(given, path, values, version, depth) or None,
    )


def _routes_below(given: kind.Route, path: str, values: ReferencedValues, version: Version | None, depth: int) -> tuple[Route, ...]:
    if given.routes and depth == DEEPEST:
        values.note(TOO_DEEP.at("spec.route", f"routes are nested more than {DEEPEST} levels deep", "put them beside each other"))
        return ()
    routes = []
    for index, raw in enumerate(given.routes):
        here = f"{path}.routes[{index}]"
        child = raw if isinstance(raw, kind.Route) else _child(raw, here, values)
        if child is not None:
            routes.append(_route(child, here, values, version, depth + 1))
    return tuple(routes)


def _child(raw: Any, path: str, values: ReferencedValues) -> kind.Route | None:
    """A route below, decoded: the schema of a CRD cannot describe a type that holds itself, so nobody has looked at it before."""
    matchers = raw.get("matchers") if isinstance(raw, dict) else None
    _note_unknown(raw, kind.Route, path, values)
    for index, matcher in enumerate(matchers if isinstance(matchers, list) else ()):
        _note_unknown(matcher, kind.Matcher, f"{path}.matchers[{index}]", values)
    try:
        return msgspec.convert(raw, kind.Route)
    except msgspec.ValidationError as error:
        below, reason = mismatch(error)
        values.note(NO_ROUTE.at(f"{path}.{below}" if below else path, reason))
        return None


def _note_unknown(raw: Any, struct: type[msgspec.Struct], path: str, values: ReferencedValues) -> None:
    for name in sorted(set(raw) - set(struct.__struct_encode_fields__)) if isinstance(raw, dict) else ():
        values.note(NO_ROUTE.at(path, f"there is no field {quoted(name)}", "remove it or correct its name"))


def _inhibit_rule(given: kind.InhibitRule, path: str, values: ReferencedValues, version: Version | None) -> InhibitRule:
    sides = {"source": _matchers(given.source_match, f"{path}.sourceMatch", values, version)}
    sides["target"] = _matchers(given.target_match, f"{path}.targetMatch", values, version)
    return InhibitRule(equal=given.equal or None, **{f"{side}_{form}": found for side, forms in sides.items() for form, found in forms.items()})


def _matchers(given: Iterable[kind.Matcher], path: str, values: ReferencedValues, version: Version | None) -> dict[str, Any]:
    """As texts (``matchers``); by value (``match``) and by regular expression (``match_re``) for versions that do not read texts."""
    texts: list[str] = []
    match: dict[str, str] = {}
    match_re: dict[str, str] = {}
    for index, matcher in enumerate(given):
        name, value, operator = matcher.name or "", matcher.value or "", matcher.match_type
        if operator and operator not in _OPERATORS:
            values.note(BAD_MATCHER.at(f"{path}[{index}].matchType", f"{quoted(operator)} is no operator", f"write one of {' '.join(_OPERATORS)}"))
        elif operator and not name.strip():
            values.note(BAD_MATCHER.at(f"{path}[{index}].name", "it is missing", "write the label to match"))
        elif operator and version is not None and version not in MATCHERS:
            values.note(NEEDS_VERSION.at(f"{path}[{index}].matchType", "it needs Alertmanager 0.22 or later", "use a later version or remove it"))
        elif operator or version is None or version in MATCHERS:
            texts.append(matcher_text(name, operator or ("=~" if matcher.regex else "="), value))
        else:
            (match_re if matcher.regex else match)[name] = value
    return {"matchers": tuple(texts) or None, "match": match or None, "match_re": match_re or None}


def matcher_text(name: str, operator: str, value: str) -> str:
    """A matcher as alertmanager.yaml has it."""
    escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
    return f'{name}{operator}"{escaped}"'


def _intervals(given: kind.MuteTimeInterval) -> TimeIntervals:
    return TimeIntervals(name=given.name or "", time_intervals=tuple(_time_interval(item) for item in given.time_intervals))


def _time_interval(given: kind.TimeInterval) -> TimeInterval:
    return TimeInterval(
        times=tuple(Times(start_time=item.start_time, end_time=item.end_time) for item in given.times) or None,
        weekdays=tuple(_range(text) for text in given.weekdays) or None,
        days_of_month=tuple(_range(f"{item.start or 0}:{item.end or 0}") for item in given.days_of_month) or None,
        months=tuple(_range(text) for text in given.months) or None,
        years=tuple(_range(text) for text in given.years) or None,
    )


def _range(text: str) -> str:
    """``1:1`` is ``1``; names of months become numbers."""
    first, _, last = numbered(text).partition(":")
    return first if first == last else numbered(text)
