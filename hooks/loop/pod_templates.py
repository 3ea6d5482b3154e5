"""What the API server refuses in the pods of a workload: names of volumes, and paths that would leave them.

Source: Kubernetes API reference, "Volume", "KeyToPath", "VolumeMount".
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hooks.errors import InvalidObject
from hooks.findings import quoted
from hooks.findings.fields import OBJECT
from hooks.protocol import Manifest

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_ITEMS = ("secret", "configMap", "downwardAPI")
_TEMPLATE = "spec.template.spec"

KINDS = frozenset({"DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"})


def check(manifest: Manifest) -> None:
    """InvalidObject at the first volume, mount or item that no API server would take; other shapes than those of a pod template are none of this."""
    spec = _at(manifest, *_TEMPLATE.split("."))
    for path, volume in _each(spec, "volumes", _TEMPLATE):
        _check_name(volume.get("name"), f"{path}.name")
        for where, item in _items(volume, path):
            _check_path(item.get("path"), f"{where}.path")
    for path, claim in _each(_at(manifest, "spec"), "volumeClaimTemplates", "spec"):
        _check_name(_at(claim, "metadata").get("name"), f"{path}.metadata.name")
    for field in ("containers", "initContainers"):
        for path, container in _each(spec, field, _TEMPLATE):
            for where, mount in _each(container, "volumeMounts", path):
                _check_name(mount.get("name"), f"{where}.name")
                if mount.get("subPath"):
                    _check_path(mount["subPath"], f"{where}.subPath")


def _items(volume: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for kind in _ITEMS:
        yield from _each(_at(volume, kind), "items", f"{path}.{kind}")
    for where, source in _each(_at(volume, "projected"), "sources", f"{path}.projected"):
        for kind in _ITEMS:
            yield from _each(_at(source, kind), "items", f"{where}.{kind}")
        for kind in ("serviceAccountToken", "clusterTrustBundle"):
            if "path" in _at(source, kind):
                yield f"{where}.{kind}", _at(source, kind)


def _check_name(name: Any, path: str) -> None:
    if not isinstance(name, str) or not _LABEL.fullmatch(name):
        raise InvalidObject(OBJECT.at(path, f"{quoted(name)} is no name", 'write at most 63 lower-case letters, digits and "-"'))


def _check_path(given: Any, path: str) -> None:
    if not isinstance(given, str) or not given or given.startswith(("/", "..")) or "\0" in given or ".." in given.split("/"):
        raise InvalidObject(OBJECT.at(path, f"{quoted(given)} is no path inside of the volume", 'write a relative one without ".."'))


def _each(owner: Mapping[str, Any], field: str, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    found = owner.get(field)
    for index, each in enumerate(found if isinstance(found, list | tuple) else ()):
        if isinstance(each, Mapping):
            yield f"{path}.{field}[{index}]", each


def _at(owner: Any, *steps: str) -> Mapping[str, Any]:
    for step in steps:
        owner = owner.get(step) if isinstance(owner, Mapping) else None
    return owner if isinstance(owner, Mapping) else {}
