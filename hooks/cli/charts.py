"""Helm charts and kustomizations: folders that become objects by programs of their own, which are asked where somebody wants it."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from hooks.cli.files import KUSTOMIZATIONS, is_chart
from hooks.cli.local.pinned import built_path
from hooks.cli.manifests import STDIN, Document, Folder, Located, Place, parsed
from hooks.findings import quoted
from hooks.findings.files import UNRENDERED

_SECONDS = 60


def rendered(found: Folder, paths: Iterable[Path]) -> Folder:
    """``found`` with what the programs make of the charts and kustomizations below ``paths``, in place of the files in them."""
    folders = [folder for path in paths if path != STDIN and path.is_dir() for folder in _folders(path)]
    made = [item for folder in folders for item in _rendered(folder)]
    inside = tuple(f"{folder}{os.sep}" for folder in folders)
    left = msgspec.structs.replace(
        found,
        documents=tuple(document for document in found.documents if not document.file.startswith(inside)),
        findings=tuple(each for each in found.findings if not f"{each.place.file}{os.sep}".startswith(inside)),
    )
    return Folder(
        (*left.documents, *(item for item in made if not isinstance(item, Located))),
        (*left.findings, *(item for item in made if isinstance(item, Located))),
    )


def _folders(path: Path) -> Iterator[Path]:
    """The topmost ones."""
    for folder, folders, names in os.walk(path):
        if is_chart(names) or KUSTOMIZATIONS & {*names}:
            folders.clear()
            yield Path(folder)
        folders[:] = sorted(name for name in folders if not name.startswith("."))


def _rendered(folder: Path) -> Iterator[Document | Located]:
    chart = is_chart(each.name for each in folder.iterdir())
    program, arguments = ("helm", ["template", folder.resolve().name, str(folder)]) if chart else ("kubectl", ["kustomize", str(folder)])
    built = built_path(program)
    path = shutil.which(program) or (str(built) if built.exists() else None)
    if path is None:
        yield _failed(folder, f"{program} is not on PATH", "install it, or leave out --render")
        return
    try:
        done = subprocess.run([path, *arguments], capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        yield _failed(folder, f"{program} does not render it: {type(error).__name__}")
        return
    if done.returncode:
        yield _failed(folder, f"{program} does not render it: {quoted(' '.join(done.stderr.split()))}")
        return
    yield from parsed(done.stdout, f"<{program} {arguments[0]} {folder}>", is_json=False)


def _failed(folder: Path, problem: str, remedy: str = "") -> Located:
    return Located(Place(str(folder)), UNRENDERED.at("", problem, remedy))
