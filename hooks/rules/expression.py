"""PromQL expressions as one workload takes them: read (hooks/rules/promql), then held against what its version and flags know."""

import re
from collections.abc import Iterator

from hooks.rules import promql
from hooks.rules.dialect import (
    BINOP_FILL_MODIFIERS,
    COMPUTED_DURATIONS,
    EXPERIMENTAL_FUNCTIONS,
    EXTENDED_RANGE_SELECTORS,
    HOLT_WINTERS,
    SMOOTHING,
    Dialect,
)
from hooks.rules.promql.functions import EXPERIMENTAL_AGGREGATIONS, FUNCTIONS

_POSITION = re.compile(r"(\d+):(\d+): ")
_WORD = re.compile(r"\w+|\S")
_FIRST = "first_over_time"
_EXPERIMENTS = sorted({_FIRST, "anchored", "smoothed", *EXPERIMENTAL_AGGREGATIONS, *(name for name, function in FUNCTIONS.items() if function.experimental)})
_CHANGING = re.compile(rf"\b(?:{'|'.join(_EXPERIMENTS)}|fill(?:_left|_right)?)\b|\[[^]]*[^]\w\s.:]|\boffset\b(?!\s*[-+]?\s*[\d.])|#", re.IGNORECASE)
"""Without one of these an expression means the same to every version: words, what is computed in brackets or behind ``offset``, and comments, where
anything may stand between two words. Most expressions have none, and need not be read for this."""


def problem(text: str) -> str:
    """Why Prometheus would refuse the expression, with line and column in front; empty where it would not."""
    try:
        promql.read(text)
    except promql.NotPromQL as error:
        return f"{_place(text, error.position)}: {error.reason}"
    return ""


def unknown(text: str, dialect: Dialect) -> str:
    """What the workload's version and flags do not know of an expression that the newest Prometheus takes; empty where there is nothing."""
    if not _CHANGING.search(text):
        return ""
    try:
        return next(_unknown(promql.read(text), dialect), "")
    except promql.NotPromQL:
        return ""


def place(text: str, problem: str) -> tuple[int, int]:
    """The characters of an expression that a problem with line and column means: up to the next blank. All of it for other problems."""
    found = _POSITION.match(problem)
    if found is None:
        return 0, len(text)
    start = len("".join(text.splitlines(keepends=True)[: int(found[1]) - 1])) + int(found[2]) - 1
    word = _WORD.match(text, min(start, len(text)))
    return start, word.end() if word else start + 1


def _place(text: str, position: int) -> str:
    """Line and column, as Prometheus counts them."""
    before = text[:position]
    return f"{before.count(chr(10)) + 1}:{position - before.rfind(chr(10))}"


def _unknown(found: promql.Expression, dialect: Dialect) -> Iterator[str]:
    for name in found.functions:
        if name in {HOLT_WINTERS, SMOOTHING} and name not in dialect.smoothing:
            yield f'there is no function "{name}" in this version, write {dialect.smoothing[0]}'
        if _is_experimental(name, dialect) and EXPERIMENTAL_FUNCTIONS not in dialect.features:
            yield f'the function "{name}" is experimental, enable the feature {EXPERIMENTAL_FUNCTIONS}'
    for modifier in found.modifiers:
        feature = EXTENDED_RANGE_SELECTORS if modifier in {"anchored", "smoothed"} else BINOP_FILL_MODIFIERS
        stable = dialect.extended and feature == EXTENDED_RANGE_SELECTORS
        if not stable and feature not in dialect.features:
            yield f'"{modifier}" is experimental, enable the feature {feature}'
    if found.computed and not (dialect.stable or COMPUTED_DURATIONS in dialect.features):
        yield f'the duration "{found.computed[0][:80]}" is computed, write its value or enable the feature {COMPUTED_DURATIONS}'


def _is_experimental(name: str, dialect: Dialect) -> bool:
    if name == _FIRST:
        return not dialect.stable
    if name == HOLT_WINTERS or (name == SMOOTHING and HOLT_WINTERS in dialect.smoothing):
        return False
    return name in EXPERIMENTAL_AGGREGATIONS or FUNCTIONS[name].experimental
