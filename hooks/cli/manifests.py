"""A folder of manifests: every object with its file and line, and what cannot be read."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
import yaml

from hooks.cli.documents import Malformed, Node, Placed, documents, line_of
from hooks.cli.files import Unread, read, wanted
from hooks.cli.printing import printable
from hooks.findings import Finding, Subject
from hooks.findings.files import NO_OBJECT, SYNTAX
from hooks.loop.resources import Key
from hooks.protocol import Manifest


class Place(msgspec.Struct, frozen=True, order=True):
    """A line of a file."""

    file: str
    line: int = 1

    def __str__(self) -> str:
        return f"{printable(self.file)}:{self.line}"


class Located(msgspec.Struct, frozen=True):
    """A finding, and where its text stands."""

    place: Place
    finding: Finding
    workloads: tuple[Key, ...] = ()
    """Who says so, where it is not the object itself."""

    @property
    def text(self) -> str:
        """The object, who says so, the finding and its code."""
        subject, by = self.finding.subject, ", ".join(map(str, self.workloads))
        return f"{f'{subject}: ' if subject else ''}{f'for {by}: ' if by else ''}{self.finding} ({self.finding.code.id})"

    def __str__(self) -> str:
        return f"{self.place}: {printable(self.text)}"


class Document(msgspec.Struct, frozen=True):
    """One object as it was written."""

    manifest: Manifest
    file: str
    node: Node = None

    @property
    def key(self) -> Key:
        """What the object is found by."""
        return Key.of(self.manifest)

    @property
    def subject(self) -> Subject:
        """What findings are about."""
        key = self.key
        return Subject(str(self.manifest["apiVersion"]), key.kind, key.namespace, key.name)

    def place(self, path: str = "") -> Place:
        """The line of a field, or of the nearest thing above it that is there."""
        return Place(self.file, line_of(self.node, path) or 1)

    def located(self, finding: Finding, workloads: tuple[Key, ...] = ()) -> Located:
        """``finding`` about this object, at its line."""
        return Located(self.place(finding.path), finding.about(self.subject), workloads)


class Folder(msgspec.Struct, frozen=True):
    """What was found below some paths."""

    documents: tuple[Document, ...]
    findings: tuple[Located, ...]


def given(paths: Iterable[Path]) -> Folder:
    """The manifests of a command's arguments; a usage error where there are none, because nothing being wrong with nothing helps nobody."""
    found = folder(paths)
    if not found.documents and not found.findings:
        raise click.UsageError(f"there are no manifests below {', '.join(map(str, paths))}")
    return found


def folder(paths: Iterable[Path]) -> Folder:
    """Every manifest in files and (recursively) folders, in the order of the files' names; a file that cannot be read is a finding, the others go on."""
    items = [item for path in paths for file in wanted(path) for item in _read(file)]
    return Folder(tuple(item for item in items if isinstance(item, Document)), tuple(item for item in items if isinstance(item, Located)))


def unread(file: Unread) -> Located:
    """What is said about a file that is not read."""
    return Located(Place(file.file), file.finding)


def _read(file: Path | Unread) -> Iterator[Document | Located]:
    if isinstance(file, Unread):
        yield unread(file)
        return
    text = read(file)
    if isinstance(text, Unread):
        yield unread(text)
        return
    for found in documents(text, is_json=file.suffix == ".json"):
        if isinstance(found, Malformed):
            yield Located(Place(str(file), found.line), SYNTAX.at("", found.sentence))
        else:
            yield from _objects(*found, str(file))


def _objects(value: Any, node: Node, file: str) -> Iterator[Document | Located]:
    """The object of a document, or those of a List."""
    if isinstance(value, dict) and str(value.get("kind", "")).endswith("List") and isinstance(value.get("items"), list):
        for index, item in enumerate(value["items"]):
            yield from _objects(item, _item(node, index), file)
    elif not isinstance(value, dict) or not isinstance(value.get("apiVersion"), str) or not isinstance(value.get("kind"), str):
        yield Located(Place(file, line_of(node, "") or 1), NO_OBJECT.at("", "is no Kubernetes object", "write apiVersion and kind"))
    elif not isinstance(value.get("metadata"), dict) or not isinstance(value["metadata"].get("name"), str):
        nameless = NO_OBJECT.at("metadata.name", f"is missing or no text in this {value['kind']}", "give the object a name")
        yield Located(Place(file, line_of(node, "metadata.name") or 1), nameless)
    elif not str(value["apiVersion"]).startswith("kustomize.config.k8s.io/"):
        yield Document(value, file, node)


def _item(node: Node, index: int) -> Node:
    found = node.node if node else None
    items = next((value for key, value in found.value if key.value == "items"), None) if isinstance(found, yaml.MappingNode) else None
    return Placed(items.value[index], node.first_line) if node and isinstance(items, yaml.SequenceNode) else None
