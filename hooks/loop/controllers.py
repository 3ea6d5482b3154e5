"""CompositeControllers: who is a parent, which children it may have, and which hooks speak for it (Metacontroller: docs/src/api/compositecontroller.md)."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from hooks.kinds.selectors import LabelSelector
from hooks.loop.resources import Resource, resource
from hooks.protocol import Manifest


class Controller(msgspec.Struct, frozen=True, kw_only=True):
    """One CompositeController as the loop plays it."""

    name: str
    kind: str
    """The name of its hooks: the first part of the path in the webhook's URL, e.g. ``servicemonitor``."""
    parent: Resource
    children: tuple[Resource, ...]
    label_selector: LabelSelector | None
    ignore_status_changes: bool
    has_customize: bool
    document: msgspec.Raw
    """The object itself, which every request carries."""

    @property
    def order(self) -> tuple[int, str]:
        """Which parents to sync first. Any order ends the same; with those that own little first, workloads find their assets and are synced less often."""
        return len(self.children), self.name


def controllers(documents: Iterable[Manifest]) -> tuple[Controller, ...]:
    """The CompositeControllers among some manifests, in their order. ValueError: one of them needs what the loop does not play."""
    found = [_controller(document) for document in documents if document.get("kind") == "CompositeController"]
    return tuple(sorted(found, key=lambda controller: controller.order))


def _controller(document: Manifest) -> Controller:
    name, spec = document["metadata"]["name"], document["spec"]
    problem = _problem(spec)
    if problem:
        raise ValueError(f"CompositeController {name}: {problem}")
    parent, selector = spec["parentResource"], spec["parentResource"].get("labelSelector")
    return Controller(
        name=name,
        kind=urlsplit(spec["hooks"]["sync"]["webhook"]["url"]).path.split("/")[1],
        parent=resource(parent["apiVersion"], parent["resource"]),
        children=tuple(resource(child["apiVersion"], child["resource"]) for child in spec.get("childResources") or ()),
        label_selector=None if selector is None else msgspec.convert(selector, LabelSelector),
        ignore_status_changes=bool(parent.get("ignoreStatusChanges")),
        has_customize="customize" in spec["hooks"],
        document=msgspec.Raw(msgspec.json.encode(document)),
    )


def _problem(spec: Mapping[str, Any]) -> str | None:
    hooks: Mapping[str, Any] = spec.get("hooks") or {}
    methods = {(child.get("updateStrategy") or {}).get("method", "OnDelete") for child in spec.get("childResources") or ()}
    rows = (
        (spec.get("generateSelector") is True, "generateSelector must be true, the parents have no selector meant for children"),
        ("sync" in hooks, "there is no sync hook"),
        ("finalize" not in hooks, "a finalize hook would strand objects when the controller is removed"),
        (all(hook.get("version") == "v2" for hook in hooks.values()), "every hook needs version: v2"),
        (methods <= {"InPlace"}, "every child resource needs updateStrategy.method: InPlace"),
    )
    return next((text for fine, text in rows if not fine), None)
