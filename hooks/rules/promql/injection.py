"""A label matcher put into every selector of an expression."""

import json
import re

from hooks.rules.promql.grammar import Selector, read
from hooks.rules.promql.matchers import Matcher
from hooks.rules.promql.tokens import NotPromQL, tokens

_PLAIN_NAME = re.compile(r"[a-zA-Z_]\w*", re.ASCII)


def injected(text: str, label: str, value: str) -> str:
    """``text`` with ``label="value"`` in every selector, in place of matchers for ``label``; comments are left out. NotPromQL: it cannot be had so.

    What comes out has been read again: every selector of it has the matcher, exactly once.
    """
    found = read(text)
    if found.implicit_info:
        raise NotPromQL(0, "info() without label matchers reads the series of every namespace, name the labels that it adds")
    parts, position = [], 0
    for selector in found.selectors:
        parts += [_without_comments(text, position, selector.start), _printed(selector, label, value)]
        position = selector.end
    written = "".join([*parts, _without_comments(text, position, len(text))])
    again = read(written).selectors
    if len(again) != len(found.selectors) or not all(is_matched(selector, label, value) for selector in again):
        raise NotPromQL(0, "a selector cannot be found, write it in a simpler way")
    return written


def is_matched(selector: Selector, label: str, value: str) -> bool:
    """Whether the only matcher for ``label`` wants just ``value``."""
    return [(matcher.operator, matcher.value) for matcher in selector.matchers if matcher.name == label] == [("=", value)]


def _printed(selector: Selector, label: str, value: str) -> str:
    name = label if _PLAIN_NAME.fullmatch(label) else json.dumps(label, ensure_ascii=False)
    kept = [matcher.written for matcher in selector.matchers if not _replaced(matcher, label)]
    return f"{selector.name}{{{','.join([*kept, f'{name}={json.dumps(value, ensure_ascii=False)}'])}}}"


def _replaced(matcher: Matcher, label: str) -> bool:
    return matcher.name == label


def _without_comments(text: str, start: int, end: int) -> str:
    """A comment ends with its line; what a reader takes for a line is a question that is better not asked twice."""
    return "".join(" " if token.text.startswith("#") and token.kind == "blank" else token.text for token in tokens(text[start:end]))
