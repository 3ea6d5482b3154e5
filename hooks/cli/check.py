"""``promhooks check``: everything that is wrong with some manifests, before a cluster sees them."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click
import msgspec

from hooks.cli.cluster import cluster, settings
from hooks.cli.local.objects import Cluster
from hooks.cli.local.pods import expected_pods
from hooks.cli.manifests import Document, Folder, Located, Place, given
from hooks.cli.printing import printable
from hooks.cli.reasons import suggestion
from hooks.cli.targets import missing
from hooks.cli.validation import problems
from hooks.cli.verdicts import Told, missed, told, unselected
from hooks.findings import Severity, Subject, quoted
from hooks.findings.files import TWICE
from hooks.findings.selection import UNKNOWN_GROUP
from hooks.kinds.served import served_versions
from hooks.loop.resources import Key
from hooks.names import GROUP
from hooks.protocol import Manifest
from hooks.settings import Settings

Documents = Mapping[Key, Document]


class Checked(msgspec.Struct, frozen=True):
    """What was found, each once, by place."""

    objects: int
    findings: tuple[Located, ...]

    def of(self, severity: Severity) -> tuple[Located, ...]:
        """The errors, for instance."""
        return tuple(located for located in self.findings if located.finding.severity == severity)


@click.command()
@click.argument("paths", metavar="DIR…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def command(paths: tuple[Path, ...]) -> None:
    """Say what is wrong with the manifests below DIR, with file and line; the exit code is 1 when something is.

    Syntax, fields, values, references, expressions: what a cluster would refuse, and what the hooks would reject there.
    """
    result = checked(given(paths), settings())
    errors, warnings = result.of(Severity.ERROR), result.of(Severity.WARNING)
    for located in errors:
        click.echo(str(located))
    for located in warnings:
        click.echo(f"{located.place}: warning: {printable(located.text)}")
    click.echo(f"{result.objects} objects, {len(errors)} errors, {len(warnings)} warnings", err=True)
    sys.exit(1 if errors else 0)


def checked(found: Folder, chosen: Settings) -> Checked:
    """Every stage sees every object; what its schema refuses is not said a second time by the hooks."""
    schema = [(document, finding) for document in found.documents for finding in problems(document.manifest)]
    refused = {document.key for document, _ in schema}
    written = {document.key: document for document in reversed(found.documents)}
    loop = cluster(chosen)
    unstored = loop.apply(document.manifest for document in found.documents)
    report = loop.converge()
    events = [Told(event.key, finding) for event in (*unstored, *report.events, *report.unsettled) for finding in event.findings]
    misses = tuple(missed(loop.objects()))
    judged = (*events, *told(report.judged), *misses, *unselected(misses, loop.objects()), *_without_targets(loop.objects()))
    return Checked(
        objects=len(found.documents),
        findings=_sorted(
            [
                *found.findings,
                *(document.located(finding) for document, finding in schema),
                *_duplicates(found.documents),
                *_unknown_groups(found.documents),
                *(_located(each, written) for each in judged if each.key not in refused),
            ]
        ),
    )


def _sorted(findings: Iterable[Located]) -> tuple[Located, ...]:
    return tuple(sorted(set(findings), key=lambda located: (located.place, located.text)))


def _duplicates(documents: Iterable[Document]) -> Iterator[Located]:
    first: dict[Key, Document] = {}
    for document in documents:
        other = first.setdefault(document.key, document)
        if other is not document:
            yield document.located(TWICE.at("", f"is in {other.place()} already", "remove one of them"))


def _unknown_groups(documents: Iterable[Document]) -> Iterator[Located]:
    """Objects that look like ours and are not: ``monitoring.coreos.io/v1`` is another kind of ServiceMonitor."""
    for document in documents:
        served = served_versions(document.key.kind)
        version = document.manifest["apiVersion"]
        if served and version not in served and (document.key.group == GROUP or suggestion(version, served)):
            yield document.located(UNKNOWN_GROUP.at("apiVersion", f"there is no {document.key.kind} in {quoted(version)}", f"write {served[0]}"))


def _without_targets(objects: Iterable[Manifest]) -> Iterator[Told]:
    everything = tuple(objects)
    seen = Cluster((*everything, *expected_pods(everything)))
    return (Told(Key.of_subject(finding.subject), finding) for finding in missing(seen) if finding.subject)


def _located(each: Told, written: Documents) -> Located:
    """At its field; an object of ours that nobody wrote has no place but its name."""
    document, key = written.get(each.key), each.key
    if document is None:
        return Located(Place("promhooks"), each.finding.about(Subject("", key.kind, key.namespace, key.name)), each.workloads)
    return document.located(each.finding, each.workloads)
