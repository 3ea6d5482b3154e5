"""Processes of a run end with it, however it ends."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hooks.cli.local.processes import Process

RUNNER = """
import os, sys, time
from pathlib import Path
from hooks.cli.local.processes import Process
folder = Path(sys.argv[1])
print(Process(["sleep", "60"], dict(os.environ), folder / "log", folder).pid, flush=True)
time.sleep(60)
"""


def test_a_program_does_not_outlive_a_run_that_was_killed(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", RUNNER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as runner:
        assert runner.stdout
        program = Path("/proc") / runner.stdout.readline().strip()
        while b"sleep" not in (program / "cmdline").read_bytes().split(b"\0")[0]:
            time.sleep(0.05)
        runner.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while program.exists() and "Z" not in (program / "status").read_text().splitlines()[2]:
        assert time.monotonic() < deadline, "it still runs"
        time.sleep(0.05)


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no-such-program"):
        Process(["no-such-program"], {"PATH": "/usr/bin"}, tmp_path / "log", tmp_path)
