"""The corpus on disk: ``<folder>/<suite>/*.json``, one case a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

CRDS = "crds-0.95"
"""The folder of the schemas that ours are compared with: those of the newest prometheus-operator, while the cases are older."""


class Case(msgspec.Struct, frozen=True):
    """One call that was recorded: ``inputs`` in Kubernetes JSON and what was answered."""

    suite: str
    case: str
    inputs: dict[str, Any]
    expect: dict[str, Any]
    document: dict[str, Any]
    """The whole file, for adapters that need more."""


def suites(folder: Path) -> dict[str, tuple[Path, ...]]:
    """Suite → its case files, both sorted. ``folder`` is laid out like the corpus' ``cases``, or contains a folder of that name."""
    root = folder / "cases" if (folder / "cases").is_dir() else folder
    found = {path.name: tuple(sorted(path.glob("*.json"))) for path in sorted(root.iterdir()) if path.is_dir()}
    return {suite: files for suite, files in found.items() if files}


def cases(suite: str, files: tuple[Path, ...]) -> Iterator[Case]:
    """The cases of one suite; a file that names no case is called by its file name."""
    for file in files:
        document = msgspec.json.decode(file.read_bytes())
        yield Case(suite, document.get("case", file.stem), document["inputs"], document["expect"], document)
