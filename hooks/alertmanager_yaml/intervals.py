"""Time intervals (Alertmanager documentation, "Time interval"): times of day, days, months, years, a place."""

import re
from collections.abc import Callable, Iterable

from hooks.alertmanager_yaml.model import TimeInterval, TimeIntervals
from hooks.errors import InvalidObject

DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")

_DAY_WANTED = "a day from 1 to 31 (from the end: -1 to -31), or a range like 1:7"

Parse = Callable[[str], int | None]


def check(named: TimeIntervals, path: str) -> None:
    """InvalidObject at the first part that Alertmanager cannot read."""
    for index, item in enumerate(named.time_intervals):
        here = f"{path}.time_intervals[{index}]"
        _check_times(item, here)
        _check_ranges(item.weekdays, _weekday, f"{here}.weekdays", "a weekday like monday, or a range like monday:friday")
        _check_ranges(item.days_of_month, _day_of_month, f"{here}.days_of_month", _DAY_WANTED, signed=True)
        _check_ranges(item.months, _month, f"{here}.months", "a month like may or 5, or a range like 5:8")
        _check_ranges(item.years, _year, f"{here}.years", "a year, or a range like 2030:2032")


def _check_times(item: TimeInterval, path: str) -> None:
    for index, times in enumerate(item.times or ()):
        start, end = times.start_time or "", times.end_time or ""
        if not _TIME.fullmatch(start) or not _TIME.fullmatch(end):
            raise InvalidObject(f"{path}.times[{index}]", "needs start_time and end_time, each like 08:30")
        if start >= end:
            raise InvalidObject(f"{path}.times[{index}]", "start_time must come before end_time")


def _check_ranges(texts: Iterable[str] | None, parse: Parse, path: str, wanted: str, *, signed: bool = False) -> None:
    for index, text in enumerate(texts or ()):
        ends = [parse(part) for part in text.lower().split(":")]
        if len(ends) > 2 or None in ends:
            raise InvalidObject(f"{path}[{index}]", f'"{text}" is not {wanted}')
        first, last = ends[0] or 0, ends[-1] or 0
        if first > last and not (signed and (first < 0) != (last < 0) and first > 0):
            raise InvalidObject(f"{path}[{index}]", f'"{text}" ends before it begins')
        if signed and (first < 0 < last or (last < 0 < first and last < first - 31)):
            raise InvalidObject(f"{path}[{index}]", f'"{text}" ends before it begins')


def _weekday(text: str) -> int | None:
    return DAYS.index(text) if text in DAYS else None


def _day_of_month(text: str) -> int | None:
    day = _number(text)
    return day if day and -31 <= day <= 31 else None


def _month(text: str) -> int | None:
    """A number; names have become numbers already, and Alertmanager does not look whether there is such a month."""
    return _number(text)


def _year(text: str) -> int | None:
    return _number(text)


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?\d+", text) else None
