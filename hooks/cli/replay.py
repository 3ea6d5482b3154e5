"""``promhooks replay``: the questions of a report are asked again, and the answers have the same bytes or not."""

import sys
from pathlib import Path

import click
import msgspec

from hooks.cli.cluster import settings
from hooks.cli.objects import OBJECT, found
from hooks.cli.printing import colors
from hooks.cli.report import Report, Sync, answer, digest
from hooks.decoding import mismatch
from hooks.judge import ABSENT
from hooks.loop.resources import Key
from hooks.settings import Settings


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--print", "printed", type=OBJECT, help="Print the answer about this object as JSON instead.")
def command(file: Path, printed: Key | None) -> None:
    """Ask the hooks what a report of promhooks report has recorded, with its settings, and say for each question whether the answer is still the same.

    The exit code is 0 where all are, 1 where one is not.

    \b
    Examples:
      promhooks replay bug.json
      promhooks replay --print prometheus/monitoring/k8s bug.json | jq .status
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    report = _read(file)
    chosen = msgspec.structs.replace(msgspec.convert(report.settings, Settings), judge=settings().judge)
    if (report.versions.get("judge") == "absent") != (chosen.judge is ABSENT):
        click.echo(f"the last judge is {report.versions.get('judge')} in the report and not here, answers may differ", err=True)
    if printed:
        syncs = {_key(sync): sync for sync in report.syncs}
        click.echo(_answer(syncs[found(printed, syncs)], chosen))
        return
    same = [digest(_answer(sync, chosen)) == sync.digest for sync in report.syncs]
    for sync, is_same in zip(report.syncs, same, strict=True):
        mark, color = ("✓", "green") if is_same else ("✗", "red")
        click.secho(f"{mark} {sync.object}: {'the same answer' if is_same else 'another answer'}", fg=color, color=colors())
    sys.exit(0 if all(same) else 1)


def _answer(sync: Sync, chosen: Settings) -> bytes:
    return answer(sync.kind, msgspec.json.encode(sync.request), chosen)


def _key(sync: Sync) -> Key:
    return Key.of(sync.request["parent"])


def _read(file: Path) -> Report:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Report)
    except msgspec.ValidationError as error:
        raise click.ClickException(f"{file} is no report: {': '.join(part for part in mismatch(error) if part)}") from None
    except msgspec.DecodeError as error:
        raise click.ClickException(f"{file} is no report: {error}") from None
