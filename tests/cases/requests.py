"""``request.yaml`` → what Metacontroller would post.

The file says what a person would say::

    parent: {…}                     # the custom resource
    related: [{…}]                  # objects that the customize hook asked for
    children: [{…}]                 # what is observed beside or on top of the children of `before`
    before: {parent: {…}, …}        # an earlier request: the same, but for this. Its answer is what is observed now
    settings: {…}                   # of the hooks, where they are not the defaults
    now: 2026-01-01T12:00:00Z

``before.parent`` is a JSON merge patch (``null`` removes a field). What the API server adds is added here: defaults, a uid (``<kind>-<name>``) and a
generation where none is written, ``stringData`` of Secrets; a text under a key that ends in ``.gz`` is compressed.
"""

import base64
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import yaml

from hooks import parents
from hooks.loop.defaults import defaulted
from hooks.loop.resources import Key
from hooks.protocol import Manifest
from hooks.rendering import gzipped
from hooks.settings import Settings

FOLDER = Path(__file__).parent
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
Groups = dict[str, dict[str, Manifest]]


class Case(msgspec.Struct, frozen=True):
    """One sync request, and the answer to it."""

    kind: str
    parent: Manifest
    related: tuple[Manifest, ...]
    children: tuple[Manifest, ...]
    settings: Settings
    now: datetime

    def body(self) -> bytes:
        """The JSON of the sync request."""
        request = {"controller": {}, "parent": self.parent, "children": grouped(self.children), "related": grouped(self.related), "finalizing": False}
        return msgspec.json.encode(request)

    def answer(self) -> Manifest:
        """What the sync hook says; InvalidParent where it refuses."""
        return dict(msgspec.json.decode(parents.sync(self.kind, self.body(), self.settings, self.now)))

    def rules(self) -> list[Manifest]:
        """What the customize hook says."""
        found = msgspec.json.decode(parents.customize(self.kind, msgspec.json.encode({"parent": self.parent})))
        return list(found["relatedResources"])


def folders() -> list[Path]:
    """All cases, by parent and claim."""
    return sorted(file.parent for file in FOLDER.glob("*/*/request.yaml"))


def case(folder: Path) -> Case:
    """The case in a folder."""
    return _case(folder.parent.name, yaml.safe_load((folder / "request.yaml").read_text(encoding="utf-8")))


def _case(kind: str, request: Mapping[str, Any]) -> Case:
    before = _before(kind, request) if "before" in request else {"children": [], "status": None}
    parent = _observed(request["parent"])
    return Case(
        kind=kind,
        parent=parent if before["status"] is None or "status" in parent else {**parent, "status": before["status"]},
        related=tuple(map(_observed, request.get("related", ()))),
        children=tuple(_owned(child, parent) for child in _merged_by_key(map(_observed, [*before["children"], *(request.get("children") or ())]))),
        settings=msgspec.convert(request.get("settings", {}), Settings),
        now=request.get("now", NOON),
    )


def _owned(child: Manifest, parent: Manifest) -> Manifest:
    metadata = parent["metadata"]
    owner = {"apiVersion": parent["apiVersion"], "kind": parent["kind"], "name": metadata["name"], "uid": metadata["uid"], "controller": True}
    return {**child, "metadata": {**child["metadata"], "ownerReferences": [owner]}}


def _before(kind: str, request: Mapping[str, Any]) -> Manifest:
    earlier = request["before"] or {}
    rest = {field: value for field, value in request.items() if field not in {"before", "children"}}
    return _case(kind, {**rest, **earlier, "parent": patched(request["parent"], earlier.get("parent", {}))}).answer()


def patched(value: Any, patch: Any) -> Any:
    """A JSON merge patch (RFC 7396)."""
    if not isinstance(patch, Mapping):
        return patch
    kept = {name: below for name, below in (value if isinstance(value, Mapping) else {}).items() if name not in patch}
    old = value if isinstance(value, Mapping) else {}
    return kept | {name: patched(old.get(name), below) for name, below in patch.items() if below is not None}


def _merged_by_key(manifests: Iterable[Manifest]) -> list[Manifest]:
    found: dict[Key, Manifest] = {}
    for each in manifests:
        found[Key.of(each)] = patched(found.get(Key.of(each), {}), each)
    return list(found.values())


def _observed(manifest: Manifest) -> Manifest:
    """As the API server would show it."""
    metadata, custom = manifest["metadata"], "/" in manifest["apiVersion"]
    born = {"uid": f"{manifest['kind']}-{metadata['name']}".lower(), **({"generation": 1} if custom else {})}
    texts = {key: base64.b64encode(_packed(key, text)).decode() for key, text in manifest.get("stringData", {}).items()}
    data = {"data": {**manifest.get("data", {}), **texts}} if texts else {}
    rest = {field: value for field, value in manifest.items() if field != "stringData"}
    return defaulted({**rest, **data, "metadata": {**born, **metadata}})


def _packed(key: str, text: str) -> bytes:
    return gzipped(text.encode()) if key.endswith(".gz") else text.encode()


def grouped(manifests: Iterable[Manifest]) -> Groups:
    """As messages hold them: ``<Kind>.<apiVersion>`` → ``namespace/name`` → object."""
    groups: Groups = {}
    for each in manifests:
        groups.setdefault(f"{each['kind']}.{each['apiVersion']}", {})[Key.of(each).path] = each
    return groups
