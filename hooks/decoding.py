"""JSON → typed objects, one at a time; what does not fit is told with its path and in words that users know."""

import re
from typing import TypeVar

import msgspec

from hooks.errors import InvalidObject
from hooks.findings.fields import TYPE

T = TypeVar("T")

LEVELS = 200
"""Levels of JSON: twice what any object of ours has."""
_STRUCTURE = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)

_PLACE = re.compile(r"(.*?)(?: - at `\$\.?(.*)`)?", re.DOTALL)
_TYPES = {"str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false", "array": "a list", "object": "a map", "null": "nothing"}
_QUOTED = re.compile(r"`([a-z| ]+)`")


def decoded(raw: bytes | msgspec.Raw, kind: type[T]) -> T:
    """The object in ``raw``; InvalidObject with the path of the first field that has the wrong type."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.MsgspecError as error:
        path, reason = mismatch(error)
        raise InvalidObject(TYPE.at(path, reason)) from None


def shallow(raw: bytes) -> bytes:
    """JSON in which null stands for whatever is nested deeper than anybody needs: one object among many must not make the rest unreadable."""
    kept: list[bytes] = []
    depth = start = 0
    for found in _STRUCTURE.finditer(raw):
        mark = found[0]
        if mark in (b"[", b"{"):
            depth += 1
            if depth == LEVELS + 1:
                kept.append(raw[start : found.start()])
        elif mark in (b"]", b"}"):
            if depth == LEVELS + 1:
                kept.append(b"null")
                start = found.end()
            depth -= 1
    return b"".join((*kept, raw[start:] if depth <= LEVELS else b""))


def mismatch(error: msgspec.MsgspecError) -> tuple[str, str]:
    """Path and reason of a decoding error: ``spec.endpoints[0].port``, ``expected a text, got a whole number``."""
    found = _PLACE.fullmatch(str(error))
    reason, path = (found[1], found[2] or "") if found else (str(error), "")
    words = _QUOTED.sub(_worded, reason)
    return path, words[:1].lower() + words[1:]


def _worded(found: re.Match[str]) -> str:
    """An absent field is always allowed, so ``null`` beside another type says nothing."""
    names = [name for name in found[1].split(" | ") if name != "null"] or ["null"]
    return " or ".join(_TYPES.get(name, f"`{name}`") for name in names)
