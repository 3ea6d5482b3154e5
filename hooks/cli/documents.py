"""YAML and JSON texts → values, as kubectl reads them, with the line of every part.

kubectl (sigs.k8s.io/yaml) turns YAML into JSON: times stay texts, there are no numbers to the base of 60, keys are texts, a key stands once.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

_SEPARATOR = re.compile(r"^---(?=\s|$)", re.MULTILINE)
_HEAD = re.compile(r"(?:[ \t]*(?:[%#][^\n]*)?\n)*")
"""What may stand before the first document: directives, comments, empty lines."""


class Placed(NamedTuple):
    """The parsed text behind a value, which knows its lines within its document, and how many lines of the file are before that."""

    node: yaml.Node
    first_line: int


Node = Placed | None
"""JSON has none."""


class _Loader(yaml.CSafeLoader):
    """YAML's core types only."""

    first_line = 0
    """Lines of the file before this document."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        if key.value in lines and key.tag != "tag:yaml.org,2002:merge":
            raise yaml.MarkedYAMLError(
                problem=f'"{key.value}" is there twice, first in line {loader.first_line + lines[key.value]}', problem_mark=key.start_mark
            )
        lines[key.value] = key.start_mark.line + 1
    loader.flatten_mapping(node)
    return {_name(loader.construct_object(key, deep=True)): loader.construct_object(value, deep=True) for key, value in node.value}


def _name(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) else str(key)


def _text(loader: _Loader, node: yaml.ScalarNode) -> str:
    return loader.construct_scalar(node)


_REPLACED = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _REPLACED] for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)\Z"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z"),
    list("-+.0123456789"),
)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:value", _text)


class Malformed(NamedTuple):
    """A document that cannot be read."""

    line: int
    sentence: str


def documents(text: str, *, is_json: bool = False) -> Iterator[tuple[Any, Node] | Malformed]:
    """Every document of a text with its node; empty ones are left out, and one that is malformed does not hide the others."""
    if is_json:
        yield _json(text)
        return
    line = 0
    for part in _parts(text):
        try:
            yield from _composed(part, line)
        except yaml.YAMLError as error:
            yield _malformed(error, line)
        line += part.count("\n")


def _json(text: str) -> tuple[Any, Node] | Malformed:
    try:
        return json.loads(text), None
    except json.JSONDecodeError as error:
        return Malformed(error.lineno, error.msg)


def _parts(text: str) -> Iterator[str]:
    """The documents as texts: kubectl too parts a stream where a line begins with three dashes, before it reads any. Directives stay with theirs."""
    start = 0
    for found in _SEPARATOR.finditer(text):
        if not _HEAD.fullmatch(text, start, found.start()):
            yield text[start : found.start()]
            start = found.start()
    yield text[start:]


def _composed(text: str, first_line: int) -> Iterator[tuple[Any, Node]]:
    loader = _Loader(text)
    loader.first_line = first_line
    try:
        while loader.check_node():
            node: Any = loader.get_node()
            value = loader.construct_document(node)
            if value is not None:
                yield value, Placed(node, first_line)
    finally:
        loader.dispose()


def line_of(node: Node, path: str) -> int | None:
    """The line of ``spec.endpoints[0].port`` below a node, or of the deepest part of the path that is there. None for JSON."""
    if node is None:
        return None
    below, first = node
    line = below.start_mark.line + 1
    for step in re.findall(r"[^.\[\]]+", path):
        found = _below(below, step)
        if found is None:
            break
        line, below = found
    return first + line


def _below(node: yaml.Node, step: str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark.line + 1, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
        item = node.value[int(step)]
        return item.start_mark.line + 1, item
    return None


def _malformed(error: yaml.YAMLError, first_line: int) -> Malformed:
    mark = getattr(error, "problem_mark", None)
    sentence = getattr(error, "problem", None) or str(error)
    context = getattr(error, "context", None)
    return Malformed(first_line + (mark.line + 1 if mark else 1), f"{sentence} {context}" if context else sentence)
