"""What a DecoratorController does otherwise than a CompositeController (Metacontroller: pkg/controller/decorator).

Attachments belong to an object by owner reference and by an annotation that names the controller; nothing is adopted or released. A cluster-scoped object
may have attachments in any namespace. Of the object itself only annotations change.
"""

from collections.abc import Mapping

import msgspec

from hooks.loop.answers import RefusedAnswer, converted
from hooks.loop.controllers import Controller
from hooks.loop.resources import Key, group_of
from hooks.loop.store import Entity, Store, controller_uid
from hooks.protocol import Manifest

CREATED_BY = "metacontroller.k8s.io/decorator-controller"
"""Annotation of an attachment: the controller that made it."""


class DecorateAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """The answer of a decorator's sync hook. Of the object itself only annotations are changed by those that are played."""

    attachments: tuple[Manifest, ...] = ()
    annotations: dict[str, str | None] = {}
    resync_after_seconds: float = 0.0


def attached(controller: Controller, parent: Manifest, store: Store) -> dict[Key, Entity]:
    """The observed attachments."""
    declared = {(resource.group, resource.kind) for resource in controller.children}
    own = {Key.of(entity.manifest): entity for entity in store.claimed(parent["metadata"]["uid"]) if _is_ours(controller, parent, entity.manifest)}
    return {key: entity for key, entity in own.items() if (key.group, key.kind) in declared}


def _is_ours(controller: Controller, parent: Manifest, child: Manifest) -> bool:
    made_by = (child["metadata"].get("annotations") or {}).get(CREATED_BY)
    return controller_uid(child) == parent["metadata"]["uid"] and made_by == controller.name


def decorate_answer(body: bytes, controller: Controller, parent: Manifest) -> tuple[DecorateAnswer, dict[Key, Manifest]]:
    """An answer and its attachments by key, complete with namespace and annotation."""
    answer = converted(body, DecorateAnswer)
    complete = [_complete(child, f"attachments[{index}]", controller, parent) for index, child in enumerate(answer.attachments)]
    attachments = {Key.of(child): child for child in complete}
    if len(attachments) < len(complete):
        raise RefusedAnswer("attachments: one is there twice")
    return answer, attachments


def _complete(child: Manifest, path: str, controller: Controller, parent: Manifest) -> Manifest:
    metadata = child.get("metadata")
    if not child.get("apiVersion") or not child.get("kind") or not isinstance(metadata, Mapping) or not metadata.get("name"):
        raise RefusedAnswer(f"{path}: an attachment needs apiVersion, kind and metadata.name")
    if (group_of(child["apiVersion"]), child["kind"]) not in {(resource.group, resource.kind) for resource in controller.children}:
        raise RefusedAnswer(f"{path}: {child['kind']} is not among the attachments of {controller.name}")
    own = parent["metadata"].get("namespace")
    namespace = metadata.get("namespace") or own
    if namespace is None or own not in (None, namespace):
        raise RefusedAnswer(f"{path}: {child['kind']} {metadata['name']} is in namespace {namespace}, that of the object is {own}")
    return {**child, "metadata": {**metadata, "namespace": namespace, "annotations": {**(metadata.get("annotations") or {}), CREATED_BY: controller.name}}}
