"""Images made by hand from programs of this machine: OCI image layouts as tar files, which containerd imports (github.com/opencontainers/image-spec)."""

import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

INDEX = "application/vnd.oci.image.index.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar"
UNWANTED = ("site-packages", "test", "idlelib", "ensurepip", "turtledemo", "tkinter", "lib2to3", "config-3")
"""Parts of Python's library that no image needs."""


class Image(msgspec.Struct, frozen=True, kw_only=True):
    """What an image holds and how it is started."""

    name: str
    """As a pod names it, e.g. ``quay.io/prometheus/prometheus:v3.15.0``."""
    files: Mapping[str, Path]
    """Files and folders of this machine by their path in the image."""
    folders: tuple[str, ...] = ("/tmp",)
    """Empty folders that anyone may write to."""
    config: Mapping[str, object] = {}
    """``Entrypoint``, ``Cmd``, ``User``, ``Env``, ``WorkingDir``."""


def write(image: Image, path: Path) -> None:
    """The image as a tar file."""
    layer = _layer(image)
    config = {"architecture": "amd64", "os": "linux", "config": image.config, "rootfs": {"type": "layers", "diff_ids": [_digest(layer)]}}
    config_bytes = json.dumps(config).encode()
    layers = [{"mediaType": LAYER, "digest": _digest(layer), "size": len(layer)}]
    head = {"mediaType": CONFIG, "digest": _digest(config_bytes), "size": len(config_bytes)}
    manifest = json.dumps({"schemaVersion": 2, "mediaType": MANIFEST, "config": head, "layers": layers}).encode()
    named = {"org.opencontainers.image.ref.name": image.name.rpartition(":")[2], "io.containerd.image.name": image.name}
    entry = {"mediaType": MANIFEST, "digest": _digest(manifest), "size": len(manifest), "annotations": named}
    index = json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": [entry]}).encode()
    blobs = {f"blobs/sha256/{_digest(blob)[7:]}": blob for blob in (layer, config_bytes, manifest)}
    with tarfile.open(path, "w") as archive:
        for name, blob in {"oci-layout": b'{"imageLayoutVersion": "1.0.0"}', "index.json": index, **blobs}.items():
            archive.addfile(_entry(name, len(blob), 0o644), io.BytesIO(blob))


def _digest(blob: bytes) -> str:
    return f"sha256:{hashlib.sha256(blob).hexdigest()}"


def _layer(image: Image) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for folder in image.folders:
            made = _entry(folder.lstrip("/"), 0, 0o1777)
            made.type = tarfile.DIRTYPE
            archive.addfile(made)
        for target, source in sorted(image.files.items()):
            archive.add(source.resolve() if source.is_file() else source, target.lstrip("/"), filter=_owned_by_root)
    return buffer.getvalue()


def _entry(name: str, size: int, mode: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, mode
    return entry


def _owned_by_root(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    if "__pycache__" in entry.name.split("/"):
        return None
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode |= 0o555 if entry.isdir() or entry.mode & 0o100 else 0o444
    return entry


def python(packages: Iterable[Path]) -> dict[str, Path]:
    """The interpreter that runs us, as ``/usr/local/bin/python``, with its library, and what it and some folders of packages link to."""
    base, version = Path(sys.base_prefix), f"python{sys.version_info.major}.{sys.version_info.minor}"
    library = base / "lib" / version
    program = base / "bin" / version
    linked = _linked([program, *library.glob("lib-dynload/*.so"), *(path for folder in packages for path in folder.rglob("*.so"))])
    names = {f"/usr/local/bin/{name}": program for name in ("python", "python3", version)}
    parts = {f"/usr/local/lib/{version}/{part.name}": part for part in library.iterdir() if not part.name.startswith(UNWANTED)}
    own = {f"/usr/local/lib/{path.name}": path for path in linked if base in path.parents}
    return names | parts | own | {str(path): path for path in linked if base not in path.parents}


def _linked(programs: Iterable[Path]) -> set[Path]:
    """The shared libraries of some programs, the loader included."""
    answer = subprocess.run(["ldd", *map(str, programs)], capture_output=True, text=True, check=False).stdout
    return {Path(found) for found in re.findall(r"(?:=> |^\s+)(/\S+) \(0x", answer, re.MULTILINE)}


def of_dockerfile(path: Path, name: str, files: Mapping[str, Path], *environment: str) -> Image:
    """The image that the last stage of a Dockerfile describes, its COPY steps given as ``files`` and its ``python`` image as this machine's Python."""
    last = path.read_text("utf-8").rpartition("\nFROM ")[2]
    said = dict(re.findall(r"^(USER|WORKDIR|ENTRYPOINT|CMD|ENV) (.+)$", last, re.MULTILINE))
    config = {
        "User": said.get("USER", ""),
        "WorkingDir": said.get("WORKDIR", "/"),
        "Env": ["PATH=/usr/local/bin:/usr/bin:/bin", "LD_LIBRARY_PATH=/usr/local/lib", *said.get("ENV", "").split(), *environment],
        "Entrypoint": json.loads(said["ENTRYPOINT"]),
        "Cmd": json.loads(said.get("CMD", "[]")),
    }
    return Image(name=name, files={**python(path for path in files.values() if path.is_dir()), **files}, config=config)


def program(target: str, path: Path) -> dict[str, Path]:
    """A program of this machine as ``target``, with the shared libraries that it may need."""
    return {target: path, **{str(library): library for library in _linked([path])}}
