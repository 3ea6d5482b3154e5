"""YAML nodes → values, as kubectl makes JSON of YAML (sigs.k8s.io/yaml).

``y`` and ``n`` are booleans, times stay texts, there are no numbers to the base of 60, keys are texts, and a key stands once.
"""

import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

import yaml

from hooks.yaml_reading import MAP, NULL, SEQ, Resolvers, Unreadable

_TAG = "tag:yaml.org,2002:"
_MERGE = f"{_TAG}merge"
_BOOLEANS = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"), True),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"), False),
}
_FORMS = (
    ("bool", "|".join(_BOOLEANS), "yYnNtTfFoO"),
    ("null", "~|null|Null|NULL|", "~nN"),
    ("merge", "<<", "<"),
    ("int", r"[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", "-+.0123456789"),
)
"""Tag, what a plain scalar of it looks like, and with which characters it can begin."""
RESOLVERS: Resolvers = {
    first: [(f"{_TAG}{name}", re.compile(rf"(?:{form})\Z")) for name, form, starts in _FORMS if first in starts or (not first and name == "null")]
    for first in {"", *"".join(starts for _, _, starts in _FORMS)}
}
_UINT64 = 2**64
DIGITS = 300
"""More than any number has that a program can hold."""


def value(node: yaml.Node, first_line: int = 0) -> Any:
    """The value of a node; ``first_line`` lines of the file are before its document. :class:`Unreadable` where JSON has no such value."""
    if isinstance(node, yaml.MappingNode) and node.tag == MAP:
        return {name: value(part, first_line) for name, part in _members(node, first_line).items()}
    if isinstance(node, yaml.SequenceNode) and node.tag == SEQ:
        return [value(part, first_line) for part in node.value]
    read = SCALARS.get(node.tag) if isinstance(node, yaml.ScalarNode) else None
    if read is None:
        raise _unreadable(f"the tag {node.tag} says nothing to kubectl, remove it", node)
    try:
        return read(str(node.value))
    except ValueError:
        raise _unreadable(f"is no {node.tag.removeprefix(_TAG)} that JSON has, put it in quotes", node) from None


def _members(node: yaml.MappingNode, first_line: int) -> Mapping[str, yaml.Node]:
    """Name → node; a key of the mapping itself wins over one that is merged into it, and of those the first."""
    own: dict[str, yaml.Node] = {}
    lines: dict[str, int] = {}
    merged: dict[str, yaml.Node] = {}
    for key, part in node.value:
        if key.tag == _MERGE:
            for name, found in _merged(part, first_line):
                merged.setdefault(name, found)
            continue
        name = _name(key)
        if name in own:
            raise _unreadable(f'"{name}" is there twice, first in line {first_line + lines[name]}', key)
        own[name], lines[name] = part, key.start_mark.line + 1
    return {**merged, **own}


def _merged(node: yaml.Node, first_line: int) -> tuple[tuple[str, yaml.Node], ...]:
    parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
    mappings = [part for part in parts if isinstance(part, yaml.MappingNode)]
    if len(mappings) < len(parts):
        raise _unreadable("only a mapping, or a list of mappings, can be merged with <<", node)
    return tuple(member for part in mappings for member in _members(part, first_line).items())


def _name(key: yaml.Node) -> str:
    """A key as JSON has it: a text, or a word or number as a text."""
    if not isinstance(key, yaml.ScalarNode) or key.tag == NULL:
        braces = ', put quotes around a text that begins with "{{"' if isinstance(key, yaml.MappingNode) else ""
        raise _unreadable(f"a key that is no text{braces}", key)
    found = value(key)
    return str(found).lower() if isinstance(found, bool) else str(found)


def _number(text: str) -> int | float | str:
    """A whole number stays one; what is larger than any float stays a text."""
    if text[-1].isalpha():  # infinity, or no number at all
        raise ValueError(text)
    found = float(text.replace("_", ""))
    if not isfinite(found):
        return text
    return int(found) if found.is_integer() and abs(found) < _UINT64 else found


def _integer(text: str) -> int | float:
    """A number to the base of 10, 16, 8 or 2; beyond 64 bits it loses digits, as in Go."""
    plain = text.replace("_", "")
    digits = plain.lstrip("+-")
    base = {"0x": 16, "0o": 8, "0b": 2}.get(digits[:2], 8 if len(digits) > 1 and digits[0] == "0" else 10)
    if len(digits) > DIGITS:
        raise ValueError(text)
    found = int(plain, base)
    return found if -_UINT64 // 2 <= found < _UINT64 else float(found)


def _boolean(text: str) -> bool:
    if text not in _BOOLEANS:
        raise ValueError(text)
    return _BOOLEANS[text]


def _binary(text: str) -> str:
    return b64decode(text, validate=False).decode()


SCALARS: Mapping[str, Callable[[str], Any]] = {
    f"{_TAG}str": str,
    f"{_TAG}null": lambda _: None,
    f"{_TAG}bool": _boolean,
    f"{_TAG}int": _integer,
    f"{_TAG}float": _number,
    f"{_TAG}timestamp": str,
    f"{_TAG}binary": _binary,
    _MERGE: str,
}
"""Tag → what the text of a scalar becomes. ValueError: JSON has no such value."""


def _unreadable(problem: str, node: yaml.Node) -> Unreadable:
    return Unreadable(problem, node.start_mark.line + 1, node.start_mark.column + 1)
