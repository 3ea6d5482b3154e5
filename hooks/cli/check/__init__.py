"""``promhooks check``: everything that is wrong with some manifests, before a cluster sees them."""

import gc
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec

from hooks.cli.charts import rendered
from hooks.cli.check.fixing import diff, mended, write
from hooks.cli.check.stages import checked, tried
from hooks.cli.choice import Choice, chosen, told
from hooks.cli.cluster import settings
from hooks.cli.formats import data, github, junit, sarif, text
from hooks.cli.formats.checked import Checked
from hooks.cli.judge import judge
from hooks.cli.local.progress import busy
from hooks.cli.manifests import ARGUMENT, STDIN, Folder
from hooks.cli.printing import colors
from hooks.cli.sources import Connection, cluster_options, contents
from hooks.cli.watching import rounds
from hooks.findings import Severity
from hooks.judge import ABSENT
from hooks.loop.hooks import Hooks, OurHooks, RememberingHooks
from hooks.settings import Settings

__all__ = ["checked", "command"]

UNJUDGED = "the last judge, the code of Prometheus and Alertmanager itself, is absent: `promhooks programs judge` builds it"

_PASSES = 5
"""What is mended may bring to light what was hidden by it."""

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
@click.option("--also", metavar="CODE", multiple=True, help="Findings of taste with this code too, as in PHA3; may be repeated.")
@click.option("--ignore", metavar="CODE", multiple=True, help="No findings with this code; may be repeated.")
@click.option("--exclude", metavar="PATTERN", multiple=True, help="No findings in files that match, as in 'vendor/*'; may be repeated.")
@click.option("--baseline", metavar="FILE", help="No findings that stand in this report of --format json.")
@click.option("--as-tenant", "tenant", metavar="NAMESPACE", help="Only what the objects of this namespace try that a strict workload would not let them.")
@click.option("--fix", is_flag=True, help="Mend in the files what is mechanical, show it on stderr, and say what is left.")
@click.option("--diff", is_flag=True, help="Only show what --fix would write; exit code 1 where there is something.")
@click.option("--render", is_flag=True, help="Look at what helm and kubectl make of the charts and kustomizations below DIR.")
@click.option("--watch", is_flag=True, help="Look again whenever a file was written, until Ctrl-C.")
@click.option("-q", "--quiet", is_flag=True, help="A line per finding and nothing else.")
def command(paths: tuple[Path, ...], form: str, tenant: str | None, quiet: bool, **options: Any) -> None:
    """Say what is wrong with the manifests below DIR, with file, line and column: what a cluster would refuse, what the hooks would reject there, and what
    would have no effect. A file, several folders, or - for standard input will do.

    The exit code is 0 where nothing is wrong, 1 where something is, 2 where nothing could be looked at. Options can also stand in promhooks.toml of the
    folder where the command runs, in a table [check]; an object with the annotation promhooks.io/ignore: PH8101 is spared that finding.

    \b
    Examples:
      promhooks check monitoring/
      helm template my-chart | promhooks check -
      promhooks check --strict --format github monitoring/
      promhooks check --diff monitoring/; promhooks check --fix monitoring/
      promhooks check --watch monitoring/
      promhooks check --cluster
      promhooks check --as-tenant team-a tenants/
      promhooks check --format json monitoring/ > known.json; promhooks check --baseline known.json monitoring/
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    connection = Connection(**{name: options.pop(name) for name in Connection.__struct_fields__})
    work = [options.pop(name) for name in ("watch", "fix", "diff")]
    render = options.pop("render")
    look = Look(paths, connection, tenant, render, chosen(options), settings())
    if any(work) and (connection.wanted or STDIN in paths or not paths or work.count(True) > 1):
        raise click.UsageError("one of --watch, --fix and --diff, and files or folders")
    watched, fixed, shown = work
    if watched:
        _watch(look, form, quiet=quiet)
        return
    if shown:
        changes = mended(look.result().findings)
        click.echo(diff(changes), nl=False, color=colors())
        sys.exit(1 if changes else 0)
    result = _fix(look) if fixed else look.result()
    _show(result, form, quiet=quiet)
    sys.exit(1 if result.of(Severity.ERROR, *((Severity.WARNING,) if look.choice.strict else ())) else 0)


class Look(msgspec.Struct, frozen=True):
    """What a run of the command is asked for."""

    paths: tuple[Path, ...]
    connection: Connection
    tenant: str | None
    render: bool
    choice: Choice
    settings: Settings

    def result(self) -> Checked:
        """What is to be told now."""
        with busy("checking"):
            return self.result_of(contents(self.paths, self.connection))

    def result_of(self, found: Folder, hooks: Hooks | None = None) -> Checked:
        """What is to be told of some objects."""
        found = rendered(found, self.paths) if self.render else found
        everything = tried(found, self.tenant, self.settings, hooks) if self.tenant else checked(found, self.settings, hooks)
        return msgspec.structs.replace(everything, findings=told(everything.findings, found.documents, self.choice))


def _watch(look: Look, form: str, *, quiet: bool) -> None:
    hooks = RememberingHooks(OurHooks(look.settings))
    for found in rounds(look.paths):
        hooks.begin_round()
        click.clear()
        _show(look.result_of(found, hooks), form, quiet=quiet)
        gc.collect()


def _fix(look: Look) -> Checked:
    """Writes and shows what can be mended, also what could only be seen then; what is left."""
    for _ in range(_PASSES):
        result = look.result()
        changes = mended(result.findings)
        if not changes:
            break
        click.echo(diff(changes), nl=False, err=True, color=colors())
        write(changes)
    return look.result()


def _show(result: Checked, form: str, *, quiet: bool) -> None:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(text.report(result, quiet=quiet, width=width) if form == "text" else FORMATS[form](result), nl=False, color=colors())
    if not quiet:
        click.echo(text.summary(result), err=True)
        if judge() is ABSENT:
            click.echo(UNJUDGED, err=True)
