"""A folder of manifests that somebody edits: what of it counts now, and what is wrong with the rest.

A file that cannot be read, and an object that an API server would refuse, change nothing: what they last held when they were right goes on to count.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from hooks.cli.files import Unread, wanted
from hooks.cli.manifests import Document, Folder, Located, Place, folder, unread
from hooks.cli.validation import problems
from hooks.findings import Severity
from hooks.findings.files import TWICE
from hooks.loop.resources import Key
from hooks.protocol import Manifest

_SETTLE = 0.3
"""Seconds that an editor may take between emptying a file and writing it."""


class Contents(msgspec.Struct, frozen=True):
    """Objects by key, and what is wrong."""

    objects: Mapping[Key, Manifest] = {}
    findings: tuple[Located, ...] = ()


class EditedFolder:
    """The manifests below a folder, read again whenever something changed."""

    def __init__(self, path: Path) -> None:
        """Nothing is read yet."""
        self.path = path
        self._good: dict[Path, dict[Key, Manifest]] = {}

    def read(self) -> Contents:
        """What counts now."""
        good: dict[Path, dict[Key, Manifest]] = {}
        findings: list[Located] = []
        for file in wanted(self.path):
            path = Path(file.file) if isinstance(file, Unread) else file
            before = self._good.get(path, {})
            found = Folder((), (unread(file),)) if isinstance(file, Unread) else _settled(path, before)
            objects, refused = _accepted(found.documents, before)
            # A document that cannot be read may be any of the objects that were there.
            good[path] = {**before, **objects} if found.findings else objects
            findings += [*found.findings, *refused]
        self._good = good
        objects = {key: manifest for found in reversed(good.values()) for key, manifest in found.items()}
        return Contents(objects, tuple(self._named(finding) for finding in (*findings, *_duplicates(good))))

    def _named(self, located: Located) -> Located:
        place = msgspec.structs.replace(located.place, file=str(Path(located.place.file).relative_to(self.path)))
        return msgspec.structs.replace(located, place=place)


def _settled(path: Path, before: Mapping[Key, Manifest]) -> Folder:
    """A file; one that has just become empty is read a second time."""
    found = folder([path])
    if before and not found.documents and not found.findings:
        time.sleep(_SETTLE)
        return folder([path])
    return found


def _accepted(documents: Iterable[Document], before: Mapping[Key, Manifest]) -> tuple[dict[Key, Manifest], list[Located]]:
    good: dict[Key, Manifest] = {}
    refused: list[Located] = []
    for document in documents:
        # A warning keeps nothing from running, and the hooks say it too.
        if wrong := [finding for finding in problems(document.manifest) if finding.severity == Severity.ERROR]:
            refused += map(document.located, wrong)
            good.update({document.key: before[document.key]} if document.key in before else {})
        else:
            good[document.key] = document.manifest
    return good, refused


def _duplicates(good: Mapping[Path, Mapping[Key, Manifest]]) -> Iterator[Located]:
    seen: dict[Key, Path] = {}
    for path, objects in good.items():
        for key in objects:
            if key in seen:
                yield Located(Place(str(path)), TWICE.at("", f"{key} is in {seen[key].name} already, which counts", "remove one of them"))
            seen.setdefault(key, path)
