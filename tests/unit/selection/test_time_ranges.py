import pytest

from hooks.errors import InvalidObject
from hooks.kinds.alertmanagerconfig import DayOfMonthRange, TimeRange
from hooks.selection import time_ranges
from hooks.selection.time_ranges import Range


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(time_ranges.months("March", "m"), Range(3, 3), id="one-month"),
        pytest.param(time_ranges.months("1:december", "m"), Range(1, 12), id="months"),
        pytest.param(time_ranges.weekdays("Sunday:saturday", "w"), Range(0, 6), id="the-week-starts-on-sunday"),
        pytest.param(time_ranges.years("2030", "y"), Range(2030, 2030), id="year"),
        pytest.param(time_ranges.times(TimeRange(start_time="09:30", end_time="24:00"), "t"), Range(570, 1440), id="the-last-minute-is-24-00"),
    ],
)
def test_ranges_are_read_as_numbers(found: Range, expected: Range) -> None:
    assert found == expected


@pytest.mark.parametrize(("start", "end"), [(1, 31), (-3, -1), (1, -1), (31, 31)])
def test_days_that_some_month_has_are_taken(start: int, end: int) -> None:
    time_ranges.days_of_month(DayOfMonthRange(start=start, end=end), "d")


@pytest.mark.parametrize(("start", "end"), [(0, 5), (1, 32), (-32, -1), (-5, 5), (20, 10), (-1, -5), (31, -28)])
def test_days_that_no_month_has_are_refused(start: int, end: int) -> None:
    with pytest.raises(InvalidObject):
        time_ranges.days_of_month(DayOfMonthRange(start=start, end=end), "d")


@pytest.mark.parametrize("text", ["", "0", "13", "march:january", "march:", "1:2:3", "märz"])
def test_what_is_no_range_of_months_is_refused(text: str) -> None:
    with pytest.raises(InvalidObject):
        time_ranges.months(text, "m")
