"""The tables that the benchmark writes into the documents."""

from typing import Any

from bench.cluster.report import ratios, sizing
from bench.cluster.run import summary, table


def row(seconds: float, megabytes: float) -> dict[str, Any]:
    return {
        "first full configuration": seconds,
        "one added": summary([seconds, seconds * 3, None]),
        "MB per sync": 2.5,
        "MB at the peak": {"hooks": megabytes, "metacontroller": megabytes},
        "processor seconds until then": {"hooks": 4.2, "metacontroller": 3.0},
        "processor seconds a change": {"hooks": 0.1, "metacontroller": 0.2},
    }


RUN: dict[str, Any] = {
    "scenario": "monitors",
    "count": 1000,
    "rows": {"native": row(10.0, 100.0), "operator": {**row(20.0, 200.0), "MB at the peak": {"operator": 400.0}}},
}


def test_what_the_containers_need() -> None:
    assert list(sizing([RUN]))[2:] == ["| 1000 monitors | native | 2.5 MB | 100 MB | 100 MB | 4 s, 3 s | 0.10 s, 0.20 s |"]


def test_times_are_multiples_of_those_of_the_others() -> None:
    assert list(ratios([RUN]))[2:] == [
        "| 1000 monitors | first full configuration |  | 0.50 |  |  |",
        "| 1000 monitors | one added |  | 0.50 |  |  |",
        "| 1000 monitors | memory, hooks and Metacontroller together | | 0.50 | |  |",
    ]


def test_a_wait_that_was_given_up_is_printed_as_such() -> None:
    printed = table({"native": row(1.0, 1.0) | {"first full configuration": None, "one edited": summary([None])}})
    assert "first full configuration      not in time" in printed
    assert "2.00 / 3.00 (1 missed)" in printed
    assert "not in time / not in time (1 missed)" in printed
