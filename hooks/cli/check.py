"""``promhooks check``: everything that is wrong with some manifests, before a cluster sees them."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click
import msgspec

from hooks.cli.cluster import cluster, settings
from hooks.cli.manifests import Document, Finding, Folder, Place, given
from hooks.cli.validation import problems
from hooks.cli.verdicts import Verdict, verdicts
from hooks.loop.resources import Key
from hooks.settings import Settings

Documents = Mapping[Key, Document]

_REJECTED = re.compile(r"(\w+) (\S+): (.*)", re.DOTALL)
_FIELD = re.compile(r"(?:spec|metadata|data|stringData|apiVersion|kind)[^:\s]*")


class Checked(msgspec.Struct, frozen=True):
    """What was found, by place. An error makes an object useless, a warning only a part of it."""

    objects: int
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


@click.command()
@click.argument("paths", metavar="DIR…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def command(paths: tuple[Path, ...]) -> None:
    """Say what is wrong with the manifests below DIR, with file and line; the exit code is 1 when something is.

    Syntax, fields, values, references, expressions: what a cluster would refuse, and what the hooks would reject there.
    """
    result = checked(given(paths), settings())
    for finding in result.errors:
        click.echo(str(finding))
    for finding in result.warnings:
        click.echo(f"{finding.place}: warning: {finding.text}")
    click.echo(f"{result.objects} objects, {len(result.errors)} errors, {len(result.warnings)} warnings", err=True)
    sys.exit(1 if result.errors else 0)


def checked(found: Folder, chosen: Settings) -> Checked:
    """Every stage sees every object; what its schema refuses is not said a second time by the hooks."""
    refused = {document.key: tuple(_refusals(document)) for document in found.documents}
    written = {document.key: document for document in reversed(found.documents)}
    loop = cluster(chosen)
    unstored = loop.apply(document.manifest for document in found.documents)
    report = loop.converge()
    judged = verdicts(loop.objects())
    spoken = [_located(event.key, event.text, written) for event in (*unstored, *report.events) if not refused.get(event.key)]
    rejected = [finding for verdict in judged if verdict.wrong and not refused.get(verdict.key) for finding in _rejections(verdict, judged, written)]
    restless = [Finding(Place("promhooks"), sentence) for sentence in report.unsettled]
    said = [finding for findings in refused.values() for finding in findings]
    return Checked(
        objects=len(found.documents),
        errors=_sorted([*found.findings, *said, *_duplicates(found.documents), *spoken, *rejected, *restless]),
        warnings=_sorted([*(_located(verdict.key, verdict.text, written) for verdict in judged if not verdict.wrong)]),
    )


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(set(findings)))


def _refusals(document: Document) -> Iterator[Finding]:
    """What the API server would say."""
    for problem in problems(document.manifest):
        yield Finding(document.place(problem.path), f"{document.key}: {problem}")


def _duplicates(documents: Iterable[Document]) -> Iterator[Finding]:
    first: dict[Key, Document] = {}
    for document in documents:
        other = first.setdefault(document.key, document)
        if other is not document:
            yield Finding(document.place(), f"{document.key}: is in {other.place()} already, remove one of them")


def _rejections(verdict: Verdict, judged: Iterable[Verdict], written: Documents) -> Iterator[Finding]:
    """A rejection where the object stands. What a workload says about an object is left out where the object's own verdict says it too."""
    counted, _, listed = verdict.text.partition(" rejected: ")
    if not counted.isdigit():
        yield _located(verdict.key, verdict.text, written)
        return
    own = {str(other) for other in judged}
    for sentence in listed.split("; "):
        if sentence not in own:
            yield _rejection(verdict.key, sentence, written)


def _rejection(workload: Key, sentence: str, written: Documents) -> Finding:
    parts = _REJECTED.fullmatch(sentence)
    key = next((key for key in written if parts and (key.kind, key.path) == (parts[1], parts[2])), None)
    return _located(key, f"rejected by {workload}: {parts[3]}", written, parts[3]) if parts and key else _located(workload, sentence, written)


def _located(key: Key, text: str, written: Documents, sentence: str = "") -> Finding:
    """At the field that ``sentence`` (by default the text) begins with. An object of ours that nobody wrote has no place but its name."""
    field = _FIELD.match(sentence or text)
    document = written.get(key)
    return Finding(document.place(field[0] if field else "") if document else Place("promhooks"), f"{key}: {text}")
