"""``python -m bench.commands [MONITORS] [RULES]``: what each command takes on a generated folder (2,000 and 500 unless given)."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from bench.folder import write, write_change, write_test

PROGRAM = Path(sys.executable).with_name("promhooks")


@click.command()
@click.argument("monitors", default=2000)
@click.argument("rules", default=500)
@click.option("--times", default=3, help="The best of so many runs counts: the others waited for what else runs on the machine.")
def main(monitors: int, rules: int, times: int) -> None:
    """Print a row for each command: seconds of the processor, of the programs that it asks too, and memory at its peak."""
    with tempfile.TemporaryDirectory() as folder:
        here, changed = Path(folder, "deployed"), Path(folder, "changed")
        for each in (here, changed):
            each.mkdir()
            write(each, monitors, rules)
        write_change(changed)
        write_test(here)
        click.echo(f"{monitors} ServiceMonitors with their Services, {rules} PrometheusRules with 10 alerts each")
        for code, arguments in _commands(str(here), str(changed)):
            seconds, megabytes = min(_measured(arguments, code) for _ in range(times))
            click.echo(f"promhooks {arguments[0]:<10} {seconds:6.2f} s {megabytes:5.0f} MB")


def _commands(here: str, changed: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The exit code that is right (the chain ends where there are no pods), and the arguments."""
    yield 0, ("check", here)
    yield 0, ("render", here)
    yield 1, ("explain", "servicemonitor/ledger-0/app-0", here)
    yield 2, ("plan", "--from", here, changed)
    yield 0, ("test", here)


def _measured(arguments: Sequence[str], code: int) -> tuple[float, float]:
    process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != code:
        raise click.ClickException(f"promhooks {' '.join(arguments)} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
