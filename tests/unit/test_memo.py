"""What is remembered, for how long, and what a memory costs at most."""

from typing import Any

import msgspec
import pytest

from hooks.memo import OVERHEAD, Memo, Uses, content

MONITOR: dict[str, Any] = {
    "metadata": {"uid": "u", "generation": 1, "labels": {"team": "web"}, "annotations": {"note": "a"}},
    "spec": {"endpoints": [{"port": "web"}]},
}


def room_for(count: int, size: int = 0) -> int:
    return count * (OVERHEAD + size)


def test_a_value_is_computed_once() -> None:
    memo: Memo[int] = Memo(room_for(2), lambda _: 0)
    calls: list[str] = []

    def compute() -> int:
        calls.append("computed")
        return 7

    assert [memo.value("a", 1, compute), memo.value("a", 1, compute), len(calls)] == [7, 7, 1]


def test_a_name_keeps_its_newest_value_alone() -> None:
    memo: Memo[str] = Memo(room_for(3, 1000), len)
    for version in range(370):
        memo.value("rewritten", version, lambda: "x" * 1000)
        memo.value("other", 0, lambda: "once")
    assert memo.bytes == room_for(1, 1000) + room_for(1, 4)
    assert memo.value("other", 0, lambda: "again") == "once"


def test_what_was_not_used_for_longest_is_forgotten_first() -> None:
    memo: Memo[str] = Memo(room_for(2, 3), len)
    for name in ("a", "b", "a", "c"):
        memo.value(name, 0, lambda: "old")
    assert [memo.value(name, 0, lambda: "new") for name in ("a", "c", "b")] == ["old", "old", "new"]


def test_what_has_no_room_is_not_kept() -> None:
    memo: Memo[str] = Memo(room_for(1, 10), len)
    assert (memo.value("large", 0, lambda: "x" * 11), memo.bytes) == ("x" * 11, 0)


def test_its_uses_are_counted() -> None:
    memo: Memo[int] = Memo(room_for(2), lambda _: 0)
    for name in ("a", "a", "b", "a"):
        memo.value(name, 0, lambda: 1)
    assert memo.uses == Uses(hits=2, misses=2)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        pytest.param({"status": {"conditions": [{"type": "Accepted"}]}}, True, id="a-status"),
        pytest.param({"metadata": {**MONITOR["metadata"], "resourceVersion": "7", "managedFields": [{"manager": "a"}]}}, True, id="what-the-server-writes"),
        pytest.param({"metadata": {**MONITOR["metadata"], "generation": 2}}, False, id="a-generation"),
        pytest.param({"metadata": {**MONITOR["metadata"], "uid": "v"}}, False, id="another-object"),
        pytest.param({"metadata": {**MONITOR["metadata"], "labels": {"team": "db"}}}, False, id="a-label"),
        pytest.param({"metadata": {**MONITOR["metadata"], "annotations": {}}}, False, id="an-annotation"),
        pytest.param({"metadata": {**MONITOR["metadata"], "ownerReferences": [{"uid": "w"}]}}, False, id="an-owner"),
        pytest.param({"spec": {"endpoints": []}}, False, id="its-spec"),
        pytest.param({"data": {"user": "bWU="}}, False, id="a-value-of-a-secret"),
    ],
)
def test_what_decides_in_an_object(change: dict[str, object], same: bool) -> None:
    before, after = (content(msgspec.json.encode(each)) for each in (MONITOR, {**MONITOR, **change}))
    assert (before == after) == same


def test_what_is_no_object_decides_as_a_whole() -> None:
    assert content(b'{"metadata": 1, "status": 1}') != content(b'{"metadata": 1, "status": 2}')
