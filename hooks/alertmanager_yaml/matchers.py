"""Label matchers of Alertmanager, in the UTF-8 syntax and in the classic one that it falls back to (its documentation: "Label matchers")."""

import json
import re

from hooks.errors import InvalidObject
from hooks.selection import expressions

_UTF8_PART = r"""\s*(?P<name>"(?:[^"\\]|\\.)*"|[^\s{}!=~,\\"'`]+)\s*(?P<operator>=~|!~|!=|=)\s*(?P<value>"(?:[^"\\]|\\.)*"|[^\s{}!=~,\\"'`]+)\s*"""
_UTF8 = re.compile(_UTF8_PART, re.DOTALL)
_CLASSIC = re.compile(r'\s*(?P<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?P<operator>=~|=|!=|!~)\s*(?P<value>(?:[^"]|\\")*?"?|"(?:[^"\\]|\\.)*")\s*', re.DOTALL)

Matchers = tuple[tuple[str, str, str], ...]


def problem(text: str) -> str:
    """Why Alertmanager would refuse the matcher or the list of matchers; empty where it would not."""
    found = _utf8(text)
    if found is None:
        found = _classic(text)
    if found is None:
        return f"'{text}' is not a matcher, write it like severity=\"critical\""
    for _, operator, value in found:
        if operator in {"=~", "!~"}:
            try:
                expressions.check(value, "")
            except InvalidObject as error:
                return error.reason
    return ""


def parsed(text: str) -> Matchers:
    """(label, operator, value) of each matcher in a text that Alertmanager reads."""
    return tuple(_utf8(text) or _classic(text) or ())


def _utf8(text: str) -> Matchers | None:
    body = text.strip()
    if body.startswith("{") != body.endswith("}"):
        return None
    body = body[1:-1] if body.startswith("{") else body
    found: list[tuple[str, str, str]] = []
    position = 0
    while position < len(body):
        part = _UTF8.match(body, position)
        if part is None or (part.end() < len(body) and body[part.end()] != ","):
            return None
        found.append((_value(part["name"]), part["operator"], _value(part["value"])))
        position = part.end() + 1
    return tuple(found) if found or not body else None


def _classic(text: str) -> Matchers | None:
    body = text.strip()
    body = body.removeprefix("{")
    body = body[:-1] if body.endswith("}") and text.strip().startswith("{") else body
    parts = [part for part in re.findall(r'(?:[^",]|"(?:[^"\\]|\\.)*")+', body) if part.strip()]
    found = [_CLASSIC.fullmatch(part) for part in parts]
    if not found or not all(found):
        return None
    return tuple((part["name"], part["operator"], _value(part["value"])) for part in found if part)


def _value(text: str) -> str:
    if not text.startswith('"'):
        return text
    try:
        return str(json.loads(text, strict=False))
    except json.JSONDecodeError:
        return text[1:-1]
