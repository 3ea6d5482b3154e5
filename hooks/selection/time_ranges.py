"""Time ranges of an AlertmanagerConfig (Alertmanager documentation: ``<time_interval>``)."""

import re
from collections.abc import Callable
from typing import NamedTuple

from hooks.errors import InvalidObject
from hooks.kinds.alertmanagerconfig import DayOfMonthRange, TimeRange

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_WEEKDAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_CLOCK = re.compile("([01][0-9]|2[0-3]):([0-5][0-9])|(24):(00)")


class Range(NamedTuple):
    """Both ends, each of them inside: months from 1, weekdays from 0 (Sunday), minutes of the day."""

    start: int
    end: int


def months(text: str, path: str) -> Range:
    """``january:march`` or ``1:3``; a single month is a range of its own."""
    return _ascending(text, path, _month)


def weekdays(text: str, path: str) -> Range:
    """``monday:friday``."""
    return _ascending(text, path, _weekday)


def years(text: str, path: str) -> Range:
    """``2030:2050``."""
    return _ascending(text, path, _year)


def times(found: TimeRange, path: str) -> Range:
    """``09:00`` to ``17:30`` in minutes of the day; its last minute is 24:00."""
    start, end = _minutes(found.start_time or "", f"{path}.startTime"), _minutes(found.end_time or "", f"{path}.endTime")
    if start >= end:
        raise InvalidObject(f"{path}.endTime", f"{found.end_time} is not after {found.start_time}, split a range at midnight")
    return Range(start, end)


def days_of_month(found: DayOfMonthRange, path: str) -> None:
    """Days 1 to 31, or -31 to -1 counted from the end of the month; InvalidObject where no month has such a range."""
    start, end = found.start or 0, found.end or 0
    for day, name in ((start, "start"), (end, "end")):
        if not 1 <= abs(day) <= 31:
            raise InvalidObject(f"{path}.{name}", f"{day} is no day of a month, write 1 to 31, or -31 to -1 from its end")
    if start < 0 < end:
        raise InvalidObject(f"{path}.end", f"{end} counts from the start of the month but start from its end, write a negative day")
    if _earliest(start) > _earliest(end):
        raise InvalidObject(f"{path}.end", f"{end} is always before {start}, exchange them")


def _earliest(day: int) -> int:
    """Its position in the shortest month."""
    return day if day > 0 else 28 + day


def _ascending(text: str, path: str, number: Callable[[str, str], int]) -> Range:
    parts = text.split(":")
    if len(parts) > 2:
        raise InvalidObject(path, f'"{text}" has more than two ends, write start:end')
    found = Range(number(parts[0], path), number(parts[-1], path))
    if found.start > found.end:
        raise InvalidObject(path, f'"{text}" ends before it starts, exchange both ends or write two ranges')
    return found


def _month(text: str, path: str) -> int:
    if text.lower() in _MONTHS:
        return _MONTHS.index(text.lower()) + 1
    if re.fullmatch(r"\+?[0-9]{1,9}", text) and 1 <= int(text) <= 12:
        return int(text)
    raise InvalidObject(path, f'"{text}" is no month, write its English name or 1 to 12')


def _weekday(text: str, path: str) -> int:
    if text.lower() in _WEEKDAYS:
        return _WEEKDAYS.index(text.lower())
    if re.fullmatch(r"\+?[0-9]{1,9}", text) and int(text) <= 6:
        return int(text)
    raise InvalidObject(path, f'"{text}" is no weekday, write its English name')


def _year(text: str, path: str) -> int:
    if not re.fullmatch("[+-]?[0-9]{1,9}", text):
        raise InvalidObject(path, f'"{text}" is no year, write it like 2030')
    return int(text)


def _minutes(text: str, path: str) -> int:
    found = _CLOCK.fullmatch(text)
    if not found:
        raise InvalidObject(path, f'"{text}" is no time of day, write it like 09:30')
    return int(found[1] or found[3]) * 60 + int(found[2] or found[4])
