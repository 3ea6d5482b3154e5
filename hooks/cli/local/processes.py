"""Processes of a local run: each in a process group of its own, its output in a file, ended by its process id."""

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

GRACE = 10.0
"""Seconds between asking a process to end and ending it."""
_TIED = "import ctypes, os, sys; ctypes.CDLL(None).prctl(1, 15); os.getppid() == int(sys.argv[1]) or sys.exit(1); os.execvp(sys.argv[2], sys.argv[2:])"
"""Becomes the program after it has asked Linux for a SIGTERM (15) when its parent ends (prctl 1 is PR_SET_PDEATHSIG): so no program outlives a run that
was killed. The parent is looked at once more, because it may have ended before the request."""


class Process:
    """A started program. What it forks belongs to its group and ends with it."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path, folder: Path) -> None:
        """Starts ``command`` in ``folder``, its output appended to ``log``; FileNotFoundError where there is no such program."""
        if shutil.which(folder / command[0] if "/" in command[0] else command[0], path=environment.get("PATH")) is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), command[0])
        self.command = tuple(command)
        self.environment = dict(environment)
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            tied = (sys.executable, "-I", "-S", "-c", _TIED, str(os.getpid()), *self.command)
            self._popen = subprocess.Popen(
                tied, env=self.environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )
        self.started = time.monotonic()

    @property
    def pid(self) -> int:
        """The process id, which is the id of its group as well."""
        return self._popen.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._popen.poll()

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to the whole group, if there is still one."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def wait(self, seconds: float) -> bool:
        """Whether it ended within the time."""
        try:
            self._popen.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            return False
        return True

    def last_lines(self, count: int = 3) -> list[str]:
        """The end of its output."""
        return self.log.read_text(errors="replace").splitlines()[-count:]


def stop(processes: Iterable[Process]) -> None:
    """Ends all of them: first asked, after GRACE seconds killed."""
    running = [process for process in processes if process.exit_code is None]
    for process in running:
        process.signal(signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for process in running:
        if not process.wait(deadline - time.monotonic()):
            process.signal(signal.SIGKILL)
            process.wait(GRACE)
