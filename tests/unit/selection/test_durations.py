import pytest

from hooks.errors import InvalidObject
from hooks.selection.durations import milliseconds


@pytest.mark.parametrize(("text", "expected"), [("0", 0), ("30s", 30_000), ("1h30m", 5_400_000), ("500ms", 500), ("1y", 31_536_000_000), ("1w1d", 691_200_000)])
def test_durations_are_read_in_milliseconds(text: str, expected: int) -> None:
    assert milliseconds(text, "spec.x") == expected


@pytest.mark.parametrize("text", ["", "30", "1.5h", "30m1h", "-1s", "1 m", "٣s", "300y"])
def test_what_prometheus_refuses_is_no_duration(text: str) -> None:
    with pytest.raises(InvalidObject):
        milliseconds(text, "spec.x")
