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

from hooks.cli.api import Api
from hooks.cli.cluster import cluster as empty_cluster
from hooks.cli.cluster import settings
from hooks.cli.local.progress import busy
from hooks.cli.manifests import Document, Folder, folder, given
from hooks.cli.plan.changes import Change, changes
from hooks.cli.plan.formats import markdown, text
from hooks.cli.printing import colors
from hooks.cli.sources import Connection, cluster_options, in_cluster
from hooks.cli.verdicts import told
from hooks.findings import Severity
from hooks.loop.loop import Loop
from hooks.settings import Settings


@click.command()
@click.argument("paths", metavar="DIR…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--since", metavar="REVISION", help="Compare with the same folders at this git revision.")
@click.option("--from", "old", metavar="DIR", type=click.Path(exists=True, path_type=Path), help="Compare with this folder.")
@cluster_options
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True, help="Who reads it.")
def command(paths: tuple[Path, ...], since: str | None, old: Path | None, form: str, **connection: Any) -> None:
    """Say what the manifests below DIR change: for each workload whether it reloads, restarts, is scaled, or has to be recreated, and why; the scrape jobs,
    rules, receivers and routes that are added, removed or changed.

    The exit code is 0 without changes, 2 with changes, 1 where something new is refused or nothing could be compared.

    \\b
    Examples:
      promhooks plan --since main monitoring/
      promhooks plan --from deployed/ monitoring/
      promhooks plan --cluster monitoring/
      promhooks plan --since origin/main --format markdown monitoring/ > comment.md
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    cluster = Connection(**connection)
    if [since is not None, old is not None, cluster.wanted].count(True) != 1:
        raise click.UsageError("give one of --since REVISION, --from DIR and --cluster")
    with busy("planning"):
        if cluster.wanted:
            before = in_cluster(Api.connected(cluster.kubeconfig, cluster.context))
            plan, refused = planned(before, applied_to(before, given(paths)), settings())
        else:
            with _before(paths, since, old) as before:
                plan, refused = planned(before, given(paths), settings())
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode({"changes": plan, "refused": refused}), indent=2).decode())
    else:
        click.echo((text if form == "text" else markdown)(plan, refused), nl=False, color=colors())
    sys.exit(1 if refused else 2 if plan else 0)


def planned(before: Folder, after: Folder, chosen: Settings) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """What becomes of a cluster that is at rest with ``before`` when ``after`` is applied, and what is refused that was not before."""
    loop = empty_cluster(chosen)
    known = set(_applied(loop, before, ()))
    state = loop.objects()
    refused = [sentence for sentence in _applied(loop, after, before.documents) if sentence not in known]
    return changes(state, loop.objects()), tuple(refused)


def applied_to(before: Folder, edited: Folder) -> Folder:
    """A cluster in which some manifests are applied: nothing is deleted that they do not hold."""
    new = {document.key for document in edited.documents}
    return Folder((*(document for document in before.documents if document.key not in new), *edited.documents), edited.findings)


def _applied(loop: Loop, contents: Folder, replaced: Iterable[Document]) -> list[str]:
    """Applies the manifests, deletes what is not there any more; the sentences about what is refused."""
    wanted = {document.key for document in contents.documents}
    for key in [document.key for document in replaced]:
        if key not in wanted:
            loop.delete(key)
    refused = loop.apply(document.manifest for document in contents.documents)
    report = loop.converge()
    said = (each for each in told(report.judged) if each.finding.severity == Severity.ERROR)
    return [*map(str, contents.findings), *map(str, refused), *map(str, report.events), *map(str, said)]


@contextmanager
def _before(paths: tuple[Path, ...], since: str | None, old: Path | None) -> Iterator[Folder]:
    """The manifests to compare with."""
    if old is not None:
        yield folder([old])
        return
    with tempfile.TemporaryDirectory(prefix="promhooks-plan-") as target:
        yield folder([_at_revision(path, str(since), Path(target) / str(number)) for number, path in enumerate(paths)])


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
