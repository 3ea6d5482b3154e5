"""What Alertmanager sends of some alerts: groups, inhibition, time intervals. tests/local asks a real one the same."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from hooks.alertmanager_yaml.time_intervals import TimeInterval, TimeIntervals, Times
from hooks.cli.calendar import holds
from hooks.cli.notifications import notifications

CONFIG = """
route:
  receiver: default
  group_by: [alertname]
  routes:
  - {matchers: [team="web"], receiver: web, continue: true, mute_time_intervals: [nights]}
  - {matchers: [severity="page"], receiver: page, group_by: ['...'], active_time_intervals: [work]}
inhibit_rules:
- {source_matchers: [severity="page"], target_matchers: ['severity=~"page|warn"'], equal: [cluster]}
receivers: [{name: default}, {name: web}, {name: page}]
mute_time_intervals:
- {name: nights, time_intervals: [{times: [{start_time: 22:00, end_time: "24:00"}]}, {times: [{start_time: "00:00", end_time: "06:00"}]}]}
time_intervals:
- {name: work, time_intervals: [{weekdays: [monday:friday]}]}
"""
NOON, NIGHT, SUNDAY = datetime(2026, 1, 5, 12, tzinfo=UTC), datetime(2026, 1, 5, 23, tzinfo=UTC), datetime(2026, 1, 4, 12, tzinfo=UTC)


def sent(*alerts: str, at: datetime | None = None) -> list[tuple[str, int]]:
    """Receivers, and how many alerts the message has; an alert is written ``name severity team cluster``."""
    names = ("alertname", "severity", "team", "cluster")
    firing = [{name: value for name, value in zip(names, alert.split(), strict=False) if value != "-"} for alert in alerts]
    return [(each.receiver, len(each.alerts)) for each in notifications(CONFIG, firing, at)]


@pytest.mark.parametrize(
    ("alerts", "at", "expected"),
    [
        pytest.param(["Down info", "Down info data", "Slow info"], None, [("default", 2), ("default", 1)], id="one-message-for-each-group"),
        pytest.param(["Down page web a", "Down page web b"], NOON, [("web", 2), ("page", 1), ("page", 1)], id="a-group-for-each-alert-where-all-labels-count"),
        pytest.param(["Down info web"], NIGHT, [], id="muted-in-the-night"),
        pytest.param(["Down info web"], None, [("web", 1)], id="without-a-moment-nothing-is-muted"),
        pytest.param(["Down page"], SUNDAY, [], id="outside-of-the-active-times"),
        pytest.param(["Down page - a", "Slow warn - a", "Slow warn - b"], NOON, [("default", 1), ("page", 1)], id="inhibited-in-the-same-cluster-only"),
        pytest.param(["Down page - a", "Slow page - a"], NOON, [("page", 1), ("page", 1)], id="a-source-is-not-inhibited-by-its-like"),
        pytest.param(["Down page", "Slow warn"], NOON, [("page", 1)], id="labels-that-are-not-there-are-equal"),
    ],
)
def test_what_is_sent(alerts: list[str], at: datetime | None, expected: list[tuple[str, int]]) -> None:
    assert sent(*alerts, at=at) == expected


def local(hours: int) -> timezone:
    return timezone(timedelta(hours=hours))


@pytest.mark.parametrize(
    ("interval", "moment", "inside"),
    [
        (TimeInterval(times=(Times(start_time="09:00", end_time="17:00"),)), datetime(2026, 1, 5, 9, 0, tzinfo=UTC), True),
        (TimeInterval(times=(Times(start_time="09:00", end_time="17:00"),)), datetime(2026, 1, 5, 17, 0, tzinfo=UTC), False),
        (TimeInterval(times=(Times(start_time="09:00", end_time="17:00"),)), datetime(2026, 1, 5, 9, 0, tzinfo=local(2)), False),
        (TimeInterval(times=(Times(start_time="00:00", end_time="24:00"),)), datetime(2026, 1, 5, 23, 59, tzinfo=UTC), True),
        (TimeInterval(weekdays=("friday:monday",)), datetime(2026, 1, 4, tzinfo=UTC), True),
        (TimeInterval(weekdays=("friday:monday",)), datetime(2026, 1, 6, tzinfo=UTC), False),
        (TimeInterval(days_of_month=("-1",)), datetime(2028, 2, 29, tzinfo=UTC), True),
        (TimeInterval(days_of_month=("-7:-1",)), datetime(2026, 2, 21, tzinfo=UTC), False),
        (TimeInterval(days_of_month=("30:31",)), datetime(2026, 2, 28, tzinfo=UTC), False),
        (TimeInterval(days_of_month=("25:31",)), datetime(2026, 2, 28, tzinfo=UTC), True),
        (TimeInterval(months=("11:12",), years=("2026",)), datetime(2026, 12, 31, tzinfo=UTC), True),
        (TimeInterval(months=("11:12",), years=("2025",)), datetime(2026, 12, 31, tzinfo=UTC), False),
        (TimeInterval(weekdays=("monday",), location="Pacific/Auckland"), datetime(2026, 1, 4, 18, tzinfo=UTC), True),
    ],
)
def test_time_intervals(interval: TimeInterval, moment: datetime, inside: bool) -> None:
    assert holds(TimeIntervals(name="x", time_intervals=(interval,)), moment) is inside


def test_a_time_zone_that_is_not_known_is_said() -> None:
    with pytest.raises(ValueError, match='no time zone "Mars/Olympus"'):
        holds(TimeIntervals(name="x", time_intervals=(TimeInterval(location="Mars/Olympus"),)), NOON)
