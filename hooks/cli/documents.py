"""YAML and JSON texts → values, as kubectl reads them, with the line of every part. What cannot be read is said, and hides nothing else."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import yaml

from hooks.cli.plain import plain
from hooks.cli.values import DIGITS, RESOLVERS, value
from hooks.findings import joined
from hooks.yaml_reading import DEPTH, Unreadable, roots

_SEPARATOR = re.compile(r"^---(?=\s|$)", re.MULTILINE)
_INDEX = re.compile(r"\[([0-9]{1,8})\]")
_HEAD = re.compile(r"(?:[ \t]*(?:[%#][^\n]*)?\n)*")
"""What may stand before the first document: directives, comments, empty lines."""


class Placed(NamedTuple):
    """Where a value was written: the text of its document, and how many lines of the file are before that. Nodes, which know the places of the parts, are
    made of it only when somebody asks.
    """

    text: str
    first_line: int
    number: int = 0
    """Which document of ``text``, not counting empty ones."""
    above: str = ""
    """The path to the value in its document."""


Node = Placed | None
"""JSON has none."""


class Malformed(NamedTuple):
    """A document that cannot be read."""

    line: int
    sentence: str
    column: int = 0


def documents(text: str, *, is_json: bool = False) -> Iterator[tuple[Any, Node] | Malformed]:
    """Every document of a text with its node; empty ones are left out, and one that is malformed does not hide the others."""
    if is_json:
        yield _json(text)
        return
    line = 0
    for part in _parts(text):
        yield from _document(part, line)
        line += part.count("\n")


def _parts(text: str) -> Iterator[str]:
    """The documents as texts: kubectl too parts a stream where a line begins with three dashes, before it reads any. Directives stay with theirs."""
    start = 0
    for found in _SEPARATOR.finditer(text):
        if not _HEAD.fullmatch(text, start, found.start()):
            yield text[start : found.start()]
            start = found.start()
    yield text[start:]


def _document(text: str, first_line: int) -> Iterator[tuple[Any, Node] | Malformed]:
    found = plain(text)
    if found is not None:
        yield from ((each, Placed(text, first_line)) for each in found)
        return
    try:
        for number, node in enumerate(_nodes(text)):
            yield value(node, first_line), Placed(text, first_line, number)
    except Unreadable as error:
        line = text.split("\n")[error.line - 1] if error.line <= text.count("\n") + 1 else ""
        problem = "a tab cannot indent, write spaces" if "\t" in line[: len(line) - len(line.lstrip())] else error.problem
        yield Malformed(first_line + error.line, problem, error.column if error.column <= len(line) else 0)


def _nodes(text: str) -> Iterator[yaml.Node]:
    return (node for node in roots(text, RESOLVERS) if node is not None)


@lru_cache(maxsize=8)
def _node(text: str, number: int) -> yaml.Node:
    return next(islice(_nodes(text), number, None))


def _json(text: str) -> tuple[Any, Node] | Malformed:
    try:
        found = json.loads(text, parse_constant=_refused, parse_int=_integer)
    except json.JSONDecodeError as error:
        return Malformed(error.lineno, error.msg)
    except RecursionError:
        return Malformed(1, f"it is nested more than {DEPTH} levels deep")
    except ValueError as error:
        return Malformed(1, str(error))
    if _depth(found) > DEPTH:
        return Malformed(1, f"it is nested more than {DEPTH} levels deep")
    return (found, None) if _is_text(found) else Malformed(1, "it holds half of a surrogate pair, write the whole character")


def _integer(digits: str) -> int:
    if len(digits) > DIGITS:
        raise ValueError(f"it holds a number of more than {DIGITS} digits")
    return int(digits)


def _refused(word: str) -> None:
    raise ValueError(f"{word} is no number that JSON has")


def _depth(found: Any) -> int:
    depth, level = 0, [found]
    while level:
        below = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list)]
        level = [part for parts in below for part in parts]
        depth += bool(below)
        if depth > DEPTH:
            break
    return depth


def _is_text(found: Any) -> bool:
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


class Span(NamedTuple):
    """A part of one line of a file: the line, the column where it begins (both from 1), and that behind its end; 0 where no part is meant."""

    line: int
    column: int = 0
    end: int = 0


def span_of(node: Node, path: str, characters: tuple[int, int] | None = None, *, by_name: bool = False) -> Span | None:
    """Where ``spec.endpoints[0].port`` of a value stands, or the deepest part of the path that is there: its value, or its name where that is longer
    than a line, or is what is meant; of a whole object only the line. None for JSON. ``characters`` of a text narrow it down, where they stand in the
    file as they are.
    """
    if node is None:
        return None
    first = node.first_line
    top = _last(_node(node.text, node.number), node.above).value
    name, below, _ = _last(top, path)
    if below is top:
        return Span(first + top.start_mark.line + 1)
    if characters and isinstance(below, yaml.ScalarNode) and (part := _part(node, below, *characters)):
        return part
    shown = below if _is_short(below) and not by_name else name
    start, end = shown.start_mark, shown.end_mark
    return Span(first + start.line + 1, start.column + 1, end.column + 1 if end.line == start.line else 0)


class Extent(NamedTuple):
    """A part of a file: lines and columns of its beginning and of what is behind it, all from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


def extent_of(node: Node, path: str, *, name: bool = False) -> Extent | None:
    """Where exactly the value at a path, or its name, stands; None where the path is not there, or for JSON."""
    if node is None:
        return None
    found = _last(_node(node.text, node.number), joined(node.above, path))
    if found.rest:
        return None
    part, first = found.name if name else found.value, node.first_line
    return Extent(first + part.start_mark.line, part.start_mark.column, first + part.end_mark.line, part.end_mark.column)


def _part(node: Placed, scalar: yaml.ScalarNode, first: int, last: int) -> Span | None:
    """Where some characters of a text stand, up to the end of their line: in a literal block each line is there as it is, only indented."""
    line, column = scalar.value.count("\n", 0, first), first - (scalar.value.rfind("\n", 0, first) + 1)
    wanted = scalar.value.split("\n")[line]
    if column >= len(wanted):
        return None
    number = scalar.start_mark.line + line + (scalar.style in {"|", ">"})
    written = node.text.split("\n")[number]
    start = written.find(wanted, scalar.start_mark.column if number == scalar.start_mark.line else 0)
    if start < 0:
        return None
    end = min(last - first + column, len(wanted))
    return Span(node.first_line + number + 1, start + column + 1, start + end + 1)


def _is_short(node: yaml.Node) -> bool:
    return node.start_mark.line == node.end_mark.line and node.start_mark.column < node.end_mark.column


class _Step(NamedTuple):
    """What a step of a path leads to: the node that names it, its value, and what is left of the path."""

    name: yaml.Node
    value: yaml.Node
    rest: str


def _last(node: yaml.Node, path: str) -> _Step:
    """The deepest part of a path that is there."""
    step: _Step | None = _Step(node, node, path)
    while step:
        last = step
        step = _below(last.value, last.rest.removeprefix("."))
    return last


def _below(node: yaml.Node, path: str) -> _Step | None:
    """Names may have dots themselves, as those of labels do: the longest that fits is meant."""
    if isinstance(node, yaml.MappingNode):
        fitting = [(key, value) for key, value in node.value if path == key.value or path.startswith((f"{key.value}.", f"{key.value}["))]
        return max((_Step(key, value, path[len(key.value) :]) for key, value in fitting), key=lambda step: len(step.name.value), default=None)
    index = _INDEX.match(path) if isinstance(node, yaml.SequenceNode) else None
    if index is None or int(index[1]) >= len(node.value):
        return None
    item = node.value[int(index[1])]
    return _Step(item, item, path[index.end() :])
