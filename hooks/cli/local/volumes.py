"""Volumes of a pod as a kubelet lays them out: files of a Secret or ConfigMap behind one symbolic link that is switched, so they change together."""

import base64
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hooks.cli.local.inside import inside
from hooks.cli.local.objects import Cluster
from hooks.protocol import Manifest

Files = Mapping[str, bytes]
"""Content by path below the volume."""


class MissingSource(Exception):
    """A pod cannot start because an object that a volume needs is not there."""


def contents(volume: Mapping[str, Any], pod: Manifest, cluster: Cluster) -> Files | None:
    """What a volume holds; None for one that the pod writes to itself. MissingSource where a needed object or key is absent."""
    if "secret" in volume:
        secret = volume["secret"]
        return _source("Secret", {**secret, "name": secret["secretName"]}, pod, cluster)
    if "configMap" in volume:
        return _source("ConfigMap", volume["configMap"], pod, cluster)
    if "projected" in volume:
        return {path: data for source in volume["projected"].get("sources") or () for path, data in _projected(source, pod, cluster).items()}
    if "downwardAPI" in volume:
        return _downward(volume["downwardAPI"], pod)
    return None


def _projected(source: Mapping[str, Any], pod: Manifest, cluster: Cluster) -> Files:
    if "secret" in source:
        return _source("Secret", source["secret"], pod, cluster)
    if "configMap" in source:
        return _source("ConfigMap", source["configMap"], pod, cluster)
    return _downward(source["downwardAPI"], pod) if "downwardAPI" in source else {}


def _source(kind: str, reference: Mapping[str, Any], pod: Manifest, cluster: Cluster) -> Files:
    manifest = cluster.find(kind, pod["metadata"]["namespace"], reference["name"])
    if manifest is None:
        if reference.get("optional"):
            return {}
        raise MissingSource(f'{kind} "{pod["metadata"]["namespace"]}/{reference["name"]}" is not there')
    return _picked(data_of(manifest), reference, f"{kind} {reference['name']}")


def _picked(data: Files, reference: Mapping[str, Any], what: str) -> Files:
    items = reference.get("items")
    if not items:
        return data
    missing = [item["key"] for item in items if item["key"] not in data]
    if missing and not reference.get("optional"):
        raise MissingSource(f'{what} has no key "{missing[0]}"')
    return {item["path"]: data[item["key"]] for item in items if item["key"] in data}


def data_of(manifest: Manifest) -> dict[str, bytes]:
    """The values of a Secret or ConfigMap; ``stringData`` wins over ``data``, as at the API server."""
    if manifest["kind"] == "Secret":
        decoded = {key: base64.b64decode(text) for key, text in (manifest.get("data") or {}).items()}
        return {**decoded, **{key: text.encode() for key, text in (manifest.get("stringData") or {}).items()}}
    binary = {key: base64.b64decode(text) for key, text in (manifest.get("binaryData") or {}).items()}
    return {**{key: text.encode() for key, text in (manifest.get("data") or {}).items()}, **binary}


def _downward(source: Mapping[str, Any], pod: Manifest) -> Files:
    return {item["path"]: field(item["fieldRef"]["fieldPath"], pod).encode() for item in source.get("items") or () if "fieldRef" in item}


def field(path: str, pod: Manifest) -> str:
    """A pod's field by its path, as environment variables and downward volumes name it: ``metadata.name``, ``status.podIP``."""
    value: Any = pod
    for name in path.split("."):
        value = value.get(name, "") if isinstance(value, Mapping) else ""
    return str(value)


def lay_out(folder: Path, files: Files) -> bool:
    """Makes ``folder`` hold exactly ``files``, all switched at once; False if it did already. Outside where a file would not lie in it."""
    folder.mkdir(parents=True, exist_ok=True)
    current = folder / "..data"
    if current.exists() and _read(current.resolve()) == dict(files):
        return False
    previous = inside(folder, current).resolve() if current.exists() else None
    fresh = Path(tempfile.mkdtemp(dir=folder, prefix="..", suffix=".data"))
    for name, data in files.items():
        file = inside(fresh, fresh / name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    _switch(current, fresh.name)
    _link(folder, {name.split("/", 1)[0] for name in files})
    if previous:
        shutil.rmtree(previous)
    return True


def _read(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _switch(link: Path, target: str) -> None:
    temporary = link.with_name(f"{link.name}_tmp")
    temporary.symlink_to(target)
    temporary.replace(link)


def _link(folder: Path, names: set[str]) -> None:
    existing = {path.name for path in folder.iterdir() if not path.name.startswith("..")}
    for name in names - existing:
        (folder / name).symlink_to(os.path.join("..data", name))  # noqa: PTH118 a link's text, not a path of ours
    for name in existing - names:
        (folder / name).unlink()


def written(path: Path, data: bytes) -> bool:
    """Replaces a file in one step; False if it held ``data`` already."""
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(data)
    temporary.replace(path)
    return True
