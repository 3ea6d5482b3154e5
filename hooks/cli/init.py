"""``promhooks init [DIR]``: a small working folder to begin with."""

import re
import shutil
from pathlib import Path

import click

from hooks.cli.local.program import ROOT

EXAMPLES = ROOT / "examples"
_LEFT_OUT = frozenset(["Dockerfile", "__pycache__"])
_APP = "127.0.0.1:8000"
"""Where the example for an application of this machine has it."""


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--app", metavar="HOST:PORT", help="An application that runs already and has metrics; by default the folder brings a small one.")
@click.option("--path", "metrics", default="/metrics", show_default=True, help="Where its metrics are.")
def command(folder: Path, app: str | None, metrics: str) -> None:
    """Write a small working folder: a Prometheus, an Alertmanager, a rule, and something to watch. Nothing that is there already is changed.

    \\b
    Examples:
      promhooks init monitoring
      promhooks init monitoring --app 127.0.0.1:8000
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    if app is not None and not re.fullmatch(r"[\w.-]+:\d{1,5}", app):
        raise click.UsageError(f'--app: "{app}" is no address, write it like 127.0.0.1:8000')
    if not re.fullmatch(r"/[\w./-]*", metrics):
        raise click.UsageError(f'--path: "{metrics}" is no path, write it like /metrics')
    source = EXAMPLES / ("my-app" if app is None else "host-app")
    files = [path for path in sorted(source.rglob("*")) if path.is_file() and not _LEFT_OUT.intersection(path.parts)]
    taken = [str(folder / path.relative_to(source)) for path in files if (folder / path.relative_to(source)).exists()]
    if taken:
        raise click.ClickException(f"{', '.join(taken)} would be overwritten; name another folder")
    for path in files:
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        click.echo(f"wrote {target}")
    if app is not None:
        scrape = folder / "scrapeconfig.yaml"
        scrape.write_text(scrape.read_text(encoding="utf-8").replace(_APP, app).replace("/metrics\n", f"{metrics}\n"), encoding="utf-8")
    click.echo(f"next: promhooks run {folder}")
