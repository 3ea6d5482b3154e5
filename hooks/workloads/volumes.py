"""Volumes and where they are mounted."""

import posixpath
from collections.abc import Iterable
from typing import Any

import msgspec

from hooks import names
from hooks.kinds.workload import StorageSpec
from hooks.protocol import Manifest
from hooks.workloads.manifests import given
from hooks.workloads.resource_names import label


class Mounted(msgspec.Struct, frozen=True):
    """Volumes of a pod, and the mounts of one of its containers."""

    volumes: tuple[Manifest, ...] = ()
    mounts: tuple[Manifest, ...] = ()

    def __add__(self, other: "Mounted") -> "Mounted":
        return Mounted(self.volumes + other.volumes, self.mounts + other.mounts)


def secret(name: str, source: str) -> Manifest:
    """A Secret as a volume."""
    return {"name": name, "secret": {"secretName": source}}


def config_map(name: str, source: str, *, optional: bool = False) -> Manifest:
    """A ConfigMap as a volume."""
    return {"name": name, "configMap": {"name": source, **({"optional": True} if optional else {})}}


def memory(name: str) -> Manifest:
    """An empty folder that is never written to disk: for secrets."""
    return {"name": name, "emptyDir": {"medium": "Memory"}}


def empty(name: str) -> Manifest:
    """An empty folder."""
    return {"name": name, "emptyDir": {}}


def projected(name: str, sources: Iterable[Manifest]) -> Manifest:
    """Several sources in one folder; all of them switch at the same moment."""
    return {"name": name, "projected": {"sources": list(sources)}}


def secret_source(name: str, *, key: str = "", optional: bool = False) -> Manifest:
    """A Secret, or one key of it, as a part of a projected volume."""
    items = [{"key": key, "path": key}] if key else None
    return {"secret": given({"name": name, "items": items, "optional": True if optional else None})}


def config_map_source(name: str, *, key: str = "", optional: bool = False) -> Manifest:
    """A ConfigMap, or one key of it, as a part of a projected volume."""
    items = [{"key": key, "path": key}] if key else None
    return {"configMap": given({"name": name, "items": items, "optional": True if optional else None})}


def numbered(prefix: str, count: int) -> tuple[str, ...]:
    """``<prefix>-0`` and so on."""
    return tuple(f"{prefix}-{index}" for index in range(count))


def mount(name: str, path: str, *, read_only: bool = False, sub_path: str = "") -> Manifest:
    """A volume in a container's file system."""
    return given({"name": name, "mountPath": path, "readOnly": True if read_only else None, "subPath": sub_path or None})


def extra_secrets(sources: Iterable[str], folder: str) -> Mounted:
    """``spec.secrets``: each below ``folder`` under its own name."""
    named = [(label("secret", source), source) for source in sources]
    return Mounted(
        tuple(secret(name, source) for name, source in named),
        tuple(mount(name, posixpath.join(folder, source), read_only=True) for name, source in named),
    )


def extra_config_maps(sources: Iterable[str], folder: str) -> Mounted:
    """``spec.configMaps``: each below ``folder`` under its own name."""
    named = [(label("configmap", source), source) for source in sources]
    return Mounted(
        tuple(config_map(name, source) for name, source in named),
        tuple(mount(name, posixpath.join(folder, source), read_only=True) for name, source in named),
    )


def log_file(file: str | None) -> Mounted:
    """A folder for a log file that lies there."""
    if not file or names.log_file(file) == file:
        return Mounted()
    return Mounted((empty("log-file"),), (mount("log-file", names.LOG_DIR),))


class Storage(msgspec.Struct, frozen=True):
    """Where data is kept."""

    name: str
    """Of the volume or of the claim template. A claim is named after it, so it must never change."""
    sub_path: str
    volume: Manifest | None = None
    claim_template: Manifest | None = None


def storage(spec: StorageSpec | None, default_name: str, sub_path: str) -> Storage:
    """An emptyDir, an ephemeral volume or a claim, whichever is given first; an emptyDir where nothing is given.

    ``sub_path`` is used where there is a storage section at all, whatever is in it: claims of existing installations depend on it. The name of a claim
    template beside another kind of volume names nothing; prometheus-operator mounts a volume of that name, which is not there.
    """
    if spec is None:
        return Storage(default_name, "", volume=empty(default_name))
    sub_path = "" if spec.disable_mount_sub_path else sub_path
    if spec.empty_dir is not None:
        return Storage(default_name, sub_path, volume={"name": default_name, "emptyDir": spec.empty_dir})
    if spec.ephemeral is not None:
        return Storage(default_name, sub_path, volume={"name": default_name, "ephemeral": spec.ephemeral})
    template = _claim_template(spec.volume_claim_template or {}, default_name)
    return Storage(template["metadata"]["name"], sub_path, claim_template=template)


def _claim_template(template: dict[str, Any], default_name: str) -> Manifest:
    metadata = template.get("metadata") or {}
    kept = {field: metadata[field] for field in ("labels", "annotations") if metadata.get(field)}
    return {
        **{field: template[field] for field in ("apiVersion", "kind", "status") if template.get(field)},
        "metadata": {"name": metadata.get("name") or default_name, **kept},
        "spec": {"accessModes": ["ReadWriteOnce"], **(template.get("spec") or {})},
    }
