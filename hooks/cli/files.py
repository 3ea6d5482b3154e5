"""The manifest files of a folder, which may be anybody's: what is no plain file inside of it, or too much, is named and not read."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from hooks.cli.plain import plain
from hooks.findings import Finding
from hooks.findings.files import CHART, FOREIGN, UNREADABLE

SUFFIXES = frozenset([".yaml", ".yml", ".json"])
KUSTOMIZATIONS = frozenset(["kustomization.yaml", "kustomization.yml", "Kustomization"])
_PARTS = ("patches", "patchesStrategicMerge", "patchesJson6902", "configurations", "transformers", "generators", "replacements")
"""Fields of a kustomization that name files which are no objects by themselves."""
LARGEST = 64 * 2**20
"""Bytes of one file: forty times what the API server takes at once."""
MOST = 10_000
"""Files of one folder."""
OPEN = Path("/dev/fd")
"""What a shell has opened for us, as with ``check <(helm template …)``: it ends by itself, where another pipe might never."""


class Unread(msgspec.Struct, frozen=True):
    """A file that is not read, and why."""

    file: str
    finding: Finding


def wanted(path: Path) -> Iterator[Path | Unread]:
    """The manifest files below a path, sorted; hidden files and folders, and what only kustomize reads, are left out."""
    if not path.is_dir():
        yield _checked(path, None)
        return
    charts: list[Path] = []
    found = sorted(_below(path, charts))
    for file in found[:MOST]:
        yield _checked(file, path)
    yield from (
        Unread(str(chart), CHART.at("", "is a Helm chart, its templates are no objects yet", "pipe helm template into the command")) for chart in charts
    )
    if len(found) > MOST:
        yield Unread(str(path), FOREIGN.at("", f"holds {len(found):,} manifest files, only the first {MOST:,} are read", "give smaller folders"))


def is_chart(names: Iterable[str]) -> bool:
    """Whether a folder that holds files of these names is a Helm chart."""
    return "Chart.yaml" in names


def _below(path: Path, charts: list[Path]) -> Iterator[Path]:
    """Links to folders are not followed: they may lead in circles. What is in charts is left out, and they are added to ``charts``."""
    patches: set[Path] = set()
    for folder, folders, names in os.walk(path):
        if is_chart(names):
            charts.append(Path(folder))
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        patches.update(part for name in names if name in KUSTOMIZATIONS for part in _parts(Path(folder, name)))
        files = (Path(folder, name) for name in names if Path(name).suffix in SUFFIXES and name not in KUSTOMIZATIONS and not name.startswith("."))
        yield from (file for file in files if not patches or file.resolve() not in patches)


def _parts(kustomization: Path) -> Iterator[Path]:
    """The files that a kustomization names as patches and the like; none where it cannot be read."""
    text = read(kustomization)
    content: Any = next(iter(plain(text) or ()), {}) if isinstance(text, str) else {}
    for field in _PARTS if isinstance(content, dict) else ():
        for part in content.get(field) or ():
            name = part.get("path") if isinstance(part, dict) else part
            if isinstance(name, str) and "\n" not in name:
                yield (kustomization.parent / name).resolve()


def _checked(file: Path, folder: Path | None) -> Path | Unread:
    """A file that somebody names himself may lie anywhere, one that was found in ``folder`` has to lie in there."""
    try:
        found = file.stat()
    except OSError as error:
        return _unreadable(file, error.strerror or "the system does not say why")
    if not stat.S_ISREG(found.st_mode) and file.parent != OPEN:
        return Unread(str(file), FOREIGN.at("", "is no plain file", "only those are read"))
    if folder and file.is_symlink() and not file.resolve().is_relative_to(folder.resolve()):
        return Unread(str(file), FOREIGN.at("", "leads out of the folder", "copy the file into it"))
    if found.st_size > LARGEST:
        return Unread(str(file), FOREIGN.at("", f"takes {found.st_size:,} bytes, more than the {LARGEST:,} that are read", "part it"))
    return file


def read(file: Path) -> str | Unread:
    """The text of a file."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return _unreadable(file, "it is no UTF-8 text")
    except OSError as error:
        return _unreadable(file, error.strerror or "the system does not say why")


def _unreadable(file: Path, why: str) -> Unread:
    return Unread(str(file), UNREADABLE.at("", f"cannot be read: {why}"))
