"""What makes a child ours or another operator's: a label, an owner reference, the entries of ``managedFields``. Manifests in, manifests out."""

from collections.abc import Mapping
from typing import Any

import msgspec

from hooks.cli.migrate import managed_fields
from hooks.loop.children import owner_reference
from hooks.loop.decorators import CREATED_BY
from hooks.names import DESIRED_HASH
from hooks.protocol import Manifest

UID = "controller-uid"
"""Label by which Metacontroller finds the children of a parent."""
CONTROLLER_ID = "operator.prometheus.io/controller-id"
"""Annotation of a workload: which of several operators serves it."""
FINALIZER = "monitoring.coreos.com/status-cleanup"
"""prometheus-operator's; nobody removes it any more once that is gone, and a deletion would wait for ever."""
OWN_ANNOTATIONS = "promhooks.io/"
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
    metadata = child["metadata"]
    fields = managed_fields.moved(child, {managers.theirs, MIGRATION}, {"manager": managers.ours, "operation": "Apply"})
    labels = {**(metadata.get("labels") or {}), UID: parent["metadata"]["uid"]}
    owners = [owner_reference(parent) if owner["uid"] == parent["metadata"]["uid"] else owner for owner in metadata.get("ownerReferences") or ()]
    if all(owner["uid"] != parent["metadata"]["uid"] for owner in owners):
        owners.append(owner_reference(parent))
    return {**child, "metadata": {**metadata, "labels": labels, "ownerReferences": owners, "managedFields": fields}}


def with_fields_taken(manifest: Manifest, managers: Managers) -> Manifest:
    """An object that nobody needs to adopt, with every field of the other operator ours."""
    fields = managed_fields.moved(manifest, {managers.theirs, MIGRATION}, {"manager": managers.ours, "operation": "Apply"})
    return {**manifest, "metadata": {**manifest["metadata"], "managedFields": fields}}


def given_back(child: Manifest, managers: Managers) -> Manifest:
    """The reverse: no label, no annotation of ours, and every field of ours the other operator's, as after an update by it. Its owner stays."""
    metadata = child["metadata"]
    fields = managed_fields.moved(child, {managers.ours, MIGRATION}, {"manager": managers.theirs, "operation": "Update"})
    labels = {name: value for name, value in (metadata.get("labels") or {}).items() if name != UID}
    notes = {name: value for name, value in (metadata.get("annotations") or {}).items() if not name.startswith(OWN_ANNOTATIONS)}
    return {**child, "metadata": {**metadata, **_replaced(metadata, "labels", labels), **_replaced(metadata, "annotations", notes), "managedFields": fields}}


def parent_taken(parent: Manifest, controller_id: str | None) -> Manifest:
    """A custom resource without the other operator's finalizer, and with the controller id of the operator that is to serve it, if one is given."""
    metadata = parent["metadata"]
    finalizers = [each for each in metadata.get("finalizers") or () if each != FINALIZER]
    notes = {**(metadata.get("annotations") or {}), **({CONTROLLER_ID: controller_id} if controller_id else {})}
    return {**parent, "metadata": {**metadata, **_replaced(metadata, "finalizers", finalizers), **_replaced(metadata, "annotations", notes)}}


def parent_given_back(parent: Manifest, controller_id: str | None) -> Manifest:
    """A custom resource without that controller id; the other operator sets its finalizer itself."""
    metadata = parent["metadata"]
    notes = {name: value for name, value in (metadata.get("annotations") or {}).items() if (name, value) != (CONTROLLER_ID, controller_id)}
    return {**parent, "metadata": {**metadata, **_replaced(metadata, "annotations", notes)}}


def _replaced(metadata: Mapping[str, Any], field: str, value: Any) -> Manifest:
    """A field that stays absent where it was and nothing is in it."""
    return {field: value} if value or field in metadata else {}


def operations(live: Manifest, wanted: Manifest) -> list[Manifest]:
    """The JSON patch that makes the metadata of ``live`` that of ``wanted``, refused if somebody wrote it meanwhile; empty where nothing differs."""
    before, after = live["metadata"], wanted["metadata"]
    changed = [field for field in ("labels", "annotations", "ownerReferences", "finalizers", "managedFields") if before.get(field) != after.get(field)]
    if not changed:
        return []
    unchanged = {"op": "replace", "path": "/metadata/resourceVersion", "value": before["resourceVersion"]}
    return [unchanged, *({"op": "add", "path": f"/metadata/{field}", "value": after[field]} for field in changed)]


def kubelet_given_back(manifest: Manifest, managers: Managers) -> Manifest:
    """The kubelet Service or what belongs to it: no decoration, no namespace as the owner."""
    back = given_back(manifest, managers)
    metadata = back["metadata"]
    notes = {name: value for name, value in (metadata.get("annotations") or {}).items() if name != CREATED_BY}
    owners = [owner for owner in metadata.get("ownerReferences") or () if owner["kind"] != "Namespace"]
    return {**back, "metadata": {**metadata, **_replaced(metadata, "annotations", notes), **_replaced(metadata, "ownerReferences", owners)}}


def is_applied(child: Manifest) -> bool:
    """Whether the hooks' version of a child has been applied to it."""
    return DESIRED_HASH in (child["metadata"].get("annotations") or {})
