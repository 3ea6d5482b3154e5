"""What a person sees while something takes longer than two seconds."""

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

QUIET = 2.0
"""Seconds after which progress is shown."""


class Failed(Exception):
    """A command ended with an error; the text names the command and the end of its output."""


def finished(what: str, command: Sequence[str], *, folder: Path | None = None, environment: Mapping[str, str] | None = None) -> str:
    """The output of ``command``; while it runs longer than two seconds, ``what`` and the seconds that went by are shown on stderr."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        with subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT) as process:
            try:
                _shown_until_end(what, process)
            except BaseException:
                process.terminate()
                raise
        output.seek(0)
        text = output.read()
    if process.returncode:
        raise Failed(f"{what}: {Path(command[0]).name} ended with code {process.returncode}: {' / '.join(text.strip().splitlines()[-3:])}")
    return text


@contextmanager
def busy(what: str) -> Iterator[None]:
    """While the work inside takes longer than two seconds, ``what`` and the seconds that went by are shown on stderr."""
    done = threading.Event()
    shown = threading.Thread(target=_shown_until, args=(what, lambda: done.wait(0.05)), name="progress", daemon=True)
    shown.start()
    try:
        yield
    finally:
        done.set()
        shown.join()


def _shown_until_end(what: str, process: subprocess.Popen[bytes]) -> None:
    def ended() -> bool:
        time.sleep(0.05)
        return process.poll() is not None

    _shown_until(what, ended)


def _shown_until(what: str, ended: Callable[[], bool]) -> None:
    start = time.monotonic()
    every = 1.0 if sys.stderr.isatty() else 15.0
    shown = start + QUIET - every
    while not ended():
        now = time.monotonic()
        if now - start >= QUIET and now - shown >= every:
            shown = now
            click.echo(f"{_again()}{what} … {now - start:.0f} s", err=True, nl=not sys.stderr.isatty())
    if shown > start + QUIET - every:
        click.echo(f"{_again()}{what}: done in {time.monotonic() - start:.0f} s", err=True)


def _again() -> str:
    return "\r\x1b[2K" if sys.stderr.isatty() else ""
