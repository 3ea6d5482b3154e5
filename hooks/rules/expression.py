"""PromQL expressions (Prometheus documentation, "Querying basics"): what Prometheus would refuse, and nothing else.

The parser library knows the language as of one version and reads regular expressions as Rust does. So an expression is first brought into the
shape that it knows: string literals in double quotes, regular expressions judged by RE2 (Prometheus' own syntax) and then replaced, syntax that is
newer than the library replaced by what is of the same type.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import promql_parser
import re2  # type: ignore[import-untyped]  # it brings no types

from hooks.rules.dialect import BINOP_FILL_MODIFIERS, COMPUTED_DURATIONS, EXPERIMENTAL_FUNCTIONS, EXTENDED_RANGE_SELECTORS, HOLT_WINTERS, SMOOTHING, Dialect

_STRING_OR_COMMENT = re.compile(r"""(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)|(?P<comment>#[^\n]*)""", re.DOTALL)
_QUOTED = re.compile(r'("(?:[^"\\]|\\.)*")')
_ESCAPE = re.compile(r"\\(?:([abfnrtv\\'\"])|x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_NUMBER = re.compile(r"(?<![\w:.])\d\w*")
_NEWER_RANGE = re.compile(r"\[[^\[\]]*[-+*/%^(][^\[\]]*\]")
_NEWER_OFFSET = re.compile(r"\boffset\s+[-+]?\s*(?:\((?:[^()]|\([^()]*\))*\)|(?:step|range)\s*\(\s*\))", re.IGNORECASE)
_COMPUTED_RANGE = re.compile(r"[-*/%^(]|\w\s*\+")
_PLAIN_OFFSET = re.compile(r"offset\s+[-+]\s*\([\w\s.]*\)", re.IGNORECASE)
_NO_OFFSET = re.compile(r"\boffset\s+[-+]?\s*(?:0(?:ms|[smhdwy]))+(?!\w)", re.IGNORECASE)
"""An offset of nothing, which the library refuses."""
_DURATION_WORDS = re.compile(r"(?:\d[\w.]*|step|range|min_of|max_of|min|max|[-+*/%^(),:]|\s)+")
_NEWER_SELECTOR = re.compile(r"(?<=[\])}\w])\s+(?:anchored|smoothed)\b(?!\s*[({=])")
_RESERVED = re.compile(r"(?<![\w:.])(anchored|smoothed)(?![\w:.])")
"""Words that the library reserves and Prometheus takes as names of metrics."""
_FILL = re.compile(r"\b(?:fill|fill_left|fill_right)\s*\(", re.IGNORECASE)
_OR_OF_MATCHERS = re.compile(r'\{[^{}]*"\s*or\s[^{}]*\}', re.IGNORECASE)
_TRIM = re.compile(r"<\s*/|>\s*/")
_SMOOTHING = re.compile(rf"\b(?:{HOLT_WINTERS}|{SMOOTHING})(?=\s*\()")
_FIRST = "first_over_time"
_QUIET = re2.Options()
_QUIET.log_errors = False


class NotPromQL(ValueError):
    """The text says what is wrong and how to mend it."""


@lru_cache(maxsize=16384)
def problem(text: str, dialect: Dialect) -> str:
    """Why Prometheus would refuse the expression; empty where it would not."""
    try:
        _check(text, dialect)
    except (NotPromQL, ValueError) as error:
        return str(error)
    return ""


def _check(text: str, dialect: Dialect) -> None:
    if not text.strip():
        raise NotPromQL("there is no expression, write one")
    known = _known(text, dialect)
    parsed = _parsed(known)
    if EXPERIMENTAL_FUNCTIONS not in dialect.features:
        _check_stable(parsed, dialect)


def _known(text: str, dialect: Dialect) -> str:
    """The expression in the shape that the library knows."""
    plain = _STRING_OR_COMMENT.sub(lambda found: _literal(found, text), text)
    parts = _QUOTED.split(plain)
    _check_modifiers(parts[::2], dialect)
    # Ranges and offsets hold no strings, so what stands between two strings can be rewritten by itself.
    known = "".join(part if index % 2 else _older(_renamed(part, dialect)) for index, part in enumerate(parts))
    if _OR_OF_MATCHERS.search(known):
        raise NotPromQL('label matchers are joined by ",", not by "or"')
    return known


def _parsed(text: str) -> Any:
    """The library's tree. What makes the library itself break (a number that no duration can hold) is refused, too: Prometheus does not take it either."""
    try:
        return promql_parser.parse(text)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001  # a panic of the library is no Exception
        raise NotPromQL(str(error)) from None


def _check_stable(parsed: Any, dialect: Dialect) -> None:
    found: list[str] = []

    def visit(node: Any) -> None:
        if isinstance(node, promql_parser.Call) and (node.func.experimental or node.func.name == _FIRST):
            found.append(node.func.name)
        if isinstance(node, promql_parser.AggregateExpr) and str(node.op) in {"limitk", "limit_ratio"}:
            found.append(str(node.op))

    promql_parser.walk(parsed, visit)
    stable = {name for name, is_stable in ((SMOOTHING, HOLT_WINTERS in dialect.smoothing), (_FIRST, dialect.stable)) if is_stable}
    unwelcome = [name for name in found if name not in stable]
    if unwelcome:
        raise NotPromQL(f'the function "{unwelcome[0]}" is experimental, enable the feature {EXPERIMENTAL_FUNCTIONS}')


def is_matched(text: str, label: str, value: str) -> bool:
    """Whether every selector of an expression that has been checked has the matcher ``label="value"``."""
    free: list[Any] = []

    def visit(node: Any) -> None:
        selector = node.vector_selector if isinstance(node, promql_parser.MatrixSelector) else node
        if isinstance(selector, promql_parser.VectorSelector) and not any(
            (matcher.name, matcher.op, matcher.value) == (label, promql_parser.MatchOp.Equal, value) for matcher in selector.matchers.matchers
        ):
            free.append(selector)

    promql_parser.walk(promql_parser.parse(_known(text, Dialect())), visit)
    return not free


def _check_modifiers(parts: list[str], dialect: Dialect) -> None:
    for pattern, feature in ((_NEWER_SELECTOR, EXTENDED_RANGE_SELECTORS), (_FILL, BINOP_FILL_MODIFIERS)):
        found = next((found for part in parts if (found := pattern.search(part))), None)
        if found and feature not in dialect.features:
            raise NotPromQL(f'"{found[0].strip(" (")}" is experimental, enable the feature {feature}')
    computed = next((text for part in parts for text in _computed_durations(part)), "")
    if computed and not (dialect.stable or COMPUTED_DURATIONS in dialect.features):
        raise NotPromQL(f'the duration "{computed}" is computed, write its value or enable the feature {COMPUTED_DURATIONS}')


def _computed_durations(part: str) -> Iterator[str]:
    ranges = (found[0] for found in _NEWER_RANGE.finditer(part))
    yield from (text for text in ranges if _DURATION_WORDS.fullmatch(text[1:-1]) and _COMPUTED_RANGE.search(text))
    yield from (found[0] for found in _NEWER_OFFSET.finditer(part) if not _PLAIN_OFFSET.fullmatch(found[0]))


def _literal(found: re.Match[str], text: str) -> str:
    if found["comment"] is not None:
        return " "
    value = _value(found["string"])
    if text[: found.start()].rstrip()[-2:] not in {"=~", "!~"}:
        return json.dumps(value, ensure_ascii=False)
    try:
        expression = re2.compile(value, _QUIET)
    except re2.error as error:
        reason = error.args[0].decode(errors="replace") if isinstance(error.args[0], bytes) else str(error)
        raise NotPromQL(f'"{value}" is not a regular expression: {reason}') from None
    # Prometheus wants one matcher that cannot match the empty text, so that is what must be kept of the regular expression.
    return '".*"' if expression.fullmatch("") else '".+"'


def _value(literal: str) -> str:
    body = literal[1:-1]
    if literal[0] == "`":
        return body
    if re.search(r"\\", _ESCAPE.sub("", body)):
        raise NotPromQL(f"{literal} holds an unknown escape sequence, double the backslash or quote the text with backticks")
    return _ESCAPE.sub(_unescaped, body)


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return _ESCAPES.get(found[1], found[1])
    code = int(found[3], 8) if found[3] else int(found[2] or found[4] or found[5], 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def _renamed(part: str, dialect: Dialect) -> str:
    missing = next((found[0] for found in _SMOOTHING.finditer(part) if found[0] not in dialect.smoothing), "")
    if missing:
        raise NotPromQL(f'there is no function "{missing}" in this version, write {dialect.smoothing[0]}')
    return _SMOOTHING.sub(SMOOTHING, part)


def _older(part: str) -> str:
    part = _NEWER_RANGE.sub(_older_range, part)
    part = _NO_OFFSET.sub("offset 1m", _NEWER_OFFSET.sub("offset 1m", part))
    part = _NEWER_SELECTOR.sub("", part)
    part = _RESERVED.sub(r"\1_", part)
    part = _TRIM.sub("*", part)
    return _NUMBER.sub(lambda found: re.sub(r"(?<=[0-9a-fA-F])_(?=[0-9a-fA-F])", "", found[0]), part)


def _older_range(found: re.Match[str]) -> str:
    if not _DURATION_WORDS.fullmatch(found[0][1:-1]):
        return found[0]
    return "[1m:1m]" if ":" in found[0] else "[1m]"
