"""Label matchers in braces (Prometheus documentation, "Instant vector selectors")."""

import re

import msgspec

from hooks.rules.promql.stream import Stream
from hooks.rules.promql.tokens import NotPromQL
from hooks.selection import expressions

_OPERATORS = ("=", "!=", "=~", "!~")
_LITERALS = re.compile(r"[^\\.+*?()\[\]{}^$]*+")
"""Texts joined by ``|``: Prometheus compiles no regular expression for them, so they may even hold bytes that are no text."""


class Matcher(msgspec.Struct, frozen=True):
    """``written`` is its text; a name in quotes alone is a matcher for ``__name__``."""

    name: str
    operator: str
    value: str
    written: str
    needs_text: bool
    """It takes no series whose label is empty or missing."""


def read(stream: Stream) -> tuple[Matcher, ...]:
    """What stands in the braces that come. NotPromQL: it is no list of matchers."""
    stream.take("{")
    found: list[Matcher] = []
    while stream.next.kind != "}":
        found.append(_matcher(stream))
        if stream.next.kind != "}":
            stream.take(",")
    stream.take("}")
    return tuple(found)


def _matcher(stream: Stream) -> Matcher:
    first = stream.next
    name = stream.string() if first.kind == "string" else stream.take("name").text
    if first.kind == "string" and stream.next.kind not in _OPERATORS:
        return Matcher("__name__", "=", name, first.text, needs_text=name != "")
    operator, second = stream.take(*_OPERATORS), stream.next
    value = stream.string()
    written = f"{first.text}{operator.kind}{second.text}"
    if operator.kind in {"=", "!="}:
        return Matcher(name, operator.kind, value, written, needs_text=(value != "") == (operator.kind == "="))
    if _LITERALS.fullmatch(value):
        return Matcher(name, operator.kind, value, written, needs_text=("" in value.split("|")) == (operator.kind == "!~"))
    problem = expressions.problem_alone(value)
    if problem:
        raise NotPromQL(second.start, f"it is no regular expression: {problem}, write it in RE2 syntax")
    return Matcher(name, operator.kind, value, written, needs_text=expressions.matches(value, "") == (operator.kind == "!~"))
