"""The structural schema of a kind, computed from its type: the one source of the CRDs, of local validation and of defaulting.

Written after the Kubernetes documentation, "Extend the Kubernetes API with CustomResourceDefinitions", section "Specifying a structural schema".
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo

from hooks.kinds.base import Kind
from hooks.kinds.kubernetes import embedded
from hooks.kinds.schema import (
    Bounds,
    Cel,
    Default,
    Format,
    Items,
    Kubernetes,
    Length,
    MapType,
    Marker,
    OneOf,
    Pattern,
    Preserve,
    Properties,
    Required,
)

Schema = dict[str, Any]
Describe = Callable[[type, str], str]
"""The description of an attribute of a class; the empty string leaves it out."""

SCALARS: Mapping[Any, str] = {bool: "boolean", int: "integer", float: "number", str: "string"}
INT_OR_STRING: Schema = {"anyOf": [{"type": "integer"}, {"type": "string"}], "x-kubernetes-int-or-string": True}
KEYWORDS: Mapping[type[Marker], Mapping[str, str]] = {
    Bounds: {"ge": "minimum", "le": "maximum"},
    Default: {"value": "default"},
    Format: {"name": "format"},
    Items: {"ge": "minItems", "le": "maxItems", "kind": "x-kubernetes-list-type", "keys": "x-kubernetes-list-map-keys"},
    Length: {"ge": "minLength", "le": "maxLength"},
    MapType: {"kind": "x-kubernetes-map-type"},
    OneOf: {"values": "enum"},
    Pattern: {"expression": "pattern"},
    Properties: {"ge": "minProperties", "le": "maxProperties"},
}
"""The keyword of each attribute of a marker."""
TYPE_META: Schema = {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"type": "object"}}


def undescribed(_owner: type, _attribute: str) -> str:
    """No description at all."""
    return ""


@cache
def kind_schema(kind: type[Kind], describe: Describe = undescribed) -> Schema:
    """The ``openAPIV3Schema`` of a custom resource; not to be changed, because it is remembered."""
    parts = {field.encode_name: field_schema(kind, field, describe) for field in msgspec.structs.fields(kind) if field.encode_name in {"spec", "status"}}
    return described({"type": "object", "properties": TYPE_META | parts, "required": ["spec"]}, describe(kind, ""))


def struct_schema(struct: type[msgspec.Struct], describe: Describe) -> Schema:
    """The schema of an object with known fields."""
    fields = msgspec.structs.fields(struct)
    required = sorted(field.encode_name for field in fields if is_required(field.type))
    return {
        "type": "object",
        "properties": {field.encode_name: field_schema(struct, field, describe) for field in sorted(fields, key=lambda field: field.encode_name)},
        **({"required": required} if required else {}),
        **keywords(getattr(struct, "schema", ())),
    }


def field_schema(owner: type, field: FieldInfo, describe: Describe) -> Schema:
    """The schema of one field, with its description."""
    return described(type_schema(field.type, (), describe), describe(owner, field.name))


def described(schema: Schema, description: str) -> Schema:
    """``schema`` with the description in front, where there is one."""
    return {"description": description} | schema if description else schema


def type_schema(annotation: Any, markers: tuple[Marker, ...], describe: Describe) -> Schema:
    """The schema of a Python annotation; ``markers`` are those of the ``Annotated`` around it."""
    if get_origin(annotation) is Annotated:
        inner, *extras = get_args(annotation)
        return type_schema(inner, (*markers, *(extra for extra in extras if isinstance(extra, Marker))), describe)
    if get_origin(annotation) in {Union, UnionType}:
        options = [option for option in get_args(annotation) if option is not type(None)]
        return INT_OR_STRING | keywords(markers) if options == [int, str] else type_schema(options[0], markers, describe)
    return base_schema(annotation, markers, describe) | keywords(markers)


def base_schema(annotation: Any, markers: tuple[Marker, ...], describe: Describe) -> Schema:
    """The schema of a bare type, before the keywords of its markers."""
    for marker in markers:
        if isinstance(marker, Kubernetes):
            return embedded(marker.definition)
    if get_origin(annotation) is tuple:
        return {"type": "array", "items": type_schema(get_args(annotation)[0], (), describe)}
    if get_origin(annotation) is dict:
        return {"type": "object", "additionalProperties": type_schema(get_args(annotation)[1], (), describe)}
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return struct_schema(annotation, describe)
    return {} if annotation is Any else {"type": SCALARS[annotation]}


def keywords(markers: tuple[Marker, ...]) -> Schema:
    """What the markers add to a schema."""
    rules = [rule(marker) for marker in markers if isinstance(marker, Cel)]
    plain = {keyword: value for marker in markers for keyword, value in marker_keywords(marker)}
    return plain | ({"x-kubernetes-validations": rules} if rules else {})


def marker_keywords(marker: Marker) -> Iterator[tuple[str, Any]]:
    """The keywords of one marker, and their values."""
    if isinstance(marker, Preserve):
        yield "x-kubernetes-preserve-unknown-fields", True
    for attribute, keyword in KEYWORDS.get(type(marker), {}).items():
        value = getattr(marker, attribute)
        if value not in (None, ()):
            yield keyword, list(value) if isinstance(value, tuple) else value


def rule(cel: Cel) -> Schema:
    """One entry of ``x-kubernetes-validations``."""
    return {"rule": cel.expression} | ({"message": cel.message} if cel.message else {})


def is_required(annotation: Any) -> bool:
    """Whether a field's annotation carries ``Required``."""
    return get_origin(annotation) is Annotated and any(isinstance(extra, Required) for extra in get_args(annotation)[1:])
