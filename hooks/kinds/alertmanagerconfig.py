"""DOC module alertmanagerconfig"""

from typing import Annotated, Any

from hooks.kinds.base import Kind, Spec
from hooks.kinds.receivers import Receiver
from hooks.kinds.schema import Bounds, Duration, Items, Length, NonEmpty, OneOf, Pattern, Preserve, Required
from hooks.kinds.status import ConfigurationStatus


class Matcher(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.inhibitRules[].sourceMatch[]"""

    match_type: Annotated[str | None, OneOf(("!=", "=", "=~", "!~"))] = None
    name: Annotated[NonEmpty | None, Required()] = None
    regex: bool | None = None
    value: str | None = None


class InhibitRule(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.inhibitRules[]"""

    equal: Annotated[tuple[str, ...], Items(kind="atomic")] = ()
    source_match: Annotated[tuple[Matcher, ...], Items(kind="atomic")] = ()
    target_match: Annotated[tuple[Matcher, ...], Items(kind="atomic")] = ()


class DayOfMonthRange(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.muteTimeIntervals[].timeIntervals[].daysOfMonth[]"""

    end: Annotated[int | None, Bounds(ge=-31, le=31)] = None
    start: Annotated[int | None, Bounds(ge=-31, le=31)] = None


class TimeRange(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.muteTimeIntervals[].timeIntervals[].times[]"""

    end_time: Annotated[str | None, Pattern("^((([01][0-9])|(2[0-3])):[0-5][0-9])$|(^24:00$)")] = None
    start_time: Annotated[str | None, Pattern("^((([01][0-9])|(2[0-3])):[0-5][0-9])$|(^24:00$)")] = None


class TimeInterval(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.muteTimeIntervals[].timeIntervals[]"""

    days_of_month: Annotated[tuple[DayOfMonthRange, ...], Items(kind="atomic")] = ()
    months: Annotated[
        tuple[
            Annotated[
                str,
                Pattern(
                    "^((?i)january|february|march|april|may|june|july|august|september|october|november|december|1[0-2]|[1-9])(?:((:((?i)january|february|march|april|may|june|july|august|september|october|november|december|1[0-2]|[1-9]))$)|$)"
                ),
            ],
            ...,
        ],
        Items(kind="atomic"),
    ] = ()
    times: Annotated[tuple[TimeRange, ...], Items(kind="atomic")] = ()
    weekdays: Annotated[
        tuple[Annotated[str, Pattern("^((?i)sun|mon|tues|wednes|thurs|fri|satur)day(?:((:(sun|mon|tues|wednes|thurs|fri|satur)day)$)|$)")], ...],
        Items(kind="atomic"),
    ] = ()
    years: Annotated[tuple[Annotated[str, Pattern("^2\\d{3}(?::2\\d{3}|$)")], ...], Items(kind="atomic")] = ()


class MuteTimeInterval(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.muteTimeIntervals[]"""

    name: Annotated[str | None, Required()] = None
    time_intervals: Annotated[tuple[TimeInterval, ...], Items(kind="atomic")] = ()


class Route(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec.route"""

    active_time_intervals: Annotated[tuple[str, ...], Items(kind="set")] = ()
    continue_: bool | None = None
    group_by: Annotated[tuple[str, ...], Items(kind="set")] = ()
    group_interval: Annotated[Duration | None, Length(ge=1)] = None
    group_wait: Annotated[Duration | None, Length(ge=1)] = None
    matchers: Annotated[tuple[Matcher, ...], Items(kind="atomic")] = ()
    mute_time_intervals: Annotated[tuple[str, ...], Items(kind="set")] = ()
    receiver: str | None = None
    repeat_interval: Annotated[Duration | None, Length(ge=1)] = None
    routes: Annotated[tuple[Annotated[Any, Preserve()], ...], Items(kind="atomic")] = ()


class AlertmanagerConfigSpec(Spec, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig.spec"""

    inhibit_rules: Annotated[tuple[InhibitRule, ...], Items(kind="atomic")] = ()
    mute_time_intervals: Annotated[tuple[MuteTimeInterval, ...], Items(kind="atomic")] = ()
    receivers: Annotated[tuple[Receiver, ...], Items(kind="map", keys=("name",))] = ()
    route: Route | None = None


class AlertmanagerConfig(Kind, frozen=True, kw_only=True):
    """DOC AlertmanagerConfig"""

    spec: AlertmanagerConfigSpec = AlertmanagerConfigSpec()
    status: ConfigurationStatus | None = None
