"""PromQL as tokens. What a character means depends on the brackets around it, as it does for Prometheus."""

import re
from collections.abc import Iterator

import msgspec

from hooks.rules.promql.functions import AGGREGATIONS

END = "the end"
_FILLS = frozenset(["fill", "fill_left", "fill_right"])
"""Words that are names unless a parenthesis follows."""
DURATION_WORDS = frozenset(["step", "range", "max_of", "min_of"])
_OPERATORS = frozenset(["and", "or", "unless", "atan2"])
_MODIFIERS = frozenset(["offset", "smoothed", "anchored", "by", "without", "on", "ignoring", "group_left", "group_right", "bool", "start", "end"])
KEYWORDS = AGGREGATIONS | _OPERATORS | _MODIFIERS | DURATION_WORDS | _FILLS

_BLANK = r"(?P<blank>[ \t\n\r]++)|(?P<comment>\#[^\r\n]*+)"
_QUOTED = r"""(?P<string>"(?:[^"\\\n]++|\\[^\n])*+"|'(?:[^'\\\n]++|\\[^\n])*+'|`[^`]*+`)"""
_OUTSIDE = re.compile(rf"{_BLANK}|{_QUOTED}|(?P<digit>\.?[0-9])|(?P<word>[A-Za-z_:][A-Za-z0-9_:]*+)|(?P<mark>==|!=|<=|</|<|>=|>/|>|[-+*/%^,()\[\]{{}}@])")
_IN_BRACES = re.compile(rf"{_BLANK}|{_QUOTED}|(?P<word>[A-Za-z_][A-Za-z0-9_]*+)|(?P<mark>=~|!~|!=|=|,|}})")
_IN_BRACKETS = re.compile(rf"{_BLANK}|(?P<digit>\.?[0-9])|(?P<word>[A-Za-z_]++)|(?P<mark>[-+*/%^,():\]])")
_PARENTHESIS = re.compile(r"[ \t\n\r]*+\(")
_WORD = re.compile(r"[A-Za-z0-9_]")
_DECIMAL, _HEXADECIMAL = "0123456789", "0123456789abcdefABCDEF"
_NUMBER_START = {False: re.compile(r"\.?[0-9]?"), True: re.compile(r"0[xX]_?\.?[0-9a-fA-F]?")}
_NEVER_AFTER = frozenset(["", ".", "_", "e", "E"])
"""What cannot follow the ``e`` or the ``_`` of a number."""
_DURATION_REST = re.compile(r"[smhdwy]s?(?:[0-9]++[smhdw]s?)*+(?![A-Za-z0-9_])")


class NotPromQL(ValueError):
    """``position`` counts characters from the beginning of the expression."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(reason)
        self.position, self.reason = position, reason


class Token(msgspec.Struct, frozen=True):
    """``kind``: ``name``, ``metric`` (a name with a colon), ``number``, ``duration``, ``string``, ``blank``, ``END``, a keyword in lower case, or a mark."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the text behind it begins."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """All of ``text``, blanks and comments included, and ``END``. NotPromQL: something has no meaning where it stands."""
    position, pattern, counted = 0, _OUTSIDE, False
    while position < len(text):
        found = pattern.match(text, position)
        if found is None or (found["comment"] and pattern is _IN_BRACKETS and not counted):
            raise NotPromQL(position, _unexpected(text[position]))
        token = _token(found, text, pattern)
        yield token
        position = found.end() if found.lastgroup != "digit" else token.end
        if pattern is _IN_BRACKETS:
            counted = counted or token.kind in {"number", "duration"}
        if token.kind in _PATTERNS:
            pattern, counted = _PATTERNS[token.kind], False
    if pattern is not _OUTSIDE:
        raise NotPromQL(len(text), "a bracket or brace is not closed")
    yield Token(END, "", len(text))


_PATTERNS = {"{": _IN_BRACES, "}": _OUTSIDE, "[": _IN_BRACKETS, "]": _OUTSIDE}


def _token(found: re.Match[str], text: str, pattern: re.Pattern[str]) -> Token:
    start, content = found.start(), found[0]
    if found.lastgroup in {"blank", "comment"}:
        return Token("blank", content, start)
    if found.lastgroup == "digit":
        return _number(text, start)
    if found.lastgroup != "word":
        return Token("string" if found.lastgroup == "string" else content, content, start)
    return Token(_kind(content, text, found.end(), pattern), content, start)


def _kind(word: str, text: str, end: int, pattern: re.Pattern[str]) -> str:
    lower = word.lower()
    if pattern is _IN_BRACES:
        return "name"
    if pattern is _IN_BRACKETS:
        if lower not in DURATION_WORDS:
            raise NotPromQL(end - len(word), _unexpected(word))
        return lower
    if lower in {"inf", "nan"}:
        return "number"
    if lower in KEYWORDS and not (lower in _FILLS and not _PARENTHESIS.match(text, end)):
        return lower
    return "metric" if ":" in word else "name"


def _number(text: str, start: int) -> Token:
    end, whole = _number_end(text, start)
    if whole:
        return Token("number", text[start:end], start)
    rest = _DURATION_REST.match(text, end)
    if rest is None:
        raise NotPromQL(start, f'"{text[start : end + 1][:40]}" is neither a number nor a duration')
    return Token("duration", text[start : rest.end()], start)


def _number_end(text: str, start: int) -> tuple[int, bool]:
    """Where the characters of a number end, and whether they can be one; whether they have a value is another question."""
    hexadecimal = text[start : start + 2].lower() == "0x"
    digits = _HEXADECIMAL if hexadecimal else _DECIMAL
    position = _NUMBER_START[hexadecimal].match(text, start).end()  # type: ignore[union-attr]  # it matches anything
    dotted = exponent = False
    while (char := text[position : position + 1]) and char in digits + "._eE":
        position += 1
        following = text[position : position + 1]
        if char == ".":
            if dotted or hexadecimal or following in {"_", "."}:
                return position, False
            dotted = True
        elif char in "eE":
            position += following in {"+", "-"}
            if exponent or text[position : position + 1] in _NEVER_AFTER:
                return position, False
            exponent = True
        elif char == "_":
            if following in _NEVER_AFTER:
                return position, False
        else:
            while text[position : position + 1] and text[position] in digits:
                position += 1
    return position, not _WORD.match(text, position)


def _unexpected(text: str) -> str:
    return f'"{text}" has no meaning here' if text.isprintable() else f"the character U+{ord(text[0]):04X} has no meaning here"
