"""Numbers, durations and strings of PromQL: what is written → its value (Prometheus documentation, "Querying basics", "Literals")."""

import re

from hooks.durations import duration

_HEXADECIMAL = re.compile(r"0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*")
_OCTAL = re.compile(r"0[0-7]*(?:_[0-7]+)*")
_DECIMAL = re.compile(r"(?:[0-9]+(?:_[0-9]+)*\.?(?:[0-9]+(?:_[0-9]+)*)?|\.[0-9]+(?:_[0-9]+)*)(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?")
_ESCAPED = r"\\(?:[abfnrtv\\%s]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})"
_BODY = {quote: re.compile(rf"(?:[^\\]++|{_ESCAPED % quote})*+", re.DOTALL) for quote in "\"'"}
_ESCAPE = re.compile(r"\\(?:([0-7]{3})|x(..)|u(.{4})|U(.{8})|(.))", re.DOTALL)
_LETTERS = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}
_LARGEST = 2**63
REPLACEMENT = "\ufffd"
"""What stands for bytes that are no text: Prometheus takes it for such bytes."""


def number(text: str) -> float | None:
    """The value of a number as the lexer cut it out; None where it has none."""
    if text.lower() in {"inf", "nan"}:
        return float(text)
    if _HEXADECIMAL.fullmatch(text):
        value = int(text.replace("_", ""), 16)
        return float(value) if value < _LARGEST else None
    if _OCTAL.fullmatch(text) and len(text) > 1:
        value = int(text.replace("_", ""), 8)
        return float(value) if value < _LARGEST else float(text.replace("_", ""))
    value_of = float(text.replace("_", "")) if _DECIMAL.fullmatch(text) else None
    return None if value_of in {None, float("inf")} else value_of


def seconds(text: str) -> float | None:
    """The length of a duration (``1h30m``); None where it is none."""
    length = duration(text)
    return None if length is None else length.total_seconds()


def string(text: str) -> str | None:
    """The value of a string with its quotes; None where an escape sequence is unknown. A byte that belongs to no character is a lone surrogate."""
    body = text[1:-1]
    if REPLACEMENT in body or any("\ud800" <= char <= "\udfff" for char in body):
        return None
    if text[0] == "`" or "\\" not in body:
        return body
    if not _BODY[text[0]].fullmatch(body):
        return None
    try:
        return _ESCAPE.sub(_character, body.encode().decode("latin-1")).encode("latin-1").decode(errors="surrogateescape")
    except (ValueError, OverflowError):
        return None


def _character(found: re.Match[str]) -> str:
    """One escape sequence as the bytes that it stands for, each a character of Latin-1. ValueError: no character."""
    octal, byte, short, long, letter = found.groups()
    if octal or byte:
        return chr(int(octal, 8) if octal else int(byte, 16))
    if short or long:
        return chr(int(short or long, 16)).encode().decode("latin-1")
    return chr(_LETTERS[letter]) if letter in _LETTERS else str(letter)
