"""Whether a moment lies inside of a time interval of Alertmanager (its documentation, "Time interval")."""

import calendar
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from hooks.alertmanager_yaml.time_intervals import Range, TimeInterval, TimeIntervals, clock, days_of_month, months, weekdays, years


def holds(named: TimeIntervals, moment: datetime) -> bool:
    """Whether one of its intervals holds at ``moment``, which knows its offset. ValueError: its location is none that is known here."""
    return any(_holds(interval, moment) for interval in named.time_intervals)


def _holds(interval: TimeInterval, moment: datetime) -> bool:
    """Every part that is there has a range with the moment in it."""
    local = moment.astimezone(_zone(interval.location))
    minute, last = local.hour * 60 + local.minute, calendar.monthrange(local.year, local.month)[1]
    times = [clock(each.start_time or "", each.end_time or "") for each in interval.times or ()]
    return (
        (not times or any(isinstance(each, Range) and each.start <= minute < each.end for each in times))
        and _within(interval.weekdays, lambda text: weekdays(text, wrap=True), (local.weekday() + 1) % 7)
        and (not interval.days_of_month or any(_in_month(text, local.day, last) for text in interval.days_of_month))
        and _within(interval.months, months, local.month)
        and _within(interval.years, years, local.year)
    )


def _within(texts: Iterable[str] | None, read: Callable[[str], Range | str], value: int) -> bool:
    ranges = [found for text in texts or () if isinstance(found := read(text), Range)]
    return not texts or any(each.start <= value <= each.end if each.start <= each.end else not each.end < value < each.start for each in ranges)


def _in_month(text: str, day: int, last: int) -> bool:
    """Negative days count from the last day of the month; what begins after it never comes."""
    found = days_of_month(text)
    if not isinstance(found, Range):
        return False
    start, end = (each if each > 0 else last + each + 1 for each in found)
    return start <= day <= end


def _zone(location: str | None) -> tzinfo:
    """UTC unless a place is named."""
    try:
        return ZoneInfo(location) if location else UTC
    except (KeyError, ValueError, OSError):
        raise ValueError(f'there is no time zone "{location}" on this machine') from None
