"""``promhooks run DIR``: the objects of a folder, live on this machine, without a cluster."""

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click
from watchfiles import watch

from hooks.cli.cluster import settings
from hooks.cli.console.board import Board
from hooks.cli.console.running import Watcher
from hooks.cli.console.snapshot import Snapshot
from hooks.cli.console.web.server import Server
from hooks.cli.files import SUFFIXES
from hooks.cli.local.commands import Commands
from hooks.cli.local.live import Live
from hooks.cli.local.node import Workspace
from hooks.cli.local.outgoing import Gate
from hooks.cli.local.program import cache
from hooks.cli.local.programs import MissingProgram, Source
from hooks.cli.local.runs import PREFIX, Run, Runs
from hooks.cli.local.slack import PORT, PortTaken, Slack
from hooks.cli.local.terminal import Terminal, Tone
from hooks.cli.printing import printable
from hooks.cli.programs import from_option
from hooks.cli.watching import stopped_by_signals, written

_TICK = 500
"""Milliseconds between two looks at the processes."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--slack-port", default=PORT, show_default=True, help="Where the stand-in for Slack's webhook listens on 127.0.0.1.")
@click.option("--send", is_flag=True, help="Let remote write, alerts and notifications out to where they would go; by default they stay on this machine.")
@click.option("--yes", "agreed", is_flag=True, help="Start the commands that the objects name (promhooks.io/local-command) without asking.")
@from_option
def command(folder: Path, slack_port: int, send: bool, agreed: bool, source: Source | None) -> None:
    """Run the objects of FOLDER on this machine: real Prometheus and Alertmanager processes, configured by the hooks.

    Edits of the folder take effect while it runs. Ctrl-C ends every process and removes every file that was written. Commands that the objects name are
    shown and started when you agree, which is asked once.

    \b
    Examples:
      promhooks run examples/my-app
      promhooks run --yes monitoring/      # nothing is asked
    """  # noqa: D301  # click reads the escape: what follows keeps its lines
    terminal, folder = Terminal(), folder.resolve()
    commands = Commands(folder, cache() / "agreed-commands", lambda pod, text: agreed or _agrees(pod, text))
    runs, board = Runs(folder, cache() / "runs"), Board(Snapshot(folder.name, live=True))
    if other := runs.other():
        _meet(other, terminal)
    try:
        with (
            closing(Server(board, told=terminal.say)) as console,
            closing(Slack(terminal.message, slack_port)) as slack,
            _gate(terminal, send) as gate,
            _files() as files,
        ):
            runs.begin(files, console.url)
            terminal.say("console", f"open {console.url} to see everything that this terminal tells, and more", Tone.GOOD)
            terminal.say("Slack", f"a stand-in for its webhook listens at {slack.url}")
            with closing(Live(folder, Workspace(files, gate, commands.may_start), terminal, settings(), source)) as live:
                _live(live, folder, stopped_by_signals(), Watcher(board, folder, terminal))
                terminal.say("run", "ending all processes")
    except (PortTaken, MissingProgram) as error:
        raise click.ClickException(str(error)) from None
    finally:
        runs.done()
    terminal.say("run", "done, nothing is left")


def _meet(other: Run, terminal: Terminal) -> None:
    """Another run of the folder keeps its ports, so that this one would be somewhere else than people expect: offers to end it."""
    since = time.strftime("%H:%M:%S", time.localtime(other.started))
    terminal.say("run", f"this folder is run already, since {since} by process {other.process}, see {other.console}", Tone.WAITING)
    if sys.stdin.isatty() and click.confirm("end that run?", default=True):
        terminal.say("run", "the other run has ended" if other.end() else f"process {other.process} does not end", Tone.WAITING)
    else:
        terminal.say("run", f'it goes on, this run takes other ports; "kill {other.process}" ends it')


def _agrees(pod: str, command: str) -> bool:
    """Asks the person at the terminal; without one nobody agrees."""
    click.echo(f"{printable(pod)} wants to start on this machine:\n    {printable(command)}")
    if not sys.stdin.isatty():
        click.echo("not started, nobody is there to be asked: --yes agrees to all commands")
        return False
    return click.confirm("start it?")


def _live(live: Live, folder: Path, stop: threading.Event, watcher: Watcher) -> None:
    live.read()
    watcher.look(live)
    changes = watch(folder, stop_event=stop, watch_filter=written, rust_timeout=_TICK, yield_on_timeout=True, debounce=200, raise_interrupt=False)
    for number, edited in enumerate(changes):
        files = {Path(path) for _, path in edited}
        # What was edited between the first reading and the beginning of the watch is not among its changes.
        if number == 0 or any(file.suffix in SUFFIXES for file in files):
            live.read()
        if others := sorted(file.name for file in files if file.suffix not in SUFFIXES):
            live.restart_commands(others)
        live.tick()
        watcher.look(live)


@contextmanager
def _gate(terminal: Terminal, send: bool) -> Iterator[str]:
    """The address that takes what would leave this machine; empty where it may."""
    if send:
        yield ""
        return
    with closing(Gate(lambda host: terminal.say("run", f"keeps in what goes to {host}, --send lets it out", Tone.WAITING))) as gate:
        yield gate.address


@contextmanager
def _files() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
