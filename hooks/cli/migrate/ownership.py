"""What makes a child ours or another operator's: a label, an owner reference, the entries of ``managedFields``. Manifests in, manifests out."""

from typing import Any

import msgspec

from hooks.cli.migrate import managed_fields
from hooks.loop.children import owner_reference
from hooks.loop.decorators import CREATED_BY
from hooks.names import CONTROLLER_ID, DESIRED_HASH
from hooks.protocol import Manifest

UID = "controller-uid"
"""Label by which Metacontroller finds the children of a parent."""
"""Annotation of a workload: which of several operators serves it. Also a label, because Metacontroller selects parents by labels only."""
_MARKED = ("annotations", "labels")
FINALIZER = "monitoring.coreos.com/status-cleanup"
"""prometheus-operator's; nobody removes it any more once that is gone, and a deletion would wait for ever."""
OWN_ANNOTATIONS = "promhooks.io/"
_THEIR_CONDITIONS = ("Available", "Reconciled")
"""What prometheus-operator says of a workload itself."""
OTHER = "PrometheusOperator"
"""The field manager of prometheus-operator's updates."""
MIGRATION = "promhooks-migrate"
"""The field manager of the patches that are made here; nothing is left to it in the end."""


class Managers(msgspec.Struct, frozen=True):
    """Field managers: that of Metacontroller (``--apply-strategy-ssa-field-manager``), and that of the other operator."""

    ours: str = "promhooks"
    theirs: str = OTHER


def taken(child: Manifest, parent: Manifest, managers: Managers) -> Manifest:
    """A child as Metacontroller adopts it, and with every field of the other operator ours, so that it goes when it is not wanted any more."""
    uid = parent["metadata"]["uid"]
    owners = [owner_reference(parent) if owner["uid"] == uid else owner for owner in _listed(child, "ownerReferences")]
    if all(owner["uid"] != uid for owner in owners):
        owners.append(owner_reference(parent))
    return _with(with_fields_taken(child, managers), labels={**_values(child, "labels"), UID: uid}, ownerReferences=owners)


def with_fields_taken(manifest: Manifest, managers: Managers) -> Manifest:
    """An object that nobody needs to adopt, with every field of the other operator ours."""
    return _with(manifest, managedFields=managed_fields.moved(manifest, {managers.theirs, MIGRATION}, {"manager": managers.ours, "operation": "Apply"}))


def given_back(child: Manifest, managers: Managers) -> Manifest:
    """The reverse: no label, no annotation of ours, and every field of ours the other operator's, as after an update by it. Its owner stays."""
    fields = managed_fields.moved(child, {managers.ours, MIGRATION}, {"manager": managers.theirs, "operation": "Update"})
    labels = {name: value for name, value in _values(child, "labels").items() if name != UID}
    notes = {name: value for name, value in _values(child, "annotations").items() if not name.startswith(OWN_ANNOTATIONS)}
    return _with(child, labels=labels, annotations=notes, managedFields=fields)


def kubelet_given_back(manifest: Manifest, managers: Managers) -> Manifest:
    """The kubelet Service or what belongs to it: no decoration, no namespace as the owner."""
    back = given_back(manifest, managers)
    notes = {name: value for name, value in _values(back, "annotations").items() if name != CREATED_BY}
    return _with(back, annotations=notes, ownerReferences=[owner for owner in _listed(back, "ownerReferences") if owner["kind"] != "Namespace"])


def parent_taken(parent: Manifest, controller_id: str | None) -> Manifest:
    """A custom resource without the other operator's finalizer, and with the controller id of the operator that is to serve it, if one is given."""
    identity = {CONTROLLER_ID: controller_id} if controller_id else {}
    finalizers = [each for each in _listed(parent, "finalizers") if each != FINALIZER]
    return _with(parent, finalizers=finalizers, **{field: {**_values(parent, field), **identity} for field in _MARKED})


def parent_given_back(parent: Manifest, controller_id: str | None) -> Manifest:
    """A custom resource without that controller id, and with nothing of ours in its status; the other operator sets its finalizer itself."""
    identity = (CONTROLLER_ID, controller_id)
    marks = {field: {name: value for name, value in _values(parent, field).items() if (name, value) != identity} for field in _MARKED}
    return _with(_without_our_word(parent), **marks)


def _without_our_word(parent: Manifest) -> Manifest:
    """Nobody would keep it true, and the hooks would believe it when they come back."""
    conditions = _conditions(parent)
    kept = [each for each in conditions if each["type"] in _THEIR_CONDITIONS]
    return {**parent, "status": {**parent["status"], "conditions": kept}} if kept != conditions else parent


def _conditions(manifest: Manifest) -> list[Manifest]:
    return (manifest.get("status") or {}).get("conditions") or []


def _values(manifest: Manifest, field: str) -> dict[str, str]:
    return manifest["metadata"].get(field) or {}


def _listed(manifest: Manifest, field: str) -> list[Any]:
    return manifest["metadata"].get(field) or []


def _with(manifest: Manifest, **fields: Any) -> Manifest:
    """An object with other metadata; a field stays absent where it was and nothing is in it."""
    metadata = manifest["metadata"]
    return {**manifest, "metadata": {**metadata, **{name: value for name, value in fields.items() if value or name in metadata}}}


def operations(live: Manifest, wanted: Manifest) -> list[Manifest]:
    """The JSON patch that makes the metadata of ``live`` that of ``wanted``, refused if somebody wrote it meanwhile; empty where nothing differs."""
    before, after = live["metadata"], wanted["metadata"]
    changed = [field for field in ("labels", "annotations", "ownerReferences", "finalizers", "managedFields") if before.get(field) != after.get(field)]
    if not changed:
        return []
    unchanged = {"op": "replace", "path": "/metadata/resourceVersion", "value": before["resourceVersion"]}
    return [unchanged, *({"op": "add", "path": f"/metadata/{field}", "value": after[field]} for field in changed)]


def status_operations(live: Manifest, wanted: Manifest) -> list[Manifest]:
    """The same for the conditions of a status, which is written apart."""
    if _conditions(live) == _conditions(wanted):
        return []
    unchanged = {"op": "replace", "path": "/metadata/resourceVersion", "value": live["metadata"]["resourceVersion"]}
    return [unchanged, {"op": "add", "path": "/status/conditions", "value": _conditions(wanted)}]


def is_applied(child: Manifest) -> bool:
    """Whether the hooks' version of a child has been applied to it."""
    return DESIRED_HASH in (child["metadata"].get("annotations") or {})
