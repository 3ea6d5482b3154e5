"""All objects, and what the API server does when one is written: uid, generation, resourceVersion, creationTimestamp, defaults, garbage collection."""

import base64
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

import msgspec

from hooks.admission.alertmanagerconfig_versions import V1BETA1, to_v1alpha1
from hooks.loop import admission
from hooks.loop.defaults import defaulted
from hooks.loop.merging import merged, merged_owners
from hooks.loop.resources import Key
from hooks.protocol import Manifest

_SERVER_FIELDS = ("uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds")
_UIDS = uuid.UUID("6f0d9a86-6cf0-5c8b-93ef-2f0c0a1c7a55")
"""Names our uids: the same object has the same uid in every run, so that what is rendered from it is the same too."""


class Entity(msgspec.Struct, frozen=True, dict=True):
    """An object as it is stored, and what was last applied to it as a child. Never changed, only replaced."""

    manifest: Manifest
    applied: Manifest

    @cached_property
    def raw(self) -> msgspec.Raw:
        """The object as JSON."""
        return msgspec.Raw(msgspec.json.encode(self.manifest))

    @property
    def labels(self) -> Mapping[str, str]:
        """The object's labels."""
        return self.manifest["metadata"].get("labels") or {}


class Change(msgspec.Struct, frozen=True):
    """One object before and after it was written; ``None`` before it existed and after it was deleted."""

    key: Key
    old: Manifest | None
    new: Manifest | None


class Store:
    """Objects by key. What changed is returned by each act; nothing is written where nothing changes."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """An empty store; ``clock`` gives the creation times."""
        self._clock = clock
        self._entities: dict[Key, Entity] = {}
        self._kinds: dict[tuple[str, str], dict[Key, Entity]] = {}
        self._claimed: dict[str, set[Key]] = {}
        self._lives: dict[Key, int] = {}

    def get(self, key: Key) -> Entity | None:
        """One object."""
        return self._entities.get(key)

    def of_kind(self, group: str, kind: str) -> Mapping[Key, Entity]:
        """All objects of a kind."""
        return self._kinds.get((group, kind), {})

    def claimed(self, uid: str) -> Iterator[Entity]:
        """The objects that name this uid as owner or in the label ``controller-uid``, by key."""
        return (self._entities[key] for key in sorted(self._claimed.get(uid, ())))

    def entities(self) -> Iterator[tuple[Key, Entity]]:
        """Everything, by key."""
        return iter(sorted(self._entities.items()))

    def replace(self, manifest: Manifest) -> Change | None:
        """Creates an object or replaces it, its status and its owners aside. InvalidObject: the API server would refuse it. ``None``: nothing changed."""
        admission.check(manifest)
        key, sent = Key.of(manifest), _sent(manifest)
        entity = self._entities.get(key)
        if entity is None:
            return self._write(key, defaulted(sent), {})
        kept = {name: value for name, value in entity.manifest["metadata"].items() if name in _SERVER_FIELDS}
        status = {"status": entity.manifest["status"]} if "status" in entity.manifest else {}
        return self._write(key, defaulted({**sent, "metadata": {**sent["metadata"], **kept}, **status}), entity.applied)

    def load(self, manifest: Manifest, applied: Manifest) -> Change:
        """Takes an object as an API server has it, whole; ``applied`` is the part that the field manager of children has in it."""
        key = Key.of(manifest)
        entity = self._entities.get(key)
        if entity:
            self._forget(key, entity)
        self._remember(key, Entity(manifest, applied))
        return Change(key, entity.manifest if entity else None, manifest)

    def apply(self, manifest: Manifest) -> Change | None:
        """Server-side apply, with force, by the one field manager that children have. Errors and answer as for :meth:`replace`."""
        admission.check(manifest)
        key, sent = Key.of(manifest), _sent(manifest)
        entity = self._entities.get(key) or Entity({}, {})
        written = defaulted(merged(entity.manifest, entity.applied, sent))
        owners = merged_owners(*(part.get("metadata", {}).get("ownerReferences") or [] for part in (entity.manifest, entity.applied, sent)))
        admission.check_owners(owners)
        return self._write(key, {**written, "metadata": {**written["metadata"], **({"ownerReferences": owners} if owners else {})}}, sent)

    def write_status(self, key: Key, status: Manifest) -> Change | None:
        """Replaces the status of an object that exists, as its status subresource does."""
        entity = self._entities[key]
        return self._write(key, {**entity.manifest, "status": status}, entity.applied)

    def write_owners(self, key: Key, owners: list[Manifest]) -> Change | None:
        """Replaces the owner references of an object that exists."""
        entity = self._entities[key]
        return self._write(key, {**entity.manifest, "metadata": {**entity.manifest["metadata"], "ownerReferences": owners}}, entity.applied)

    def annotate(self, key: Key, annotations: Mapping[str, str | None]) -> Change | None:
        """Sets annotations of an object that exists; one that is ``None`` goes."""
        entity = self._entities[key]
        metadata = entity.manifest["metadata"]
        notes = {name: value for name, value in {**(metadata.get("annotations") or {}), **annotations}.items() if value is not None}
        if notes == (metadata.get("annotations") or {}):
            return None
        return self._write(key, {**entity.manifest, "metadata": {**metadata, "annotations": notes}}, entity.applied)

    def delete(self, key: Key) -> tuple[Change, ...]:
        """Deletes an object and, with it, everything that only it owned."""
        entity = self._entities.get(key)
        if entity is None:
            return ()
        self._forget(key, entity)
        uid = entity.manifest["metadata"]["uid"]
        orphans = [Key.of(child.manifest) for child in self.claimed(uid) if [owner["uid"] for owner in owners_of(child.manifest)] == [uid]]
        return (Change(key, entity.manifest, None), *(change for orphan in orphans for change in self.delete(orphan)))

    def _write(self, key: Key, written: Manifest, applied: Manifest) -> Change | None:
        entity = self._entities.get(key)
        old = entity.manifest if entity else None
        if entity and old == written:
            if entity.applied != applied:
                self._remember(key, Entity(entity.manifest, applied))
            return None
        new = {**written, "metadata": {**written["metadata"], **self._server_fields(key, old, written)}}
        if entity:
            self._forget(key, entity)
        self._remember(key, Entity(new, applied))
        return Change(key, old, new)

    def _server_fields(self, key: Key, old: Manifest | None, written: Manifest) -> Manifest:
        # Counted for each object, so that no order of arrival can be seen in it.
        version = str(1 if old is None else int(old["metadata"]["resourceVersion"]) + 1)
        if old is None:
            self._lives[key] = self._lives.get(key, 0) + 1
            life = "" if self._lives[key] == 1 else f"#{self._lives[key]}"
            born = {
                "uid": str(uuid.uuid5(_UIDS, f"{key.group}/{key.kind}/{key.namespace}/{key.name}{life}")),
                "creationTimestamp": self._clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
            }
            # Objects of the core group that we meet (Secret, ConfigMap, Service, Namespace) have no generation.
            return {**born, "resourceVersion": version, **({"generation": 1} if key.group else {})}
        changed = key.group and _desired(old) != _desired(written)
        return {"resourceVersion": version, **({"generation": old["metadata"]["generation"] + 1} if changed else {})}

    def _remember(self, key: Key, entity: Entity) -> None:
        self._entities[key] = entity
        self._kinds.setdefault((key.group, key.kind), {})[key] = entity
        for uid in _claims(entity.manifest):
            self._claimed.setdefault(uid, set()).add(key)

    def _forget(self, key: Key, entity: Entity) -> None:
        del self._entities[key], self._kinds[key.group, key.kind][key]
        for uid in _claims(entity.manifest):
            self._claimed[uid].discard(key)


def owners_of(manifest: Manifest) -> list[Manifest]:
    """The owner references of an object."""
    return manifest["metadata"].get("ownerReferences") or []


def controller_uid(manifest: Manifest) -> str:
    """The uid of the owner that controls an object, empty without one."""
    return next((str(owner["uid"]) for owner in owners_of(manifest) if owner.get("controller")), "")


def _claims(manifest: Manifest) -> set[str]:
    labelled = (manifest["metadata"].get("labels") or {}).get("controller-uid")
    return {str(owner["uid"]) for owner in owners_of(manifest)} | ({labelled} if labelled else set())


def _desired(manifest: Manifest) -> Manifest:
    """What a generation counts changes of."""
    return {name: value for name, value in manifest.items() if name not in {"metadata", "status"}}


def _sent(manifest: Manifest) -> Manifest:
    """What counts of a manifest that somebody applies: no status, no fields of the server, Secrets with all values in ``data``, the version that is stored."""
    key = Key.of(manifest)
    metadata = {name: value for name, value in manifest["metadata"].items() if name not in _SERVER_FIELDS and value is not None}
    if key.namespace:
        metadata["namespace"] = key.namespace
    if key.kind == "Namespace":
        metadata["labels"] = {**(metadata.get("labels") or {}), "kubernetes.io/metadata.name": key.name}
    sent = {name: value for name, value in manifest.items() if name not in {"status", "metadata", "stringData"} and value is not None}
    data = _secret_data(manifest) if (key.group, key.kind) == ("", "Secret") else {}
    whole = {**sent, "metadata": metadata, **data}
    return to_v1alpha1(whole) if (manifest["apiVersion"], key.kind) == (V1BETA1, "AlertmanagerConfig") else whole


def _secret_data(manifest: Manifest) -> dict[str, Any]:
    texts = manifest.get("stringData") or {}
    data = {**(manifest.get("data") or {}), **{name: base64.b64encode((text or "").encode()).decode() for name, text in texts.items()}}
    return {"data": data} if data else {}
