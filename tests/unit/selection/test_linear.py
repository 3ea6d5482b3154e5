"""What strangers write is read in time that grows as the text does: each of these held a worker for seconds at a size that one object may have."""

import time
from collections.abc import Callable

import pytest

from hooks.findings import Finding
from hooks.selection import expressions, label_query
from hooks.sizes import size


def labels(text: str) -> list[Finding]:
    return list(label_query.malformed_labels(text, "spec.selector"))


@pytest.mark.parametrize(
    ("read", "text"),
    [
        pytest.param(size, "9" * 200_000, id="size-of-nines"),
        pytest.param(size, "9" * 200_000 + "GB", id="size-of-nines-with-a-unit"),
        pytest.param(labels, "," * 200_000, id="commas"),
        pytest.param(labels, "a," * 50_000 + "a", id="labels"),
        pytest.param(labels, "a in (" * 50_000, id="parentheses"),
        pytest.param(labels, " " * 100_000 + "!", id="spaces"),
        pytest.param(expressions.problem, r"\pL" * 20_000, id="classes-of-unicode"),
        pytest.param(expressions.problem, "a{1,10}" * 9_000, id="counts"),
        pytest.param(expressions.problem, "a{1,1000}" * 50, id="large-counts"),
        pytest.param(expressions.problem, "(" * 60_000, id="groups"),
        pytest.param(expressions.problem, "[" * 60_000, id="brackets"),
        pytest.param(expressions.problem, r"\Q" * 30_000, id="quotes"),
        pytest.param(expressions.problem, "(?P<" * 15_000, id="names"),
        pytest.param(expressions.problem, "{1," * 20_000, id="counts-that-do-not-end"),
    ],
)
def test_a_hundred_thousand_characters_take_no_time(read: Callable[[str], object], text: str) -> None:
    started = time.process_time()
    read(text)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(("text", "fits"), [("512MB", True), ("1.5GiB", True), (".5KB", True), ("5.MB", False), ("0", True), ("9EB", False), ("", False)])
def test_sizes(text: str, fits: bool) -> None:
    assert (size(text) is not None) == fits


@pytest.mark.parametrize(
    ("text", "fits"),
    [("app=web, tier in (a, b),!canary", True), ("a notin (b)", True), ("a", True), ("", True), ("a=b,,c", False), ("a in b", False), ("a in (b", False)],
)
def test_label_queries(text: str, fits: bool) -> None:
    assert (not labels(text)) == fits
