"""A parent's children: which are its own, and how the desired ones come about.

Source: Metacontroller, pkg/controller/common/manage_children.go and pkg/third_party/kubernetes/controller_ref_manager.go.
"""

from collections.abc import Mapping
from typing import NamedTuple

from hooks.errors import InvalidObject
from hooks.findings import Finding
from hooks.findings.workloads import UNSERVED
from hooks.loop.controllers import Controller
from hooks.loop.resources import Key
from hooks.loop.store import Change, Entity, Store, controller_uid, owners_of
from hooks.protocol import Manifest


def claimed(controller: Controller, parent: Manifest, store: Store) -> tuple[dict[Key, Entity], tuple[Change, ...]]:
    """The observed children: those that the parent controls and that carry its label.

    A child that lost the label is released, and counts no more; one with the label that nobody controls is adopted. While the parent is being deleted
    neither happens.
    """
    uid, namespace = parent["metadata"]["uid"], parent["metadata"]["namespace"]
    declared = {(resource.group, resource.kind) for resource in controller.children}
    keys = [key for entity in store.claimed(uid) if (key := Key.of(entity.manifest)).namespace == namespace and (key.group, key.kind) in declared]
    claims = [(key, _claim(key, parent, store)) for key in keys]
    own = {key: entity for key, claim in claims if claim.own and (entity := store.get(key))}
    return own, tuple(claim.change for _, claim in claims if claim.change)


class _Claim(NamedTuple):
    own: bool
    change: Change | None = None


def _claim(key: Key, parent: Manifest, store: Store) -> _Claim:
    entity, uid = store.get(key), parent["metadata"]["uid"]
    if entity is None:
        return _Claim(False)
    owner, labelled = controller_uid(entity.manifest), entity.labels.get("controller-uid") == uid
    if owner:
        released = owner == uid and not labelled and not is_deleted(parent)
        kept = [reference for reference in owners_of(entity.manifest) if reference["uid"] != uid]
        return _Claim(owner == uid and labelled, store.write_owners(key, kept) if released else None)
    if not labelled or is_deleted(parent) or is_deleted(entity.manifest):
        return _Claim(False)
    others = [reference for reference in owners_of(entity.manifest) if reference["uid"] != uid]
    return _Claim(True, store.write_owners(key, [*others, owner_reference(parent)]))


def is_deleted(manifest: Manifest) -> bool:
    """Whether somebody has deleted the object, and a finalizer keeps it for a while."""
    return "deletionTimestamp" in manifest["metadata"]


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


def written(parent: Manifest, observed: Mapping[Key, Entity], desired: Mapping[Key, Manifest], store: Store) -> tuple[tuple[Change, ...], tuple[Finding, ...]]:
    """Deletes what is not desired, then applies what is; a child that is refused does not keep the others. What changed, and why some could not."""
    changes = [change for key, child in observed.items() if key not in desired and not is_deleted(child.manifest) for change in store.delete(key)]
    problems: list[Finding] = []
    for key, child in sorted(desired.items()):
        try:
            change = _applied(key, child, parent, store)
        except InvalidObject as problem:
            problems.extend(UNSERVED.at("", f"can't apply {key}: {found}") for found in problem.findings)
        else:
            changes.extend([change] if change else [])
    return tuple(changes), tuple(problems)


def _applied(key: Key, child: Manifest, parent: Manifest, store: Store) -> Change | None:
    """Only our own owner is sent; those of others stay, and the API server judges whether they go together."""
    entity = store.get(key)
    if entity and is_deleted(entity.manifest):
        return None
    return store.apply({**child, "metadata": {**child["metadata"], "ownerReferences": [owner_reference(parent)]}})
