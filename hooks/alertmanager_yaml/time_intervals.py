"""Time intervals (Alertmanager documentation, "Time interval"): times of day, days, months, years, a place."""

import re
from collections.abc import Callable, Iterable
from typing import Annotated, NamedTuple

from hooks.alertmanager_yaml.fields import MonthRange, Text, Texts
from hooks.alertmanager_yaml.sections import Context, Findings, Part
from hooks.findings.alerting import BAD_TIME_INTERVAL
from hooks.versions import Since, since

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WEEKDAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_CLOCK = re.compile("([01][0-9]|2[0-3]):([0-5][0-9])|(24):(00)")
_BACKWARDS = "ends before it begins"
_NUMBER = re.compile("[+-]?[0-9]{1,18}")
_WEEKS_WRAP: Since = since("0.35.0")
"""Before it a range of weekdays could not reach over the end of the week."""
_MONTHS_COUNT: Since = since("0.35.0")
"""Before it nobody looked whether there is a thirteenth month."""


class Range(NamedTuple):
    """Both ends, each of them inside: months from 1, weekdays from 0 (Sunday), minutes of the day."""

    start: int
    end: int


def months(text: str, *, bounded: bool = True) -> Range | str:
    """``january:march`` or ``1:3``, a single month is a range of its own; or, as the rest of a sentence, what is wrong with it.

    Without ``bounded`` any number is one, as before the version that looks.
    """
    return _ascending(text, _month if bounded else _any_month, "a month like may or 5, or a range like 5:8")


def weekdays(text: str, *, wrap: bool = False) -> Range | str:
    """``monday:friday``; with ``wrap`` also ``friday:monday``."""
    return _ascending(text, _weekday, "a weekday like monday, or a range like monday:friday", wrap=wrap)


def years(text: str) -> Range | str:
    """``2030:2050``."""
    return _ascending(text, _number, "a year, or a range like 2030:2032")


def clock(start: str, end: str) -> Range | str:
    """``09:00`` to ``17:30`` in minutes of the day; its last minute is 24:00."""
    ends = [_minutes(text) for text in (start, end)]
    if ends[0] is None or ends[1] is None:
        return "needs two times of day, each like 08:30"
    return Range(ends[0], ends[1]) if ends[0] < ends[1] else f"{_BACKWARDS}, split a range at midnight"


def days_of_month(text: str) -> Range | str:
    """``1:7``; days count from the end of the month where they are negative."""
    found = _range(text, _day)
    if found is None:
        return "is not a day from 1 to 31 (from the end: -1 to -31), or a range like 1:7"
    if found.start < 0 < found.end or _earliest(found.start) > _earliest(found.end):
        return _BACKWARDS
    return found


def _ascending(text: str, number: Callable[[str], int | None], wanted: str, *, wrap: bool = False) -> Range | str:
    found = _range(text, number)
    if found is None:
        return f"is not {wanted}"
    return found if wrap or found.start <= found.end else _BACKWARDS


def _range(text: str, number: Callable[[str], int | None]) -> Range | None:
    ends = [number(part) for part in text.lower().split(":")[:3]]
    return None if len(ends) > 2 or ends[0] is None or ends[-1] is None else Range(ends[0], ends[-1])


def _month(text: str) -> int | None:
    return MONTHS.index(text) + 1 if text in MONTHS else _number(text, range(1, 13))


def _any_month(text: str) -> int | None:
    return MONTHS.index(text) + 1 if text in MONTHS else _number(text)


def _weekday(text: str) -> int | None:
    return WEEKDAYS.index(text) if text in WEEKDAYS else None


def _day(text: str) -> int | None:
    day = _number(text, range(-31, 32))
    return day or None


def _number(text: str, allowed: range | None = None) -> int | None:
    number = int(text) if _NUMBER.fullmatch(text) else None
    return number if number is None or allowed is None or number in allowed else None


def _earliest(day: int) -> int:
    """Its position in the shortest month."""
    return day if day > 0 else 28 + day


def _minutes(text: str) -> int | None:
    found = _CLOCK.fullmatch(text)
    return int(found[1] or found[3]) * 60 + int(found[2] or found[4]) if found else None


def numbered(text: str) -> str:
    """Names of months become numbers; what is no month stays, to be named by the judge."""
    return ":".join(str(MONTHS.index(end) + 1) if end in MONTHS else end for end in text.lower().split(":"))


_LOCATION = re.compile(r"(?:[A-Z][\w+-]*/){0,2}[A-Z][\w+-]*|localtime|posixrules", re.ASCII)
"""What names in the database look like. Whether there is one only the program knows, whose database is its own."""


class Times(Part, frozen=True, kw_only=True):
    """A span of a day, from ``00:00`` to ``24:00``."""

    start_time: Text = None
    end_time: Text = None

    def problems(self, context: Context) -> Findings:  # noqa: ARG002
        """Both ends, in their order."""
        found = clock(self.start_time or "", self.end_time or "")
        if isinstance(found, str):
            yield BAD_TIME_INTERVAL.at("", f"it {found}")


class TimeInterval(Part, frozen=True, kw_only=True):
    """One way to be inside of a named time interval."""

    times: tuple[Times, ...] | None = None
    weekdays: Texts = None
    days_of_month: Texts = None
    months: tuple[Annotated[str, MonthRange()], ...] | None = None
    years: Texts = None
    location: Annotated[Text, since("0.25.0")] = None

    def problems(self, context: Context) -> Findings:
        """Each range by itself."""
        wrap = context.reads(_WEEKS_WRAP)
        yield from _unreadable(context, "weekdays", self.weekdays, lambda text: weekdays(text, wrap=wrap))
        yield from _unreadable(context, "days_of_month", self.days_of_month, days_of_month)
        yield from _unreadable(context, "months", self.months, lambda text: months(text, bounded=context.reads(_MONTHS_COUNT)))
        yield from _unreadable(context, "years", self.years, years)
        if self.location and not _LOCATION.fullmatch(self.location):
            yield BAD_TIME_INTERVAL.at("location", f"{context.shown(self.location)} is no time zone", "write one of the IANA database, like Europe/Berlin")


def _unreadable(context: Context, field: str, texts: Iterable[str] | None, read: Callable[[str], Range | str]) -> Findings:
    for index, text in enumerate(texts or ()):
        found = read(text)
        if isinstance(found, str):
            yield BAD_TIME_INTERVAL.at(f"{field}[{index}]", f"{context.shown(text)} {found}")


class TimeIntervals(Part, frozen=True, kw_only=True):
    """``time_intervals[]`` and, by its older name, ``mute_time_intervals[]``."""

    name: str = ""
    time_intervals: tuple[TimeInterval, ...] = ()
