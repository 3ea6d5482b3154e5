"""Who owns which fields of a child: read from ``metadata.managedFields`` (Kubernetes documentation, "Server-Side Apply").

Server-side apply removes only what its own manager has written. So a child in which another manager has the same fields keeps what we remove from it,
and nobody would notice: it must be said. Entries of the status and the like (``subresource``) are no matter of ours.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from hooks.protocol import Manifest

MANAGERS = frozenset(["promhooks", "metacontroller"])
"""The names under which children of ours are applied."""
_SERVER_FIELDS = ("uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "managedFields", "ownerReferences", "selfLink")
_CONTENT = ("f:spec", "f:data")
Fields = Mapping[str, Any]


def echo(child: Manifest) -> Manifest:
    """The part of an observed child that is ours, so that applying it changes nothing; all of it where nothing says who owns what.

    Of a child that only others have written so far, it is the name: applying that makes it ours, and leaves its content to them.
    """
    known = bool(child["metadata"].get("managedFields"))
    body = _part(child, {"f:metadata": {"f:name": {}}, **_ours(child)}) if known else {key: value for key, value in child.items() if key != "status"}
    metadata = {key: value for key, value in body.get("metadata", {}).items() if key not in _SERVER_FIELDS}
    identity = {key: child["metadata"][key] for key in ("name", "namespace") if key in child["metadata"]}
    return {**body, "apiVersion": child["apiVersion"], "kind": child["kind"], "metadata": {**metadata, **identity}}


def co_owners(child: Manifest) -> tuple[str, ...]:
    """The managers that have a part of ``spec`` or ``data`` together with us, or a key of ``data`` that we don't have: it would outlive its removal."""
    ours = _ours(child)
    return tuple(
        sorted(
            {manager for manager, fields in _others(child) if any(_shares(fields.get(part, {}), ours.get(part, {})) for part in _CONTENT)} | _keys(child, ours)
        )
    )


def changed(desired: Manifest, observed: Manifest) -> tuple[str, ...]:
    """The managers that have changed what we want in ``spec`` or ``data``, by which the field became theirs alone; the next apply takes it back."""
    ours = _ours(observed)
    return tuple(sorted({manager for manager, fields in _others(observed, scaled=True) if _differs(_content(fields), _content(ours), desired, observed)}))


def is_foreign(child: Manifest, *path: str) -> bool:
    """Whether another manager has the field at ``path``, written as in managedFields: ``f:spec``, ``f:replicas``."""
    return any(_has(fields, path) for _, fields in _others(child))


def _ours(child: Manifest) -> Fields:
    entries = child["metadata"].get("managedFields") or ()
    return next((entry["fieldsV1"] for entry in entries if entry.get("manager") in MANAGERS and entry.get("operation") == "Apply"), {})


def _others(child: Manifest, *, scaled: bool = False) -> Iterator[tuple[str, Fields]]:
    """What others have; with ``scaled`` also who has set the replicas only. Who does that takes no part in the rest."""
    for entry in child["metadata"].get("managedFields") or ():
        if entry.get("manager") not in MANAGERS and entry.get("subresource", "") in (("", "scale") if scaled else ("",)):
            yield entry.get("manager") or "somebody", entry.get("fieldsV1") or {}


def _keys(child: Manifest, ours: Fields) -> set[str]:
    own = ours.get("f:data", {})
    return {manager for manager, fields in _others(child) if set(fields.get("f:data", {})) - {"."} - set(own)}


def _shares(theirs: Fields, ours: Fields) -> bool:
    """Whether both have a leaf in common."""
    common = (set(theirs) & set(ours)) - {"."}
    return any(_is_leaf(theirs[path]) or _is_leaf(ours[path]) or _shares(theirs[path], ours[path]) for path in common)


def _content(fields: Fields) -> Fields:
    return {part: fields[part] for part in _CONTENT if part in fields}


def _differs(theirs: Fields, ours: Fields, desired: Any, observed: Any) -> bool:
    """Whether one of their fields, which is not ours too, is desired, but observed with another value."""
    for path, below in theirs.items():
        wanted, found = _below(desired, path), _below(observed, path)
        if path == "." or wanted is None or (path in ours and _is_leaf(ours[path])):
            continue
        if wanted != found if _is_leaf(below) else _differs(below, ours.get(path, {}), wanted, found):
            return True
    return False


def _has(fields: Fields, path: tuple[str, ...]) -> bool:
    return not path or (path[0] in fields and _has(fields[path[0]], path[1:]))


def _is_leaf(fields: Fields) -> bool:
    return not set(fields) - {"."}


def _part(value: Any, fields: Fields) -> Any:
    """The part of ``value`` that ``fields`` name. Lists keep their order, in which the fields do not stand: another order is another pod template."""
    if _is_leaf(fields):
        return value
    found = ((path, below, _below(value, path)) for path, below in fields.items() if path != ".")
    if isinstance(value, list):
        return [_part(item, below) for _, below, item in sorted(found, key=lambda each: _place(value, each[2])) if item is not None]
    if isinstance(value, dict):
        return {path.removeprefix("f:"): _part(item, below) for path, below, item in found if item is not None}
    return value


def _place(items: list[Any], wanted: Any) -> int:
    return next((index for index, item in enumerate(items) if item is wanted or item == wanted), len(items))


def _below(value: Any, path: str) -> Any:
    """What ``f:name`` names in a map; in a list what ``k:{"name":"x"}``, ``v:"x"`` or ``i:0`` names."""
    sort, _, text = path.partition(":")
    if isinstance(value, dict):
        return value.get(text) if sort == "f" else None
    if not isinstance(value, list) or sort not in ("k", "v", "i"):
        return None  # "." is the list itself
    wanted = json.loads(text)
    if sort == "v":
        return wanted if wanted in value else None
    if sort == "i":
        return value[wanted] if wanted < len(value) else None
    return next((item for item in value if all(item.get(key) == part for key, part in wanted.items())), None)
