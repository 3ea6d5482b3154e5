"""alertmanager.yaml as text → its typed sections, as strict as Alertmanager: unknown and repeated fields and wrong types are errors with a path.

Values never enter a message: any of them may be a secret.
"""

import re
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from hooks.alertmanager_yaml.markers import Kept, MonthRange, Span
from hooks.durations import canonical
from hooks.errors import InvalidObject
from hooks.versions import Section

_FLAGS = {
    **dict.fromkeys(("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y"), True),
    **dict.fromkeys(("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N"), False),
}
_GO_DURATION = re.compile(r"\d+|(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+")
"""Some integrations read their durations as Go does: ``1.5s``, or a number of nanoseconds."""
_NULL = "tag:yaml.org,2002:null"
_MERGE = "tag:yaml.org,2002:merge"

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")

T = TypeVar("T", bound=Section)
Read = Callable[[yaml.Node, str], Any]


class Loader(yaml.CSafeLoader):
    """PyYAML's safe loader, for the values whose shape is the user's own."""


def decoded(text: str, section: type[T]) -> T:
    """``text`` as ``section``; InvalidObject where it is not YAML or not of that shape. An empty text is an empty section."""
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        if node is None or node.tag == _NULL:
            return section()
        value: T = _section(section, loader)(node, "")
    except yaml.YAMLError as error:
        raise InvalidObject("", f"not a YAML document: {_place(error)}") from None
    finally:
        loader.dispose()
    return value


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read"
    return f"{problem}, line {mark.line + 1}, column {mark.column + 1}" if mark else problem


def _section(section: type[T], loader: Loader) -> Read:
    def read(node: yaml.Node, path: str) -> T:
        known = _fields(section)
        values: dict[str, Any] = {}
        for name, value in _entries(node, loader, path).items():
            here = f"{path}.{name}" if path else name
            if name not in known:
                raise InvalidObject(here, "Alertmanager has no such field, remove it")
            hint = known[name]
            found = None if value.tag == _NULL else _reader(hint.hint, loader)(value, here)
            if found is not None and (found not in ("", 0, False, (), {}) or hint.kept):
                values[hint.attribute] = found
        return section(**values)

    return read


class _Hint(NamedTuple):
    attribute: str
    hint: Any
    kept: bool


@cache
def _fields(section: type[Section]) -> Mapping[str, _Hint]:
    hints = get_type_hints(section, include_extras=True)
    names = zip(section.__struct_fields__, section.__struct_encode_fields__, strict=True)
    return {name: _Hint(attribute, hints[attribute], _is_kept(hints[attribute])) for attribute, name in names}


def _is_kept(hint: Any) -> bool:
    return get_origin(hint) is Annotated and any(isinstance(marker, Kept) for marker in get_args(hint)[1:])


def _entries(node: yaml.Node, loader: Loader, path: str) -> Mapping[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise InvalidObject(path, "must be a mapping of fields")
    if any(key.tag == _MERGE for key, _ in node.value):
        loader.flatten_mapping(node)
        return {str(key.value): value for key, value in node.value}
    entries: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if key.value in entries:
            raise InvalidObject(f"{path}.{key.value}" if path else key.value, "is there twice, remove one")
        entries[str(key.value)] = value
    return entries


def _reader(hint: Any, loader: Loader) -> Read:
    """How a value of that type is read."""
    if get_origin(hint) is Annotated:
        inner, *markers = get_args(hint)
        special = next((_MARKED[type(marker)] for marker in markers if type(marker) in _MARKED), None)
        return special or _reader(inner, loader)
    if get_origin(hint) in {Union, types.UnionType}:
        return _reader(next(item for item in get_args(hint) if item is not type(None)), loader)
    if get_origin(hint) is tuple:
        return _items(_reader(get_args(hint)[0], loader))
    if get_origin(hint) is dict:
        return _map(_reader(get_args(hint)[1], loader), loader)
    if isinstance(hint, type) and issubclass(hint, Section):
        return _section(hint, loader)
    return _SCALARS.get(hint) or (lambda node, _: loader.construct_object(node, deep=True))


def _items(read: Read) -> Read:
    def items(node: yaml.Node, path: str) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise InvalidObject(path, "must be a list")
        return tuple(read(item, f"{path}[{index}]") for index, item in enumerate(node.value))

    return items


def _map(read: Read, loader: Loader) -> Read:
    def values(node: yaml.Node, path: str) -> dict[str, Any]:
        return {name: read(value, f"{path}.{name}") for name, value in _entries(node, loader, path).items()}

    return values


def _text(node: yaml.Node, path: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise InvalidObject(path, "must be a text")
    return "" if node.tag == _NULL else str(node.value)


def _flag(node: yaml.Node, path: str) -> bool:
    if not isinstance(node, yaml.ScalarNode) or node.value not in _FLAGS or node.style:
        raise InvalidObject(path, "must be true or false")
    return _FLAGS[node.value]


def _number(node: yaml.Node, path: str) -> int:
    try:
        return int(_text(node, path), 10)
    except ValueError:
        raise InvalidObject(path, "must be a whole number") from None


def _duration(node: yaml.Node, path: str) -> str:
    given = _text(node, path)
    text = canonical(given) or (given if _GO_DURATION.fullmatch(given) else None)
    if text is None:
        raise InvalidObject(path, "is not a duration, write it like 1h30m")
    return text


def _months(node: yaml.Node, path: str) -> str:
    """Names become numbers; what is no month stays, to be named by the check."""
    ends = _text(node, path).lower().split(":")
    return ":".join(str(MONTHS.index(end) + 1) if end in MONTHS else end for end in ends)


_MARKED: Mapping[type, Read] = {Span: _duration, MonthRange: _months}
_SCALARS: Mapping[Any, Read] = {str: _text, bool: _flag, int: _number}
