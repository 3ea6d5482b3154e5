"""Fields that an object has and its type does not: it was stored with a newer CRD than ours."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

import msgspec

from hooks.findings import Finding, joined
from hooks.findings.versions import NEWER_FIELD
from hooks.kinds.annotations import bare
from hooks.kinds.base import Kind


def unknown_fields(kind: type[Kind], manifest: Mapping[str, Any]) -> tuple[Finding, ...]:
    """A warning for each field of the spec that ``kind`` does not have, in the order of the object. Pieces of Kubernetes are not looked into."""
    return tuple(newer(path) for path in _unknown(manifest.get("spec"), _fields(kind)["spec"], "spec"))


def newer(path: str) -> Finding:
    """What is said about such a field."""
    return NEWER_FIELD.at(path, "is no field that is known here, and has no effect", "look its name up, or use a release of promhooks that knows it")


class _Parts(NamedTuple):
    """A list, or an object with any names, whose parts have a shape."""

    shape: "type[msgspec.Struct] | _Parts"


_Shape = type[msgspec.Struct] | _Parts | None
"""What can hold fields below it; None: nothing that is looked into."""


def _unknown(value: Any, shape: _Shape, path: str) -> Iterator[str]:
    if isinstance(shape, _Parts):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value or ()):
            yield from _unknown(part, shape.shape, joined(path, f"[{name}]" if isinstance(name, int) else name))
    elif shape is not None and isinstance(value, dict):
        known = _fields(shape)
        for name, part in value.items():
            if name not in known:
                yield joined(path, name)
            elif known[name] is not None:
                yield from _unknown(part, known[name], joined(path, name))


@cache
def _fields(kind: type[msgspec.Struct]) -> Mapping[str, _Shape]:
    """The shapes of the fields, by their names in an object."""
    return {field.encode_name: _shape(field.type) for field in msgspec.structs.fields(kind)}


def _shape(annotation: Any) -> _Shape:
    kind = bare(annotation)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is dict or origin is tuple:
        below = _shape(arguments[1] if origin is dict else arguments[0])
        return None if below is None else _Parts(below)
    return kind if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else None
