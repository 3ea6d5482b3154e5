"""Go templates: what the parser of Go's package text/template refuses, and so the programs whose configuration holds them."""

import re

_FUNCTIONS = frozenset(
    ["and", "call", "html", "index", "slice", "js", "len", "not", "or", "print", "printf", "println", "urlquery", "eq", "ge", "gt", "le", "lt", "ne"]
)
_OPENING = frozenset(["if", "range", "with", "define", "block"])
_KEYWORDS = _OPENING | {"else", "end", "template", "break", "continue", "nil", "true", "false"}
_TOKEN = re.compile(
    r"""\s+|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'|(?P<variable>\$\w*)|(?P<field>\.\w+)|(?P<word>[^\W\d]\w*)"""
    r"""|[-+]?(?:0[xXbBoO][\da-fA-F_]+|[\d_]+(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.\d+)i?|(?P<declare>:=)|[=|(),.]""",
)
_COMMENT = re.compile(r"-?\s*/\*.*?\*/\s*-?", re.DOTALL)


Scopes = list[tuple[str, set[str]]]
"""The open blocks, the outermost first, each with the variables that it defines."""


class NotATemplate(ValueError):
    """The text says what is wrong."""


def problem(text: str, functions: frozenset[str] | None = frozenset(), variables: frozenset[str] = frozenset()) -> str:
    """Why Go's template parser would refuse ``text``; empty where it would not.

    ``functions`` and ``variables`` are those that the program adds to Go's own; ``None`` = any function.
    """
    try:
        _check(text, None if functions is None else _FUNCTIONS | _KEYWORDS | functions, variables)
    except NotATemplate as error:
        return str(error)
    return ""


def _check(text: str, words: frozenset[str] | None, variables: frozenset[str]) -> None:
    scopes: Scopes = [("", {"$", *variables})]
    position = 0
    while (start := text.find("{{", position)) >= 0:
        end, action = _action(text, start + 2)
        if action is not None:
            _read(action, words, scopes)
        position = end
    if len(scopes) > 1:
        raise NotATemplate(f'"{{{{{scopes[-1][0]}}}}}" is not closed, add "{{{{end}}}}"')


def _action(text: str, start: int) -> tuple[int, str | None]:
    """Where the action that begins at ``start`` ends, and what it says (``None``: a comment)."""
    comment = _COMMENT.match(text, start)
    if comment and text.startswith("}}", comment.end()):
        return comment.end() + 2, None
    position = start + 1 if re.match(r"-\s", text[start : start + 2]) else start
    begin = position
    while not (text.startswith("}}", position) or re.match(r"\s-}}", text[position : position + 4])):
        if position >= len(text):
            raise NotATemplate('"{{" is not closed, add "}}"')
        token = _TOKEN.match(text, position)
        if token is None:
            raise NotATemplate(f'"{text[position]}" has no meaning inside {{{{ }}}}')
        # A blank before "-}}" belongs to the closing mark.
        position = token.end() - 1 if token[0].isspace() and text.startswith("-}}", token.end()) else token.end()
    return text.index("}}", position) + 2, text[begin:position]


def _read(action: str, words: frozenset[str] | None, scopes: Scopes) -> None:
    tokens = [token for token in _TOKEN.finditer(action) if not token[0].isspace()]
    if not tokens:
        raise NotATemplate('"{{}}" holds nothing')
    first = tokens[0]["word"] or ""
    if first == "end":
        if len(scopes) == 1:
            raise NotATemplate('"{{end}}" closes nothing')
        scopes.pop()
        return
    if first == "else" and scopes[-1][0] not in _OPENING:
        raise NotATemplate('"{{else}}" stands outside of if, range and with')
    if first in _OPENING:
        scopes.append((first, set()))
        if len(tokens) == 1:
            raise NotATemplate(f'"{{{{{first}}}}}" says nothing after {first}')
    _check_words(tokens, words, scopes)


def _check_words(tokens: list[re.Match[str]], words: frozenset[str] | None, scopes: Scopes) -> None:
    depth = 0
    declares = any(token["declare"] for token in tokens)
    for index, token in enumerate(tokens):
        depth += (token[0] == "(") - (token[0] == ")")
        word, variable = token["word"], token["variable"]
        if word and words is not None and word not in words:
            raise NotATemplate(f'the function "{word}" is not known')
        if variable and declares and index < _declaration(tokens):
            scopes[-1][1].add(variable)
        elif variable and not any(variable in names for _, names in scopes):
            raise NotATemplate(f'the variable "{variable}" is not defined')
        if depth < 0:
            break
    if depth:
        raise NotATemplate("the parentheses are not balanced")
    if tokens[-1][0] == "|":
        raise NotATemplate('nothing stands after "|"')


def _declaration(tokens: list[re.Match[str]]) -> int:
    return next(index for index, token in enumerate(tokens) if token["declare"])
