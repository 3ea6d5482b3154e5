"""alertmanager.yaml as text → its typed sections, as Alertmanager reads them: a repeated field or a wrong type is a finding, a field that is not known is kept.

Values never enter a finding: any of them may be a secret.
"""

import re
import types
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import yaml

from hooks import yaml_reading
from hooks.alertmanager_yaml.fields import SPAN, EmptyCounts, Expression, MonthRange, Nanoseconds
from hooks.alertmanager_yaml.sections import Part, SectionField, marks_of, section_fields
from hooks.alertmanager_yaml.time_intervals import numbered
from hooks.durations import canonical
from hooks.findings import Finding, joined
from hooks.findings.alerting import UNREADABLE, WRONG_TYPE
from hooks.findings.versions import DROPPED
from hooks.versions import Section, Since, Until, Version
from hooks.yaml_reading import NULL

_FLAGS = {
    **dict.fromkeys(("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y"), True),
    **dict.fromkeys(("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N"), False),
}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9_]{0,18}|0x[0-9A-Fa-f_]{1,16}|0b[01_]{1,64})")
_FRACTION = re.compile(r"[-+]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][-+]?[0-9]{1,3})?")
_MERGE = "tag:yaml.org,2002:merge"
_TEXT = "tag:yaml.org,2002:str"

T = TypeVar("T", bound=Part)


def decoded(text: str, section: type[T], version: Version | None = None) -> tuple[T, tuple[Finding, ...]]:
    """``text`` as ``section``, and what of it could not be read and is left out. An empty text is an empty section.

    An empty field means the same as an absent one, but ``version`` would not read its name either.
    """
    try:
        node = yaml_reading.root(text)
    except yaml_reading.Unreadable as error:
        return section(), (UNREADABLE.at("", f"it is no YAML that can be read: {error}"),)
    reader = _Reader(version)
    value = section() if node is None else reader.section(node, section, "")
    return (value if isinstance(value, section) else section()), tuple(reader.findings)


@cache
def _by_name(section: type[Section]) -> Mapping[str, SectionField]:
    return {field.name: field for field in section_fields(section).values()}


class _Reader:
    """Reads nodes by the types of their fields and notes what is wrong; ``None`` stands for what could not be read."""

    def __init__(self, version: Version | None) -> None:
        self._version = version
        self.findings: list[Finding] = []

    def wrong(self, path: str, wanted: str) -> Any:
        """Note a value that is not of its type; nothing stands for it."""
        self.findings.append(WRONG_TYPE.at(path, f"it must be {wanted}"))
        return None

    def section(self, node: yaml.Node, section: type[Section], path: str) -> Section | None:
        """A mapping of fields."""
        entries = self.entries(node, path)
        if entries is None:
            return None
        known, values, unknown = _by_name(section), {}, {}
        for name, value in entries.items():
            field = known.get(name)
            if field is None:
                unknown[name] = _plain(value)
                continue
            found = None if value.tag == NULL else self.value(value, field.hint, joined(path, name))
            if found is not None and (found not in ("", 0, False, (), {}) or field.has(EmptyCounts)):
                values[field.attribute] = found
            elif self._version is not None and any(isinstance(gate, Since | Until) and self._version not in gate for gate in field.marks):
                self.findings.append(DROPPED.at(joined(path, name), "it is empty and left out because the version does not read it", "remove it"))
        return section(**values, **({"unknown": unknown} if unknown else {}))

    def entries(self, node: yaml.Node, path: str) -> Mapping[str, yaml.Node] | None:
        """The members of a mapping, those of merged ones included; a name that is there twice is noted."""
        if node.tag == NULL:
            return {}
        if not isinstance(node, yaml.MappingNode):
            self.wrong(path, "a mapping of fields")
            return None
        entries: dict[str, yaml.Node] = {}
        for key, value in _own(node):
            if not isinstance(key, yaml.ScalarNode):
                self.wrong(path, "a mapping whose names are texts")
            elif key.value in entries:
                self.findings.append(UNREADABLE.at(joined(path, key.value), "it stands there twice", "remove one"))
            else:
                entries[key.value] = value
        return {**_merged(node), **entries}

    def value(self, node: yaml.Node, hint: Any, path: str) -> Any:
        """A value of the type ``hint``."""
        marks = marks_of(hint)
        while get_origin(hint) is Annotated:
            hint = get_args(hint)[0]
        if get_origin(hint) in {Union, types.UnionType} and not marks:
            return self.value(node, next(item for item in get_args(hint) if item is not type(None)), path)
        if get_origin(hint) is tuple:
            return self.items(node, get_args(hint)[0], path)
        if get_origin(hint) is dict:
            return self.map(node, get_args(hint)[1], path)
        if isinstance(hint, type) and issubclass(hint, Section):
            return self.section(node, hint, path)
        return self.marked(node, hint, marks, path)

    def marked(self, node: yaml.Node, hint: Any, marks: tuple[Any, ...], path: str) -> Any:
        """A scalar, as its marks say."""
        inner = next((item for item in get_args(hint) if item is not type(None)), hint)
        if get_origin(inner) or (isinstance(inner, type) and issubclass(inner, Section)):
            return self.value(node, inner, path)
        if any(isinstance(mark, Expression) for mark in marks) and node.tag == NULL:
            return self.wrong(path, "a regular expression")
        if any(isinstance(mark, Nanoseconds) for mark in marks) and type(nanoseconds := _plain(node)) in {int, float}:
            return f"{int(nanoseconds)}ns"
        read = _SCALARS.get(inner)
        found = _plain(node) if read is None else read(self, node, path)
        for mark in marks:
            shape = _SHAPES.get(mark)
            found = shape(found) if shape and isinstance(found, str) else found
        return found

    def items(self, node: yaml.Node, hint: Any, path: str) -> Any:
        """A list. An entry that could not be read is left out."""
        if not isinstance(node, yaml.SequenceNode):
            return self.wrong(path, "a list")
        found = (self.item(item, hint, f"{path}[{index}]") for index, item in enumerate(node.value))
        return tuple(item for item in found if item is not None)

    def item(self, node: yaml.Node, hint: Any, path: str) -> Any:
        """An entry of a list. An empty one is as good as ``{}``, but for a section that Alertmanager looks into without asking whether it is there."""
        if node.tag == NULL and getattr(hint, "never_empty", False):
            return self.wrong(path, "a mapping of fields")
        return self.value(node, hint, path)

    def map(self, node: yaml.Node, hint: Any, path: str) -> dict[str, Any] | None:
        """A mapping whose names are the user's own."""
        entries = self.entries(node, path)
        found = {name: self.value(value, hint, f"{path}.{name}") for name, value in (entries or {}).items()}
        return {name: value for name, value in found.items() if value is not None}

    def text(self, node: yaml.Node, path: str) -> Any:
        """Any scalar."""
        if not isinstance(node, yaml.ScalarNode):
            return self.wrong(path, "a text")
        return "" if node.tag == NULL else str(node.value)

    def flag(self, node: yaml.Node, path: str) -> Any:
        """One of YAML's words for true and false, without quotes."""
        if not isinstance(node, yaml.ScalarNode) or node.style or node.value not in _FLAGS:
            return self.wrong(path, "true or false")
        return _FLAGS[node.value]

    def number(self, node: yaml.Node, path: str) -> Any:
        """A whole number of 64 bits."""
        value = _plain(node) if isinstance(node, yaml.ScalarNode) else None
        if isinstance(value, bool) or not isinstance(value, int | float) or not float(value).is_integer() or not -(2**63) <= value < 2**64:
            return self.wrong(path, "a whole number")
        return int(value)

    def fraction(self, node: yaml.Node, path: str) -> Any:
        """Any number."""
        value = _plain(node) if isinstance(node, yaml.ScalarNode) else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self.wrong(path, "a number")
        return float(value)


def _own(node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    return ((key, value) for key, value in node.value if key.tag != _MERGE)


def _merged(node: yaml.MappingNode) -> dict[str, yaml.Node]:
    """What ``<<`` brings; of several the first wins."""
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if key.tag == _MERGE:
            for source in value.value if isinstance(value, yaml.SequenceNode) else (value,):
                if isinstance(source, yaml.MappingNode):
                    members = {**_merged(source), **{name.value: item for name, item in _own(source) if isinstance(name, yaml.ScalarNode)}}
                    found = {**members, **found}
    return found


def _plain(node: yaml.Node) -> Any:
    """A value whose shape is the user's own: mappings, lists, texts, numbers, true, false, null."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in _own(node) if isinstance(key, yaml.ScalarNode)} | {k: _plain(v) for k, v in _merged(node).items()}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    text = str(node.value)
    if node.tag == NULL:
        return None
    return text if getattr(node, "style", None) or node.tag == _TEXT else _word(text)


def _word(text: str) -> Any:
    """What a scalar without quotes stands for."""
    if text in _FLAGS and len(text) > 1:
        return _FLAGS[text]
    if _WHOLE.fullmatch(text):
        return int(text.replace("_", ""), 0)
    return float(text) if _FRACTION.fullmatch(text) else text


_SHAPES: Mapping[Any, Callable[[str], str]] = {SPAN: lambda text: canonical(text) or text, MonthRange(): numbered}
_SCALARS: Mapping[Any, Callable[[_Reader, yaml.Node, str], Any]] = {str: _Reader.text, bool: _Reader.flag, int: _Reader.number, float: _Reader.fraction}
