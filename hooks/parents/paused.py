"""A paused workload: nothing changes, and nothing is fought over.

A 200 cannot say "leave it": what is not returned is deleted. So each observed child is returned with just the fields that our field manager owns
(``metadata.managedFields``; Kubernetes documentation, "Server-Side Apply"), which makes applying it change nothing.
"""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from hooks.protocol import Manifest, SyncRequest, SyncResponse

MANAGERS = ("promhooks", "metacontroller")
_SERVER_FIELDS = ("uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "managedFields", "ownerReferences", "selfLink")


def response(request: SyncRequest[Any]) -> SyncResponse:
    """The observed children and the old status, with ``paused`` set."""
    children = tuple(echo(msgspec.json.decode(raw)) for _, group in sorted(request.children.items()) for _, raw in sorted(group.items()))
    return SyncResponse(children=children, status={**_status(request.parent), "paused": True})


def _status(parent: Any) -> Manifest:
    status: Manifest = {} if parent.status is None else msgspec.to_builtins(parent.status)
    return status


def echo(child: Manifest) -> Manifest:
    """The part of an observed child that is ours; all of it (without what the server adds) where nothing says who owns what."""
    owned = [
        entry["fieldsV1"] for entry in child["metadata"].get("managedFields", ()) if entry.get("manager") in MANAGERS and entry.get("operation") == "Apply"
    ]
    body = _owned(child, owned[0]) if owned else {key: value for key, value in child.items() if key != "status"}
    metadata = {key: value for key, value in body.get("metadata", {}).items() if key not in _SERVER_FIELDS}
    identity = {key: child["metadata"][key] for key in ("name", "namespace") if key in child["metadata"]}
    return {**body, "apiVersion": child["apiVersion"], "kind": child["kind"], "metadata": {**metadata, **identity}}


def _owned(value: Any, fields: Mapping[str, Any]) -> Any:
    if not set(fields) - {"."}:
        return value
    if isinstance(value, list):
        return [_owned(item, below) for item, below in ((_item(value, path), below) for path, below in fields.items() if path != ".") if item is not None]
    if isinstance(value, dict):
        return {name: _owned(value[name], below) for path, below in fields.items() if (name := path.removeprefix("f:")) in value and path.startswith("f:")}
    return value


def _item(items: list[Any], path: str) -> Any:
    """The list item that ``k:{"name":"x"}``, ``v:"x"`` or ``i:0`` names."""
    sort, _, text = path.partition(":")
    wanted = json.loads(text)
    if sort == "v":
        return wanted if wanted in items else None
    if sort == "i":
        return items[wanted] if wanted < len(items) else None
    return next((item for item in items if all(item.get(key) == value for key, value in wanted.items())), None)
