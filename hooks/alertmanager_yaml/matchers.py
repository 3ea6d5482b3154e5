"""Matchers of Alertmanager, in the UTF-8 syntax and in the classic one that it falls back to (its documentation: "Label matchers").

Texts are read from left to right, each character once: they may be long, and strangers write them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hooks.selection import expressions

_SPACE = "\\t\\n\\v\\f\\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_TOKEN = re.compile(rf"""(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<operator>=~|!~|!=|=)|(?P<mark>[{{}},])|(?P<word>[^{_SPACE}{{}}!=~,\\"'`]+)|[{_SPACE}]+""", re.DOTALL)
_ESCAPE = re.compile(r"""\\(?:[abfnrtv\\"]|x[0-9A-Fa-f]{2}|[0-3][0-7]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})""")
_SIMPLE = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92, '"': 34}
_ASCII_SPACE = "\t\n\f\r "
_CLASSIC = re.compile(f"[{_ASCII_SPACE}]*([a-zA-Z_:][a-zA-Z0-9_:]*)[{_ASCII_SPACE}]*(=~|=|!=|!~)")
_UNESCAPED = {"\\n": "\n", '\\"': '"', "\\\\": "\\"}

Matcher = tuple[str, str, str]
"""Label, operator, value."""


class Syntax(NamedTuple):
    """What a version knows."""

    utf8: bool = True
    """The newer syntax."""
    named_groups: bool = True
    """``(?<name>…)`` in regular expressions."""

    def problem(self, text: str) -> str | None:
        """The part (``name`` or ``value``) because of which Alertmanager would refuse the matcher, or the list of matchers; ``None`` where it would not."""
        problems = [self._problem(read(text)) for read in ((_utf8, _classic) if self.utf8 else (_classic,))]
        return None if None in problems else max(filter(None, problems))

    def _problem(self, found: list[Matcher] | None) -> str | None:
        if found is None:
            return "name"
        patterns = (value for _, operator, value in found if operator in {"=~", "!~"})
        return None if all(map(self.is_expression, patterns)) else "value"

    def is_expression(self, text: str) -> bool:
        """Whether Go's ``regexp`` could compile it."""
        return not expressions.problem(text) and (self.named_groups or "(?<" not in text)


def parsed(text: str) -> tuple[Matcher, ...]:
    """The matchers in a text that Alertmanager reads; where its two syntaxes disagree, the classic one counts."""
    found = _classic(text)
    return tuple(found if found is not None else _utf8(text) or ())


def _utf8(text: str) -> list[Matcher] | None:
    tokens = list(_tokens(text))
    if None in tokens:
        return None
    kinds = "".join(token[0] for token in tokens if token)
    braces = kinds.startswith("{")
    if braces != kinds.endswith("}") or (braces and len(kinds) < 2):
        return None
    inner = kinds[1:-1] if braces else kinds
    if not re.fullmatch("(?:[qw]o[qw],)*(?:[qw]o[qw])?", inner):
        return None
    values = [token[1] for token in tokens if token and token[0] in "qwo"]
    return list(zip(values[::3], values[1::3], values[2::3], strict=True))


def _tokens(text: str) -> Iterator[tuple[str, str] | None]:
    """(kind, text) of each token; ``None`` where there is none."""
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            yield None
            return
        position = found.end()
        if found["quoted"]:
            value = _unquoted(found["quoted"])
            yield None if value is None else ("q", value)
        elif found["operator"]:
            yield "o", found["operator"]
        elif found["mark"]:
            yield found["mark"], found["mark"]
        elif found["word"]:
            yield "w", found["word"]


def _unquoted(text: str) -> str | None:
    """A string in double quotes as Go reads it; ``None`` where it does not, or where the bytes are no UTF-8."""
    body = text[1:-1]
    if "\n" in body or "\\" in _ESCAPE.sub("", body):
        return None
    parts, position = bytearray(), 0
    try:
        for escape in _ESCAPE.finditer(body):
            parts += body[position : escape.start()].encode() + _bytes(escape[0][1:])
            position = escape.end()
        return (bytes(parts) + body[position:].encode()).decode()
    except (UnicodeError, ValueError, OverflowError):
        return None


def _bytes(escape: str) -> bytes:
    if escape in _SIMPLE:
        return bytes([_SIMPLE[escape]])
    if escape[0] in "uU":
        return chr(int(escape[1:], 16)).encode()
    return bytes([int(escape[1:], 16) if escape[0] == "x" else int(escape, 8)])


def _classic(text: str) -> list[Matcher] | None:
    body = text.removeprefix("{").removesuffix("}")
    found = [_classic_matcher(part) for part in _classic_parts(body)]
    return None if None in found else [each for each in found if each]


def _classic_parts(body: str) -> Iterator[str]:
    """The text between commas that stand outside of quotes; what is empty behind the last comma does not count."""
    start, inside, escaped = 0, False, False
    for position, char in enumerate(body):
        if char == ",":
            if not inside:
                yield body[start:position]
                start = position + 1
        elif char == '"':
            inside, escaped = inside == escaped, False
        else:
            escaped = char == "\\" and not escaped
    if rest := body[start:].strip():
        yield rest


def _classic_matcher(text: str) -> Matcher | None:
    found = _CLASSIC.match(text)
    if found is None:
        return None
    value = _classic_value(text[found.end() :].strip(_ASCII_SPACE))
    return None if value is None else (found[1], found[2], value)


def _classic_value(text: str) -> str | None:
    quotes = text.startswith('"')
    units = re.findall(r"\\.|.", text[1:] if quotes else text, re.DOTALL)
    if quotes and units[-1:] != ['"']:
        return None
    plain = units[:-1] if quotes else units
    return None if '"' in plain else "".join(_UNESCAPED.get(unit, unit) for unit in plain)
