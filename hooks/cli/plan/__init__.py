"""``promhooks plan``: what an edit would do to each workload, before a cluster sees it."""

import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec

from hooks.cli.cluster import cluster as empty_cluster
from hooks.cli.cluster import settings
from hooks.cli.local.progress import busy
from hooks.cli.manifests import Document, Folder, folder, given
from hooks.cli.plan.changes import Plan, changes
from hooks.cli.plan.formats import markdown, text
from hooks.cli.plan.versions import ProgramVersion, UpgradedHooks, following_defaults, with_programs
from hooks.cli.printing import colors
from hooks.cli.sources import Connection, cluster_options, in_cluster
from hooks.cli.verdicts import refusals
from hooks.findings.workloads import OLDER_DEFAULT
from hooks.loop.loop import Loop
from hooks.loop.reports import Report
from hooks.parents.defaults import RELEASES, of_release
from hooks.settings import Settings


class Options(msgspec.Struct, frozen=True):
    """What is compared with what."""

    since: str | None
    old: Path | None
    cluster: Connection
    programs: dict[str, str]
    release: str | None
    follow: bool

    def check(self) -> None:
        """A usage error where it is not clear what to compare with."""
        sources = [self.since is not None, self.old is not None, self.cluster.wanted].count(True)
        if sources > 1 or (not sources and not self.programs and not self.release):
            raise click.UsageError("give one of --since REVISION, --from DIR and --cluster, or another version with --program or --from-version")


@click.command()
@click.argument("paths", metavar="DIR…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--since", metavar="REVISION", help="Compare with the same folders at this git revision.")
@click.option("--from", "old", metavar="DIR", type=click.Path(exists=True, path_type=Path), help="Compare with this folder.")
@cluster_options
@click.option("--program", "programs", type=ProgramVersion(), multiple=True, help="What if this version ran, as in prometheus=v3.16.0; may be repeated.")
@click.option("--from-version", "release", type=click.Choice(tuple(RELEASES)), help="What runs was made with the default versions of this release.")
@click.option("--follow-defaults", "follow", is_flag=True, help="With --from-version: the workloads take the new defaults.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True, help="Who reads it.")
def command(paths: tuple[Path, ...], form: str, programs: tuple[tuple[str, str], ...], **given_options: Any) -> None:
    """Say what the manifests below DIR change: for each workload whether it reloads, restarts, is scaled, or has to be recreated, and why; the scrape jobs,
    rules, receivers and routes that are added, removed or changed; the targets that move between shards.

    They are compared with a git revision, another folder, a cluster, or themselves with other versions. Releases are those of prometheus-operator, whose
    default versions ours follow. The exit code is 0 without changes, 2 with changes, 1 where something new is refused or nothing could be compared.

    \b
    Examples:
      promhooks plan --since main monitoring/
      promhooks plan --from deployed/ monitoring/
      promhooks plan --cluster monitoring/
      promhooks plan --program prometheus=v3.16.0 monitoring/
      promhooks plan --from-version 0.92 --follow-defaults monitoring/
      promhooks plan --since origin/main --format markdown monitoring/ > comment.md
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    cluster = Connection(**{name: given_options.pop(name) for name in Connection.__struct_fields__})
    options = Options(cluster=cluster, programs=dict(programs), **given_options)
    options.check()
    with busy("planning"), _before(paths, options) as before:
        edited = given(paths)
        after = with_programs(applied_to(before, edited) if cluster.wanted else edited, options.programs)
        plan = planned(before, following_defaults(after) if options.follow else after, settings(), options.release)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(plan), indent=2).decode())
    else:
        click.echo((text if form == "text" else markdown)(plan), nl=False, color=colors())
    sys.exit(1 if plan.refused else 2 if plan.changes else 0)


def planned(before: Folder, after: Folder, chosen: Settings, release: str | None = None) -> Plan:
    """What becomes of a cluster that is at rest with ``before`` when ``after`` is applied; with ``release``, the hooks had its default versions until then."""
    hooks = UpgradedHooks(of_release(chosen, release) if release else chosen)
    loop = empty_cluster(chosen, served_by=hooks)
    known = set(_refused(_applied(loop, before, ()), before))
    state = loop.objects()
    if release:
        hooks.upgrade(chosen)
        loop.ask_all_again()
    report = _applied(loop, after, before.documents)
    refused = tuple(sentence for sentence in _refused(report, after) if sentence not in known)
    kept = tuple(f"{each.parent}: {finding}" for each in report.judged for finding in each.findings if finding.code == OLDER_DEFAULT)
    return Plan(changes(state, loop.objects()), refused, kept)


def applied_to(before: Folder, edited: Folder) -> Folder:
    """A cluster in which some manifests are applied: nothing is deleted that they do not hold."""
    new = {document.key for document in edited.documents}
    return Folder((*(document for document in before.documents if document.key not in new), *edited.documents), edited.findings)


def _applied(loop: Loop, contents: Folder, replaced: Iterable[Document]) -> Report:
    """Applies the manifests, deletes what is not there any more."""
    wanted = {document.key for document in contents.documents}
    for key in [document.key for document in replaced]:
        if key not in wanted:
            loop.delete(key)
    refused = loop.apply(document.manifest for document in contents.documents)
    report = loop.converge()
    return msgspec.structs.replace(report, events=(*refused, *report.events))


def _refused(report: Report, contents: Folder) -> list[str]:
    """The sentences about what is refused."""
    return [*map(str, contents.findings), *refusals(report.judged, report.events)]


@contextmanager
def _before(paths: tuple[Path, ...], options: Options) -> Iterator[Folder]:
    """The manifests to compare with."""
    if options.cluster.wanted:
        yield in_cluster(options.cluster.api())
    elif options.since is None:
        yield folder([options.old]) if options.old else given(paths)
    else:
        with tempfile.TemporaryDirectory(prefix="promhooks-plan-") as target:
            yield folder([_at_revision(path, options.since, Path(target) / str(number)) for number, path in enumerate(paths)])


def _at_revision(path: Path, revision: str, target: Path) -> Path:
    """The files below ``path`` as a git revision has them; none where it has no such path."""
    place = path if path.is_dir() else path.parent
    target.mkdir()
    names = ["."] if path.is_dir() else [path.name]
    with tempfile.TemporaryFile() as archive:
        answer = subprocess.run(["git", "-C", str(place), "archive", revision, "--", *names], stdout=archive, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S607  # git is found as the user's shell finds it
        if answer.returncode and "did not match any files" not in answer.stderr:
            raise click.ClickException(f"git: {answer.stderr.strip()}")
        archive.seek(0)
        if not answer.returncode:
            with tarfile.open(fileobj=archive) as files:
                files.extractall(target, filter="data")
    return target
