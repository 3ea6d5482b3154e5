"""A folder of manifests: every object with its file and line, and what cannot be read."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from hooks.cli.documents import Extent, Malformed, Node, documents, extent_of, span_of
from hooks.cli.files import Unread, read, wanted
from hooks.cli.printing import printable
from hooks.findings import Finding, Subject, joined
from hooks.findings.fields import UNKNOWN
from hooks.findings.files import FOR_OTHERS, NO_OBJECT, SYNTAX
from hooks.findings.versions import NEWER_FIELD
from hooks.loop.resources import Key
from hooks.protocol import Manifest

_UNIT_TEST = {"evaluation_interval", "fuzzy_compare", "group_eval_order", "rule_files", "tests"}
STDIN = Path("-")
"""Standard input as an argument of a command."""
ARGUMENT = click.Path(exists=True, allow_dash=True, path_type=Path)
"""A file, a folder, or standard input."""


class Place(msgspec.Struct, frozen=True, order=True):
    """A part of a line of a file: columns count from 1, ``end`` is that behind the part, both 0 where no part is meant."""

    file: str
    line: int = 1
    column: int = 0
    end: int = 0

    def __str__(self) -> str:
        return f"{printable(self.file)}:{self.line}{f':{self.column}' if self.column else ''}"


def placed(file: str, node: Node, path: str = "") -> Place:
    """The place of a field, or of the nearest thing above it that is there."""
    return Place(file, *(span_of(node, path) or ()))


class Located(msgspec.Struct, frozen=True):
    """A finding, and where its text stands."""

    place: Place
    finding: Finding
    workloads: tuple[Key, ...] = ()
    """Who says so, where it is not the object itself."""
    extent: Extent | None = None
    """What the finding's fix writes anew; None where it has none, or cannot be written."""

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
        """That of a field, or of the nearest thing above it that is there."""
        return placed(self.file, self.node, path)

    def located(self, finding: Finding, workloads: tuple[Key, ...] = ()) -> Located:
        """``finding`` about this object, at its line."""
        fix = finding.fix
        extent = extent_of(self.node, finding.path, name=fix.part == "name") if fix and not finding.origin else None
        span = span_of(self.node, finding.path, finding.characters, by_name=finding.code in {UNKNOWN, NEWER_FIELD})
        return Located(Place(self.file, *(span or ())), finding.about(self.subject), workloads, extent)


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


def read_file(file: Path | Unread) -> tuple[Document | Located, ...]:
    """What stands in a file; one that cannot be read is a finding."""
    if isinstance(file, Unread):
        return (unread(file),)
    text = read(file)
    return (unread(text),) if isinstance(text, Unread) else tuple(parsed(text, str(file), is_json=file.suffix == ".json"))


def folder(paths: Iterable[Path], read_file: Callable[[Path | Unread], Iterable[Document | Located]] = read_file) -> Folder:
    """Every manifest in files and (recursively) folders, in the order of the files' names; a file that cannot be read is a finding, the others go on.

    ``-`` is standard input.
    """
    items = [item for path in paths for item in (_read_input() if path == STDIN else (each for file in wanted(path) for each in read_file(file)))]
    return Folder(tuple(item for item in items if isinstance(item, Document)), tuple(item for item in items if isinstance(item, Located)))


def unread(file: Unread) -> Located:
    """What is said about a file that is not read."""
    return Located(Place(file.file), file.finding)


def _read_input() -> Iterator[Document | Located]:
    return parsed(sys.stdin.buffer.read().decode(errors="replace"), "<stdin>", is_json=False)


def parsed(text: str, file: str, *, is_json: bool) -> Iterator[Document | Located]:
    """The objects of a text that is called ``file`` in findings."""
    for found in documents(text, is_json=is_json):
        if isinstance(found, Malformed):
            yield Located(Place(file, found.line, found.column), SYNTAX.at("", found.sentence))
        else:
            yield from _objects(*found, file)


def _objects(value: Any, node: Node, file: str) -> Iterator[Document | Located]:
    """The object of a document, or those of a List."""
    if isinstance(value, dict) and str(value.get("kind", "")).endswith("List") and isinstance(value.get("items"), list):
        for index, item in enumerate(value["items"]):
            yield from _objects(item, node and node._replace(above=joined(node.above, f"items[{index}]")), file)
    elif isinstance(value, dict) and value.keys() <= _UNIT_TEST and "tests" in value:
        yield Located(placed(file, node), FOR_OTHERS.at("", "is a unit test for promtool", "promtool test rules runs it"))
    elif not isinstance(value, dict) or not isinstance(value.get("apiVersion"), str) or not isinstance(value.get("kind"), str):
        rules = isinstance(value, dict) and value.keys() == {"groups"}
        remedy = "it is a rule file: put it below spec of a PrometheusRule" if rules else "write apiVersion and kind"
        yield Located(placed(file, node), NO_OBJECT.at("", "is no Kubernetes object", remedy))
    elif not isinstance(value.get("metadata"), dict) or not isinstance(value["metadata"].get("name"), str):
        nameless = NO_OBJECT.at("metadata.name", f"is missing or no text in this {value['kind']}", "give the object a name")
        yield Located(placed(file, node, "metadata.name"), nameless)
    elif not isinstance(value["metadata"].get("namespace"), str | None):
        yield Located(placed(file, node, "metadata.namespace"), NO_OBJECT.at("metadata.namespace", f"is no text in this {value['kind']}", "put it in quotes"))
    elif not str(value["apiVersion"]).startswith("kustomize.config.k8s.io/"):
        yield Document(value, file, node)
