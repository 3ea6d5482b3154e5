"""A template as tokens: the text between actions, and what stands inside ``{{ }}`` (Go documentation, text/template, "Text and spaces", "Actions")."""

import re
from collections.abc import Iterator

import msgspec

KEYWORDS = frozenset(["block", "break", "continue", "define", "else", "end", "if", "nil", "range", "template", "with"])

_LEFT = re.compile(r"\{\{(?P<trim>-(?=[ \t\r\n]))?(?:(?<=-)[ \t\r\n])?(?P<comment>/\*)?")
_RIGHT = re.compile(r"(?:[ \t\r\n]-)?\}\}")
_END = r"(?=[ \t\r\n.,|:()]|\}\}|\Z)"
_DIGITS = r"[0-9_]*+"
_NUMBER = (
    r"[-+]?+(?:0[xX][0-9a-fA-F_]*+(?:\.[0-9a-fA-F_]*+)?+(?:[pP][-+]?+[0-9_]*+)?+|0[oO][0-7_]*+(?:\.[0-7_]*+)?+|0[bB][01_]*+(?:\.[01_]*+)?+"
    rf"|(?!0[xXoObB]){_DIGITS}(?:\.{_DIGITS})?+(?:[eE][-+]?+{_DIGITS})?+)i?+(?!\w)"
)
"""It never takes less than there is: what is left over would be read as something else."""
_TOKEN = re.compile(
    rf"""(?P<space>[ \t\r\n]+?(?=[ \t\r\n]-\}}\}})|[ \t\r\n]++)|(?P<declare>:=)|(?P<assign>=)|(?P<pipe>\|)|(?P<open>\()|(?P<close>\))
    |(?P<string>"(?:[^"\\\n]++|\\[^\n])*+"|`[^`]*+`)|(?P<char>'(?:[^'\\\n]++|\\[^\n])*+')|(?P<variable>\$\w*+){_END}
    |(?P<complex>(?=[-+.0-9])(?!\.[^0-9]|\.\Z){_NUMBER}(?=[-+]){_NUMBER}(?<=i))|(?P<number>(?=[-+.0-9])(?!\.[^0-9]|\.\Z){_NUMBER}(?![-+]))
    |(?P<field>\.(?![0-9])\w++){_END}|(?P<dot>\.){_END}|(?P<word>\w++){_END}|(?P<other>[!-~])""".replace("\n    ", ""),
)
_OPENERS = re.compile(r"[-+.0-9\w$\"'`:]")
"""What begins a token of its own kind: where that kind does not match, the character has no other meaning."""


class NotATemplate(ValueError):
    """The text says what is wrong."""


class Token(msgspec.Struct, frozen=True):
    """``kind``: ``text``, ``left``, ``right``, ``end``, a group of the pattern above, or a keyword."""

    kind: str
    text: str


END = Token("end of text", "")


def tokens(text: str) -> Iterator[Token]:
    """All of ``text``. NotATemplate: an action, a comment or a literal is not closed, or a character has no meaning."""
    position = 0
    while (start := text.find("{{", position)) >= 0:
        if start > position:
            yield Token("text", text[position:start])
        left = _LEFT.match(text, start)
        assert left is not None  # noqa: S101  # it begins with what was found
        if left["comment"]:
            position = _comment_end(text, left.end())
        else:
            yield Token("left", "{{")
            inside = list(_action(text, left.end()))
            yield from (token for token, _ in inside)
            position = inside[-1][1]
    if position < len(text):
        yield Token("text", text[position:])
    yield END


def _comment_end(text: str, start: int) -> int:
    end = text.find("*/", start)
    closed = _RIGHT.match(text, end + 2) if end >= 0 else None
    if closed is None:
        raise NotATemplate("the comment is not closed, end it with */}}")
    return closed.end()


def _action(text: str, position: int) -> Iterator[tuple[Token, int]]:
    """The tokens of an action up to its ``}}``, each with the place where it ends."""
    depth = 0
    while (right := _RIGHT.match(text, position)) is None:
        if position == len(text):
            raise NotATemplate('"{{" is not closed, add "}}"')
        found = _TOKEN.match(text, position)
        if found is None or (found.lastgroup == "other" and _OPENERS.match(found[0])) or not _is_word(found[0]):
            raise NotATemplate(f'"{text[position : position + 20]}" has no meaning inside {{{{ }}}}')
        depth += (found.lastgroup == "open") - (found.lastgroup == "close")
        if depth < 0:
            raise NotATemplate('")" closes nothing')
        position = found.end()
        yield _token(found), position
    if depth:
        raise NotATemplate('"(" is not closed, add ")"')
    yield Token("right", "}}"), right.end()


def _is_word(text: str) -> bool:
    """What Python takes for a letter or digit and Go does not (``²``) begins no token and ends none."""
    return text.isascii() or text[0] in "\"'`" or all(char in "_.$" or char.isalpha() or char.isdecimal() for char in text)


def _token(found: re.Match[str]) -> Token:
    kind = found.lastgroup or ""
    if kind == "word" and found[0] in KEYWORDS:
        return Token(found[0], found[0])
    if kind == "word" and found[0] in {"true", "false"}:
        return Token("boolean", found[0])
    return Token(kind, found[0])
