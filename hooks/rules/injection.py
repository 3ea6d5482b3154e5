"""A label matcher put into every selector of a PromQL expression; all the rest of the text stays as it was written.

The expression has been checked before, so only one question is open for each word of it: is it the name of a metric, or a part of the language?
It is answered by the position: a word where an operand may stand is one, unless a parenthesis follows (a function) or it modifies an operator.
"""

import json
import re
from collections.abc import Iterator

import msgspec

_TOKEN = re.compile(
    r"""(?P<blank>\s+|\#[^\n]*)|(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)|(?P<number>(?:\d|\.\d)[\w.]*(?:(?<=[eE])[-+]\d+)?)"""
    r"""|(?P<word>[^\W\d][\w:]*|:[\w:]*\w)|(?P<braces>\{(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|\#[^\n]*|[^}"'`#])*\})"""
    r"""|(?P<range>\[[^\]]*\])|(?P<operator>==|!=|<=|>=|</|>/|[-+*/%^<>,@(])|(?P<close>\))""",
    re.DOTALL,
)
_MATCHER = re.compile(
    r"""(?P<name>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|[\w:.]+)\s*(?:(?P<operator>=~|!~|!=|=)\s*(?P<value>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`))?""",
    re.DOTALL,
)
_COMMENT = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)|#[^\n]*""", re.DOTALL)
_LISTS = frozenset(["by", "without", "on", "ignoring", "group_left", "group_right", "fill", "fill_left", "fill_right"])
_AGGREGATIONS = frozenset(
    ["sum", "avg", "count", "min", "max", "group", "stddev", "stdvar", "topk", "bottomk", "count_values", "quantile", "limitk", "limit_ratio"]
)
_BINARY = frozenset(["and", "or", "unless", "atan2"])
_NUMBERS = frozenset(["inf", "nan"])
_PLAIN_NAME = re.compile(r"[a-zA-Z_]\w*", re.ASCII)


class _Part(msgspec.Struct, frozen=True):
    kind: str
    text: str


def expression(text: str, label: str, value: str) -> str:
    """``text`` with ``label="value"`` in every selector; a matcher for ``label`` that stands there is replaced. ValueError: not an expression."""
    parts = tuple(_parts(text))
    enforced = f"{label if _PLAIN_NAME.fullmatch(label) else json.dumps(label, ensure_ascii=False)}={json.dumps(value, ensure_ascii=False)}"
    return "".join(_enforced(parts, label, enforced))


def _parts(text: str) -> Iterator[_Part]:
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            raise ValueError(f'"{text[position]}" is not expected here')
        yield _Part(found.lastgroup or "", found[0])
        position = found.end()


def _enforced(parts: tuple[_Part, ...], label: str, enforced: str) -> Iterator[str]:
    operand_expected, list_depth = True, 0
    for index, part in enumerate(parts):
        word = part.text.lower()
        following = next((item for item in parts[index + 1 :] if item.kind != "blank"), _Part("", ""))
        if part.kind == "blank" or list_depth or (following.text == "(" and word in _LISTS):
            list_depth += _depth(part, list_depth, word)
            yield part.text
            continue
        if part.kind == "braces":
            yield _selector(part.text, label, enforced)
            operand_expected = False
        elif part.kind == "word" and operand_expected and _is_metric(word, following, parts[:index]):
            # Where braces follow, they carry the matcher.
            yield part.text if following.kind == "braces" else f"{part.text}{{{enforced}}}"
            operand_expected = False
        else:
            yield part.text
            operand_expected = part.kind == "operator" or (
                part.kind == "word" and (word in _BINARY or word in {"bool", "offset", "group_left", "group_right"} or following.text == "(")
            )


def _depth(part: _Part, depth: int, word: str) -> int:
    """How a label list opens (from its keyword on, counted as one) and closes."""
    if depth == 0:
        return 1 if word in _LISTS and part.kind == "word" else 0
    return -1 if part.text == ")" else 0


def _is_metric(word: str, following: _Part, before: tuple[_Part, ...]) -> bool:
    if following.text == "(" or word in _NUMBERS:
        return False
    last = next((item for item in reversed(before) if item.kind != "blank"), _Part("", ""))
    if word == "bool" and last.text in {"==", "!=", "<", ">", "<=", ">="}:
        return False
    if word in {"group_left", "group_right"} and last.text == ")":
        return False
    # sum by (job) (...): an aggregation, its label list follows.
    return not (following.kind == "word" and following.text.lower() in {"by", "without"} and word in _AGGREGATIONS)


def _selector(braces: str, label: str, enforced: str) -> str:
    body = _COMMENT.sub(lambda found: found[1] or " ", braces[1:-1])
    kept = [_printed(found) for found in _MATCHER.finditer(body) if not (found["operator"] and _name(found["name"]) == label)]
    return "{" + ",".join([*kept, enforced]) + "}"


def _printed(matcher: re.Match[str]) -> str:
    return f"{matcher['name']}{matcher['operator'] or ''}{matcher['value'] or ''}"


def _name(text: str) -> str:
    return text[1:-1] if text[0] in "\"'`" else text
