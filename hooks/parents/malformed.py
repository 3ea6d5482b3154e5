"""A parent that its CRD does not allow: the API server never stores one, but who calls the hooks directly, or has lost the CRD, can send it.

Pieces of Kubernetes inside a parent (containers, volumes, affinity …) stay plain dicts, whose shape nobody has checked when they are used. So this is
asked when something has gone wrong with a parent, to tell a malformed one from a mistake of ours; a parent that is in order costs nothing.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from hooks.errors import InvalidParent
from hooks.findings.fields import REQUIRED, TYPE
from hooks.kinds.registry import KINDS
from hooks.kinds.structural import Schema, kind_schema
from hooks.protocol import Manifest

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


class _Request(msgspec.Struct, frozen=True):
    parent: Manifest


def misfit(kind: str, body: bytes) -> InvalidParent | None:
    """The first place where the parent in ``body`` is not of the types that the CRD of its ``kind`` asks for; ``None`` where there is none."""
    return next(_misfits(msgspec.json.decode(body, type=_Request).parent, kind_schema(KINDS[kind].type), ""), None)


def _misfits(value: Any, schema: Schema, path: str) -> Iterator[InvalidParent]:
    wanted = schema.get("type", "")
    if value is None or not _fits(value, wanted):
        yield InvalidParent(TYPE.at(path, f"must be of type {wanted}"))
    elif isinstance(value, dict):
        missing = next((name for name in schema.get("required", ()) if value.get(name) is None), None)
        if missing:
            yield InvalidParent(REQUIRED.at(f"{path}.{missing}".lstrip("."), "is required", "add it"))
        for name, below, part in _members(value, schema):
            yield from _misfits(below, part, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _misfits(item, schema.get("items", {}), f"{path}[{index}]")


def _members(value: Manifest, schema: Schema) -> Iterator[tuple[str, Any, Schema]]:
    """The members that are there; ``null`` counts as absent, as for the API server."""
    parts, more = schema.get("properties", {}), schema.get("additionalProperties") or {}
    return ((name, value[name], parts.get(name, more)) for name in sorted(value) if value[name] is not None)


def _fits(value: Any, wanted: str) -> bool:
    if wanted not in _TYPES:
        return True
    return isinstance(value, _TYPES[wanted]) and (wanted == "boolean" or not isinstance(value, bool))
