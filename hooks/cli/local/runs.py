"""Which runs of a folder there are: one that goes on unnoticed keeps its ports, and one that was killed leaves its files."""

import contextlib
import os
import shutil
import signal
import tempfile
import time
from pathlib import Path

import msgspec

from hooks.rendering import digest

PREFIX = "promhooks-"
"""How the names of folders begin that runs keep their files in."""
_PATIENCE = 30.0
"""Seconds that a run may take to end."""


class Run(msgspec.Struct, frozen=True):
    """A run of a folder: its process, when that was started (seconds since 1970), the folder of its files, the address of its console."""

    process: int
    started: float
    files: str
    console: str
    ticks: str
    """When the system says that the process was started: another process may get its id later."""

    @property
    def goes_on(self) -> bool:
        """Whether its process is still there."""
        return _ticks(self.process) == self.ticks

    def end(self) -> bool:
        """Asks it to end, as Ctrl-C does; whether it has."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGTERM)
        deadline = time.monotonic() + _PATIENCE
        while self.goes_on and time.monotonic() < deadline:
            time.sleep(0.1)
        return not self.goes_on


class Runs:
    """The last run of one folder, remembered in a file."""

    def __init__(self, folder: Path, remembered: Path) -> None:
        """``remembered`` is the folder that keeps one file for each folder of manifests."""
        self._file = remembered / f"{digest(str(folder).encode())}.json"

    def other(self) -> Run | None:
        """The run of this folder that goes on; what one left that was killed is removed."""
        try:
            found = msgspec.json.decode(self._file.read_bytes(), type=Run)
        except (OSError, msgspec.MsgspecError):
            return None
        if found.goes_on:
            return found
        files = Path(found.files)
        if files.parent == Path(tempfile.gettempdir()) and files.name.startswith(PREFIX):
            shutil.rmtree(files, ignore_errors=True)
        self._file.unlink(missing_ok=True)
        return None

    def begin(self, files: Path, console: str) -> None:
        """Remembers this process."""
        run = Run(os.getpid(), time.time(), str(files), console, _ticks(os.getpid()))
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_bytes(msgspec.json.encode(run))

    def done(self) -> None:
        """Forgets this process."""
        self._file.unlink(missing_ok=True)


def _ticks(process: int) -> str:
    """The 22nd field of /proc/<process>/stat, empty where there is no such process. The second one, its name, may have spaces."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = state.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]
