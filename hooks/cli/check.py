"""``promhooks check``: everything that is wrong with some manifests, before a cluster sees them."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec

from hooks.cli.choice import Choice, chosen
from hooks.cli.choice import told as told_by
from hooks.cli.cluster import cluster, settings
from hooks.cli.elsewhere import excused, makers
from hooks.cli.formats import data, github, junit, sarif, text
from hooks.cli.formats.checked import Checked
from hooks.cli.judge import judge
from hooks.cli.local.objects import Cluster
from hooks.cli.local.pods import expected_pods
from hooks.cli.local.progress import busy
from hooks.cli.manifests import ARGUMENT, STDIN, Document, Folder, Located, Place
from hooks.cli.printing import colors
from hooks.cli.reasons import suggestion
from hooks.cli.remnants import Remnant, remnant
from hooks.cli.sources import Connection, cluster_options
from hooks.cli.sources import contents as looked_at
from hooks.cli.targets import missing
from hooks.cli.tenant import HYPOTHETICAL, strict
from hooks.cli.validation import problems
from hooks.cli.verdicts import Told, missed, told, unselected
from hooks.cli.watching import rounds
from hooks.findings import Severity, Subject, quoted
from hooks.findings.files import TWICE
from hooks.findings.selection import UNKNOWN_GROUP
from hooks.judge import ABSENT
from hooks.kinds.served import served_versions
from hooks.loop.hooks import Hooks, OurHooks, RememberingHooks
from hooks.loop.resources import Key
from hooks.names import GROUP
from hooks.protocol import Manifest
from hooks.settings import Settings

Documents = Mapping[Key, Document]


UNJUDGED = "the last judge, the code of Prometheus and Alertmanager itself, is absent: `promhooks programs judge` builds it"

FORMATS: Mapping[str, Callable[[Checked], str]] = {
    "text": text.report,
    "json": data.report,
    "github": github.report,
    "sarif": sarif.report,
    "junit": junit.report,
}


@click.command()
@click.argument("paths", metavar="[DIR…]", nargs=-1, type=ARGUMENT)
@cluster_options
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="text", show_default=True, help="Who reads it.")
@click.option("--strict", is_flag=True, help="Warnings fail as errors do.")
@click.option("--select", metavar="CODE", multiple=True, help="Only findings with this code, or whose code begins so; may be repeated.")
@click.option("--ignore", metavar="CODE", multiple=True, help="No findings with this code; may be repeated.")
@click.option("--exclude", metavar="PATTERN", multiple=True, help="No findings in files that match, as in 'vendor/*'; may be repeated.")
@click.option("--baseline", metavar="FILE", help="No findings that stand in this report of --format json.")
@click.option("--as-tenant", "tenant", metavar="NAMESPACE", help="Only what the objects of this namespace try that a strict workload would not let them.")
@click.option("--watch", "watched", is_flag=True, help="Look again whenever a file was written, until Ctrl-C.")
@click.option("-q", "--quiet", is_flag=True, help="A line per finding and nothing else.")
def command(paths: tuple[Path, ...], form: str, tenant: str | None, watched: bool, quiet: bool, **options: Any) -> None:
    """Say what is wrong with the manifests below DIR, with file, line and column: what a cluster would refuse, what the hooks would reject there, and what
    would have no effect. A file, several folders, or - for standard input will do.

    The exit code is 0 where nothing is wrong, 1 where something is, 2 where nothing could be looked at. Options can also stand in promhooks.toml of the
    folder where the command runs, in a table [check]; an object with the annotation promhooks.io/ignore: PH8101 is spared that finding.

    \b
    Examples:
      promhooks check monitoring/
      helm template my-chart | promhooks check -
      promhooks check --strict --format github monitoring/
      promhooks check --watch monitoring/
      promhooks check --cluster
      promhooks check --as-tenant team-a tenants/
      promhooks check --format json monitoring/ > known.json; promhooks check --baseline known.json monitoring/
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    connection, choice, used = Connection(**{name: options.pop(name) for name in Connection.__struct_fields__}), chosen(options), settings()
    if watched:
        if connection.wanted or STDIN in paths or not paths:
            raise click.UsageError("--watch looks at files and folders")
        hooks = RememberingHooks(OurHooks(used))
        for contents in rounds(paths):
            hooks.begin_round()
            click.clear()
            _show(_chosen(contents, used, tenant, choice, hooks), form, quiet=quiet)
            gc.collect()
        return
    with busy("checking"):
        result = _chosen(looked_at(paths, connection), used, tenant, choice)
    _show(result, form, quiet=quiet)
    sys.exit(1 if result.of(Severity.ERROR, *((Severity.WARNING,) if choice.strict else ())) else 0)


def _chosen(contents: Folder, used: Settings, tenant: str | None, choice: Choice, hooks: Hooks | None = None) -> Checked:
    """What is to be told."""
    everything = tried(contents, tenant, used, hooks) if tenant else checked(contents, used, hooks)
    return msgspec.structs.replace(everything, findings=told_by(everything.findings, contents.documents, choice))


def _show(result: Checked, form: str, *, quiet: bool) -> None:
    click.echo(text.report(result, quiet=quiet) if form == "text" else FORMATS[form](result), nl=False, color=colors())
    if not quiet:
        click.echo(text.summary(result), err=True)
        if judge() is ABSENT:
            click.echo(UNJUDGED, err=True)


def tried(contents: Folder, namespace: str, chosen: Settings, hooks: Hooks | None = None) -> Checked:
    """What is said of the objects of a namespace where every workload is strict."""
    result = checked(strict(contents, namespace), chosen, hooks)
    own = tuple(each for each in result.findings if each.place.file != HYPOTHETICAL and each.finding.subject and each.finding.subject.namespace == namespace)
    return Checked(objects=sum(document.key.namespace == namespace for document in contents.documents), findings=own)


def checked(found: Folder, chosen: Settings, hooks: Hooks | None = None) -> Checked:
    """Every stage sees every object; of one that its schema refuses, the hooks, which may be some that remember, see what is left without that."""
    schema = [(document, finding) for document in found.documents for finding in problems(document.manifest)]
    left = {document.key: remnant(document.manifest) for document, finding in schema if finding.severity == Severity.ERROR}
    written = {document.key: document for document in reversed(found.documents)}
    loop = cluster(chosen, served_by=hooks)
    unstored = loop.apply(part.manifest if (part := left.get(document.key)) else document.manifest for document in found.documents)
    report = loop.converge()
    events = [Told(event.key, finding) for event in (*unstored, *report.events, *report.unsettled) for finding in event.findings]
    misses = tuple(missed(loop.objects()))
    spoken = _excused((*events, *told(report.judged)), written)
    judged = (*spoken, *misses, *unselected(misses, loop.objects()), *_without_targets(loop.objects()))
    return Checked(
        objects=len(found.documents),
        findings=_sorted(
            [
                *found.findings,
                *(document.located(finding) for document, finding in schema),
                *_duplicates(found.documents),
                *_unknown_groups(found.documents),
                *(_located(each, written) for each in _beside_schema(judged, left)),
            ]
        ),
    )


def _beside_schema(judged: Iterable[Told], left: Mapping[Key, Remnant | None]) -> Iterator[Told]:
    """Without what follows from the schema's refusals alone."""
    for each in judged:
        if each.key not in left:
            yield each
        elif (part := left[each.key]) and (finding := part.in_whole(each.finding)):
            yield msgspec.structs.replace(each, finding=finding)


def _excused(spoken: Iterable[Told], written: Documents) -> Iterator[Told]:
    """What is said because of a Secret that something else makes, as a note; said by its object alone."""
    made = makers(document.manifest for document in written.values())
    for each in spoken:
        finding = excused(each.finding, written[each.key].manifest, made) if each.key in written else each.finding
        yield each if finding is each.finding else Told(each.key, finding)


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
