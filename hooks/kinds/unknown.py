"""Fields that an object has and its type does not: it was stored with a newer CRD than ours."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from hooks.findings import Finding, joined
from hooks.findings.versions import NEWER_FIELD
from hooks.kinds.base import Kind


def unknown_fields(kind: type[Kind], manifest: Mapping[str, Any]) -> tuple[Finding, ...]:
    """A warning for each field of the spec that ``kind`` does not have, in the order of the object. Pieces of Kubernetes are not looked into."""
    return tuple(newer(path) for path in _unknown(manifest.get("spec"), _fields(kind)["spec"], "spec"))


def newer(path: str) -> Finding:
    """What is said about such a field."""
    return NEWER_FIELD.at(path, "is no field that is known here, and has no effect", "look its name up, or use a release of promhooks that knows it")


def _unknown(value: Any, annotation: Any, path: str) -> Iterator[str]:
    kind = _bare(annotation)
    if isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        for name, part in value.items():
            known = _fields(kind)
            yield from _unknown(part, known[name], joined(path, name)) if name in known else (joined(path, name),)
    elif isinstance(value, dict) and get_origin(kind) is dict:
        for name, part in value.items():
            yield from _unknown(part, get_args(kind)[1], joined(path, name))
    elif isinstance(value, list) and get_origin(kind) is tuple:
        for index, part in enumerate(value):
            yield from _unknown(part, get_args(kind)[0], f"{path}[{index}]")


@cache
def _fields(kind: type[msgspec.Struct]) -> Mapping[str, Any]:
    """The types of the fields, by their names in an object."""
    return {field.encode_name: field.type for field in msgspec.structs.fields(kind)}


def _bare(annotation: Any) -> Any:
    """A type without its markers, and without that it may be absent."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return _bare(next(option for option in get_args(annotation) if option is not type(None)))
    return annotation
