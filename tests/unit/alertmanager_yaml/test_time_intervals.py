"""Ranges of time intervals, as Alertmanager reads them."""

import pytest

from hooks.alertmanager_yaml import time_intervals
from hooks.alertmanager_yaml.time_intervals import Range


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        pytest.param(time_intervals.months("March"), Range(3, 3), id="one-month"),
        pytest.param(time_intervals.months("1:december"), Range(1, 12), id="months"),
        pytest.param(time_intervals.weekdays("Sunday:saturday"), Range(0, 6), id="the-week-starts-on-sunday"),
        pytest.param(time_intervals.weekdays("friday:monday", wrap=True), Range(5, 1), id="over-the-end-of-the-week"),
        pytest.param(time_intervals.years("2030"), Range(2030, 2030), id="year"),
        pytest.param(time_intervals.clock("09:30", "24:00"), Range(570, 1440), id="the-last-minute-is-24-00"),
        pytest.param(time_intervals.days_of_month("1:-1"), Range(1, -1), id="to-the-last-day"),
        pytest.param(time_intervals.days_of_month("-7:-1"), Range(-7, -1), id="the-last-days"),
    ],
)
def test_both_ends_are_inside(found: Range | str, wanted: Range) -> None:
    assert found == wanted


@pytest.mark.parametrize(
    "found",
    [
        *(pytest.param(time_intervals.months(text), id=f"months-{text}") for text in ("", "13", "0", "mai", "5:4", "1:2:3")),
        *(pytest.param(time_intervals.weekdays(text), id=f"weekdays-{text}") for text in ("", "mon", "1", "friday:monday", "monday:")),
        *(pytest.param(time_intervals.days_of_month(text), id=f"days-{text}") for text in ("0", "32", "-1:1", "5:4", "-1:-7", "30:-31", "1:2:3")),
        *(pytest.param(time_intervals.years(text), id=f"years-{text}") for text in ("", "x", "2032:2030")),
        *(
            pytest.param(time_intervals.clock(*ends), id="-".join(ends))
            for ends in (("9:30", "10:00"), ("10:00", "10:00"), ("22:00", "06:00"), ("00:00", "24:01"))
        ),
    ],
)
def test_what_is_no_range_is_told_as_the_rest_of_a_sentence(found: Range | str) -> None:
    assert isinstance(found, str)
