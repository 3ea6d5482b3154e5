"""Labels and annotations of children. Selector labels are immutable in a StatefulSet, and users' dashboards and policies depend on them."""

from collections.abc import Mapping

from hooks import names
from hooks.kinds.base import Kind
from hooks.kinds.workload import EmbeddedMetadata
from hooks.protocol import Manifest
from hooks.settings import Settings

INPUT_HASH = "prometheus-operator-input-hash"
"""Annotation of a StatefulSet: digest of what it was made from."""
SHARD = "operator.prometheus.io/shard"
NAME = "operator.prometheus.io/name"
MODE = "operator.prometheus.io/mode"
VERSION = "app.kubernetes.io/version"
_MANAGED = {"managed-by": names.MANAGED_BY, "app.kubernetes.io/managed-by": names.MANAGED_BY}
_CONTROLLER_UID = "controller-uid"
"""The host's own label: each controller's children carry their parent's, so a copy from the parent would be wrong."""

Labels = dict[str, str]


def selector(application: str, name: str) -> Labels:
    """What finds the pods of the custom resource ``name`` of the kind ``application`` (``prometheus``, ``prometheus-agent``, ``alertmanager`` …)."""
    return {"app.kubernetes.io/name": application, "app.kubernetes.io/managed-by": names.MANAGED_BY, "app.kubernetes.io/instance": name}


def pod_metadata(selected: Mapping[str, str], version: str, container: str, given: EmbeddedMetadata | None, settings: Settings) -> Manifest:
    """Metadata of a pod template: what the user gives, but never other values of the selector's labels.

    Version and default container are the user's to change in every kind; in prometheus-operator that differs from kind to kind.
    """
    given = given or EmbeddedMetadata()
    return {
        "labels": {VERSION: version, **given.labels, **selected, **settings.labels},
        "annotations": {"kubectl.kubernetes.io/default-container": container, **given.annotations},
    }


def child_metadata(owner: Kind, name: str, settings: Settings, labels: Mapping[str, str] | None = None) -> Manifest:
    """Metadata of a child that does not take over its owner's labels: Secrets, ConfigMaps, Services."""
    return _placed(owner, name) | _without_empty({"labels": {**settings.labels, **(labels or {}), **_MANAGED}, "annotations": dict(settings.annotations)})


def workload_metadata(owner: Kind, name: str, settings: Settings, labels: Mapping[str, str], annotations: Mapping[str, str]) -> Manifest:
    """Metadata of a StatefulSet or DaemonSet: what the owner is labelled with, then ``labels`` and the settings', which must hold for all children.

    So a chart's own ``app.kubernetes.io/name`` on the owner does not hide what the child is. The label ``managed-by`` is never the owner's, where
    prometheus-operator lets it through and then no longer finds its own StatefulSet by it.
    """
    inherited = {label: value for label, value in owner.metadata.labels.items() if label != _CONTROLLER_UID}
    notes = {**owner.metadata.annotations, **settings.annotations, **annotations}
    return _placed(owner, name) | _without_empty(
        {
            "labels": {**inherited, **labels, **settings.labels, **_MANAGED},
            # kubectl keeps the last applied manifest in its annotation: it is about the owner, not about the child.
            "annotations": {note: value for note, value in notes.items() if not note.startswith("kubectl.kubernetes.io/")},
        }
    )


def _placed(owner: Kind, name: str) -> Manifest:
    return {"name": name} | ({"namespace": owner.metadata.namespace} if owner.metadata.namespace else {})


def _without_empty(maps: Mapping[str, Labels]) -> Manifest:
    return {field: values for field, values in maps.items() if values}
