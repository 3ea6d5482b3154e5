"""YAML and JSON texts → values, as kubectl reads them, with the line of every part.

kubectl (sigs.k8s.io/yaml) turns YAML into JSON: times stay texts, there are no numbers to the base of 60, keys are texts, a key stands once.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

Node = yaml.Node | None
"""The parsed text behind a value, which knows its lines; JSON has none."""


class _Loader(yaml.CSafeLoader):
    """YAML's core types only."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        if key.value in lines and key.tag != "tag:yaml.org,2002:merge":
            raise yaml.MarkedYAMLError(problem=f'"{key.value}" is there twice, first in line {lines[key.value]}', problem_mark=key.start_mark)
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


def documents(text: str, *, is_json: bool = False) -> Iterator[tuple[Any, Node]]:
    """Every document of a text with its node; empty ones are left out. yaml.YAMLError or json.JSONDecodeError at the first that is malformed."""
    if is_json:
        yield json.loads(text), None
        return
    loader = _Loader(text)
    try:
        while loader.check_node():
            node = loader.get_node()
            value = loader.construct_document(node)
            if value is not None:
                yield value, node
    finally:
        loader.dispose()


def line_of(node: Node, path: str) -> int | None:
    """The line of ``spec.endpoints[0].port`` below a node, or of the deepest part of the path that is there. None for JSON."""
    if node is None:
        return None
    line = node.start_mark.line + 1
    for step in re.findall(r"[^.\[\]]+", path):
        found = _below(node, step)
        if found is None:
            break
        line, node = found
    return line


def _below(node: yaml.Node, step: str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark.line + 1, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
        item = node.value[int(step)]
        return item.start_mark.line + 1, item
    return None


def problem(error: yaml.YAMLError | json.JSONDecodeError) -> tuple[int, str]:
    """Line and sentence of a malformed text."""
    if isinstance(error, json.JSONDecodeError):
        return error.lineno, error.msg
    mark = getattr(error, "problem_mark", None)
    sentence = getattr(error, "problem", None) or str(error)
    context = getattr(error, "context", None)
    return (mark.line + 1 if mark else 1), f"{sentence} {context}" if context else sentence
