from hooks.prometheus_yaml.memo import Memo, Uses


def test_a_value_is_computed_once() -> None:
    memo: Memo[int] = Memo(2)
    calls: list[str] = []

    def compute() -> int:
        calls.append("computed")
        return 7

    assert [memo.value("a", compute), memo.value("a", compute), len(calls)] == [7, 7, 1]


def test_what_was_not_used_for_longest_is_forgotten_first() -> None:
    memo: Memo[str] = Memo(2)
    for key in ("a", "b", "a", "c"):
        memo.value(key, lambda: "old")
    assert [memo.value(key, lambda: "new") for key in ("a", "c", "b")] == ["old", "old", "new"]


def test_its_uses_are_counted() -> None:
    memo: Memo[int] = Memo(2)
    for key in ("a", "a", "b", "a"):
        memo.value(key, lambda: 1)
    assert memo.uses == Uses(hits=2, misses=2)
