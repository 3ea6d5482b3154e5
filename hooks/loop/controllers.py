"""Controllers: who is a parent, which children it may have, and which hooks speak for it.

Source: Metacontroller, docs/src/api/compositecontroller.md and decoratorcontroller.md. A DecoratorController counts as one controller for each kind that
it decorates.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec

from hooks.kinds.selectors import LabelSelector
from hooks.loop.resources import Resource, resource
from hooks.protocol import Manifest


class Controller(msgspec.Struct, frozen=True, kw_only=True):
    """One CompositeController, or one kind of a DecoratorController, as the loop plays it."""

    name: str
    kind: str
    """The name of its hooks: the path in the webhook's URL before ``/sync``, e.g. ``servicemonitor`` or ``decorators/kubelet``."""
    parent: Resource
    children: tuple[Resource, ...]
    label_selector: LabelSelector | None
    ignore_status_changes: bool
    has_customize: bool
    decorator: bool = False
    """Its parents are other people's objects, and their children are attachments (:mod:`hooks.loop.decorators`)."""
    document: msgspec.Raw
    """The object itself, which every request carries."""

    @property
    def order(self) -> tuple[int, str]:
        """Which parents to sync first. Any order ends the same; with those that own little first, workloads find their assets and are synced less often."""
        return len(self.children), self.name


def controllers(documents: Iterable[Manifest]) -> tuple[Controller, ...]:
    """The controllers among some manifests, in their order. ValueError: one of them needs what the loop does not play."""
    found = [controller for document in documents for controller in _controllers(document)]
    return tuple(sorted(found, key=lambda controller: controller.order))


def _controllers(document: Manifest) -> Iterator[Controller]:
    kind = document.get("kind")
    if kind not in ("CompositeController", "DecoratorController"):
        return
    spec, decorator = document["spec"], kind == "DecoratorController"
    if any(attachment["resource"] == "pods" for attachment in spec.get("attachments") or ()):
        return  # there are no pods here that could be told anything
    children = spec.get("attachments" if decorator else "childResources") or ()
    problem = _problem(spec, children, decorator)
    if problem:
        raise ValueError(f"{kind} {document['metadata']['name']}: {problem}")
    for parent in spec["resources"] if decorator else (spec["parentResource"],):
        yield _controller(document, parent, children, decorator)


def _controller(document: Manifest, parent: Manifest, children: Sequence[Manifest], decorator: bool) -> Controller:
    hooks, selector = document["spec"]["hooks"], parent.get("labelSelector")
    return Controller(
        name=document["metadata"]["name"],
        kind=urlsplit(hooks["sync"]["webhook"]["url"]).path.strip("/").rpartition("/")[0],
        parent=resource(parent["apiVersion"], parent["resource"]),
        children=tuple(resource(child["apiVersion"], child["resource"]) for child in children),
        label_selector=None if selector is None else msgspec.convert(selector, LabelSelector),
        ignore_status_changes=bool(parent.get("ignoreStatusChanges")),
        has_customize="customize" in hooks,
        decorator=decorator,
        document=msgspec.Raw(msgspec.json.encode(document)),
    )


def _problem(spec: Mapping[str, Any], children: Iterable[Manifest], decorator: bool) -> str | None:
    hooks: Mapping[str, Any] = spec.get("hooks") or {}
    methods = {(child.get("updateStrategy") or {}).get("method", "OnDelete") for child in children}
    rows = (
        (decorator or spec.get("generateSelector") is True, "generateSelector must be true, the parents have no selector meant for children"),
        ("sync" in hooks, "there is no sync hook"),
        ("finalize" not in hooks, "a finalize hook would strand objects when the controller is removed"),
        (all(hook.get("version") == "v2" for hook in hooks.values()), "every hook needs version: v2"),
        (methods <= {"InPlace"}, "every child resource needs updateStrategy.method: InPlace"),
    )
    return next((text for fine, text in rows if not fine), None)
