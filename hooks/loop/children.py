"""A parent's children: which are its own, and how the desired ones come about (Metacontroller: pkg/controller/common/manage_children.go)."""

from collections.abc import Mapping

from hooks.errors import InvalidObject
from hooks.loop.controllers import Controller
from hooks.loop.resources import Key
from hooks.loop.store import Change, Entity, Store, controller_uid, owners_of
from hooks.protocol import Manifest


def claimed(controller: Controller, parent: Manifest, store: Store) -> tuple[dict[Key, Entity], tuple[Change, ...]]:
    """The observed children, after adopting orphans that carry the parent's label and releasing children that lost it."""
    uid, namespace = parent["metadata"]["uid"], parent["metadata"]["namespace"]
    declared = {(resource.group, resource.kind) for resource in controller.children}
    keys = [Key.of(entity.manifest) for entity in store.claimed(uid)]
    changes = [_ownership(key, parent, store) for key in keys if (key.group, key.kind) in declared and key.namespace == namespace]
    own = {key: entity for entity in store.claimed(uid) if controller_uid(entity.manifest) == uid and (key := Key.of(entity.manifest)).namespace == namespace}
    return {key: entity for key, entity in own.items() if (key.group, key.kind) in declared}, tuple(change for change in changes if change)


def _ownership(key: Key, parent: Manifest, store: Store) -> Change | None:
    entity, uid = store.get(key), parent["metadata"]["uid"]
    if entity is None:
        return None
    owner, labelled = controller_uid(entity.manifest), entity.labels.get("controller-uid") == uid
    if owner == uid and not labelled:
        return store.write_owners(key, [reference for reference in owners_of(entity.manifest) if reference["uid"] != uid])
    if labelled and not owner:
        return store.write_owners(key, [*owners_of(entity.manifest), owner_reference(parent)])
    return None


def owner_reference(parent: Manifest) -> Manifest:
    """By which a child names the parent that controls it."""
    return {
        "apiVersion": parent["apiVersion"],
        "kind": parent["kind"],
        "name": parent["metadata"]["name"],
        "uid": parent["metadata"]["uid"],
        "controller": True,
        "blockOwnerDeletion": True,
    }


def written(parent: Manifest, observed: Mapping[Key, Entity], desired: Mapping[Key, Manifest], store: Store) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Deletes what is not desired, then applies what is; a child that is refused does not keep the others. What changed, and why some could not."""
    changes = [change for key in observed if key not in desired for change in store.delete(key)]
    problems: list[str] = []
    for key, child in sorted(desired.items()):
        try:
            change = _applied(key, child, parent, store)
        except InvalidObject as problem:
            problems.append(f"can't apply {key}: {problem}")
        else:
            changes.extend([change] if change else [])
    return tuple(changes), tuple(problems)


def _applied(key: Key, child: Manifest, parent: Manifest, store: Store) -> Change | None:
    entity = store.get(key)
    owner = controller_uid(entity.manifest) if entity else ""
    if entity and owner and owner != parent["metadata"]["uid"]:
        name = next(f"{reference['kind']} {reference['name']}" for reference in owners_of(entity.manifest) if reference["uid"] == owner)
        raise InvalidObject("metadata.ownerReferences", f"it is controlled by {name}, only one owner can have that")
    owners = [reference for reference in owners_of(entity.manifest) if reference["uid"] != owner] if entity else []
    return store.apply({**child, "metadata": {**child["metadata"], "ownerReferences": [*owners, owner_reference(parent)]}})
