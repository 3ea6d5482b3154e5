"""AlertmanagerConfig (v1alpha1): routes, inhibition, time intervals."""

from typing import Annotated, Any

from hooks.kinds.base import Kind, Spec
from hooks.kinds.receivers.receiver import Receiver
from hooks.kinds.schema import Bounds, Duration, Items, Length, NonEmpty, OneOf, Pattern, Preserve, Required
from hooks.kinds.status import ConfigurationStatus


class Matcher(Spec, frozen=True, kw_only=True):
    """``spec.inhibitRules[].sourceMatch[]`` of AlertmanagerConfig."""

    name: Annotated[NonEmpty | None, Required()] = None
    """Label whose value is compared."""
    match_type: Annotated[str | None, OneOf(("!=", "=", "=~", "!~"))] = None
    """How values are compared: =, !=, =~ or !~. Needs Alertmanager 0.22."""
    value: str | None = None
    """Value that the label must have or not have, or a regular expression for all of it, as matchType says."""
    regex: bool | None = None
    """Deprecated, use matchType: whether the value is a regular expression."""


class InhibitRule(Spec, frozen=True, kw_only=True):
    """``spec.inhibitRules[]`` of AlertmanagerConfig."""

    source_match: Annotated[tuple[Matcher, ...], Items(kind="atomic")] = ()
    """Matchers for the alerts that mute others while they fire."""
    target_match: Annotated[tuple[Matcher, ...], Items(kind="atomic")] = ()
    """Matchers for the alerts that are muted."""
    equal: Annotated[tuple[str, ...], Items(kind="atomic")] = ()
    """Labels that must have the same value in both alerts."""


class DayOfMonthRange(Spec, frozen=True, kw_only=True):
    """``spec.muteTimeIntervals[].timeIntervals[].daysOfMonth[]`` of AlertmanagerConfig."""

    start: Annotated[int | None, Bounds(ge=-31, le=31)] = None
    """First day, 1 to 31; negative counts from the end of the month."""
    end: Annotated[int | None, Bounds(ge=-31, le=31)] = None
    """Last day, inclusive; negative counts from the end of the month."""


class TimeRange(Spec, frozen=True, kw_only=True):
    """``spec.muteTimeIntervals[].timeIntervals[].times[]`` of AlertmanagerConfig."""

    start_time: Annotated[str | None, Pattern("^((([01][0-9])|(2[0-3])):[0-5][0-9])$|(^24:00$)")] = None
    """Start, as HH:MM, inclusive."""
    end_time: Annotated[str | None, Pattern("^((([01][0-9])|(2[0-3])):[0-5][0-9])$|(^24:00$)")] = None
    """End, as HH:MM; the minute itself no longer counts."""


class TimeInterval(Spec, frozen=True, kw_only=True):
    """``spec.muteTimeIntervals[].timeIntervals[]`` of AlertmanagerConfig."""

    times: Annotated[tuple[TimeRange, ...], Items(kind="atomic")] = ()
    """Ranges of time in the day, in UTC; all day when absent."""
    weekdays: Annotated[
        tuple[Annotated[str, Pattern("^((?i)sun|mon|tues|wednes|thurs|fri|satur)day(?:((:(sun|mon|tues|wednes|thurs|fri|satur)day)$)|$)")], ...],
        Items(kind="atomic"),
    ] = ()
    """Days of the week, or ranges such as monday:friday."""
    days_of_month: Annotated[tuple[DayOfMonthRange, ...], Items(kind="atomic")] = ()
    """Ranges of days in the month; every day when absent."""
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
    """Months, as names, numbers or ranges such as january:march."""
    years: Annotated[tuple[Annotated[str, Pattern("^2\\d{3}(?::2\\d{3}|$)")], ...], Items(kind="atomic")] = ()
    """Years, or ranges such as 2026:2028."""


class MuteTimeInterval(Spec, frozen=True, kw_only=True):
    """``spec.muteTimeIntervals[]`` of AlertmanagerConfig."""

    name: Annotated[str | None, Required()] = None
    """Name under which routes refer to it; unique in the object."""
    time_intervals: Annotated[tuple[TimeInterval, ...], Items(kind="atomic")] = ()
    """The intervals; one of them must apply."""


class RouteLabel(Spec, frozen=True, kw_only=True):
    """``spec.route.labels[]`` of AlertmanagerConfig."""

    key: Annotated[NonEmpty | None, Required()] = None
    """Name of the label, unique in the list."""
    value: Annotated[str | None, Required()] = None
    """Value of the label. Templates are expanded."""


class Route(Spec, frozen=True, kw_only=True):
    """``spec.route`` of AlertmanagerConfig."""

    receiver: str | None = None
    """Name of the receiver in this object that gets the alerts; that of the route above when absent."""
    matchers: Annotated[tuple[Matcher, ...], Items(kind="atomic")] = ()
    """Which alerts take this route; the namespace is added for the first route."""
    group_by: Annotated[tuple[str, ...], Items(kind="set")] = ()
    """Labels by which alerts are put into one message; ... means all."""
    group_wait: Annotated[Duration | None, Length(ge=1)] = None
    """Time that a new group waits for more alerts."""
    group_interval: Annotated[Duration | None, Length(ge=1)] = None
    """Time before new alerts of a group are told."""
    repeat_interval: Annotated[Duration | None, Length(ge=1)] = None
    """Time before a message is repeated."""
    labels: Annotated[tuple[RouteLabel, ...], Items(kind="map", keys=("key",))] = ()
    """Labels that the route attaches to its notifications. Needs Alertmanager 0.34."""
    continue_: bool | None = None
    """Whether the next sibling is asked too; always true for the first route of an AlertmanagerConfig."""
    mute_time_intervals: Annotated[tuple[str, ...], Items(kind="set")] = ()
    """Names of the time intervals in which the route is silent."""
    active_time_intervals: Annotated[tuple[str, ...], Items(kind="set")] = ()
    """Names of the time intervals outside of which the route is silent."""
    routes: Annotated[tuple[Annotated[Any, Preserve()], ...], Items(kind="atomic")] = ()
    """Routes below this one, asked in order; they have the same fields."""


class AlertmanagerConfigSpec(Spec, frozen=True, kw_only=True):
    """``spec`` of AlertmanagerConfig."""

    route: Route | None = None
    """The route that is added for this object's namespace."""
    receivers: Annotated[tuple[Receiver, ...], Items(kind="map", keys=("name",))] = ()
    """Whom alerts are sent to."""
    inhibit_rules: Annotated[tuple[InhibitRule, ...], Items(kind="atomic")] = ()
    """Which alerts mute others while they fire; as a rule both sides must come from this object's namespace."""
    mute_time_intervals: Annotated[tuple[MuteTimeInterval, ...], Items(kind="atomic")] = ()
    """Named time intervals that routes refer to."""


class AlertmanagerConfig(Kind, frozen=True, kw_only=True):
    """A part of an Alertmanager configuration that belongs to one namespace."""

    spec: AlertmanagerConfigSpec = AlertmanagerConfigSpec()
    """What is wanted."""
    status: ConfigurationStatus | None = None
    """What was observed."""
