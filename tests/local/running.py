"""``promhooks run`` as a user starts it: a process whose terminal is read, on a copy of the example that may be edited."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import msgspec

from hooks.cli.local.ports import free_port
from hooks.cli.local.programs import Source

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "my-app"
ROOT = EXAMPLE.parents[1]


class Running:
    """A run of a copy of the example; everything that it writes is below ``base``."""

    def __init__(self, base: Path, source: Source, slack_port: int | None = None, before: Callable[[Path], None] = lambda _folder: None) -> None:
        """Starts it, after ``before`` had the folder, and does not wait."""
        self.folder, self.temporary = base / "my-app", base / "tmp"
        self._output = base / "terminal.txt"
        shutil.copytree(EXAMPLE, self.folder)
        self.temporary.mkdir()
        self.slack_port = slack_port or free_port(20000 + os.getpid() % 20000 + (100 if source is Source.PINNED else 0))
        self.edit("alertmanager.yaml", "127.0.0.1:9099", f"127.0.0.1:{self.slack_port}")
        before(self.folder)
        command = [sys.executable, "-m", "hooks.cli", "run", "--yes", str(self.folder)]
        environment = {**os.environ, "TMPDIR": str(self.temporary), "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
        with self._output.open("wb") as output:
            self.process = subprocess.Popen(
                [*command, "--slack-port", str(self.slack_port), "--from", source.value], cwd=base, env=environment, stdout=output, stderr=subprocess.STDOUT
            )

    @property
    def terminal(self) -> str:
        """Everything that was shown so far."""
        return self._output.read_text(encoding="utf-8")

    def shows(self, pattern: str, seconds: float = 30, after: int = 0) -> re.Match[str]:
        """The first place after ``after`` where the terminal shows ``pattern``; AssertionError with the whole terminal when it does not in time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := re.compile(pattern, re.MULTILINE).search(self.terminal, after):
                return found
            assert self.process.poll() is None, f"the run ended with code {self.process.returncode}:\n{self.terminal}"
            time.sleep(0.2)
        raise AssertionError(f"not shown within {seconds:.0f} s: {pattern}\n{self.terminal[after:]}")

    def url(self, pod: str) -> str:
        """Where a pod's program is."""
        pattern = rf"{pod} +started, process \d+, (http://127\.0\.0\.1:\d+)/"
        self.shows(pattern)
        return str(re.findall(pattern, self.terminal)[-1])

    def pids(self) -> dict[str, int]:
        """Process ids by pod, the last start of each."""
        return {pod: int(pid) for pod, pid in re.findall(r"(\S+) +started, process (\d+),", self.terminal)}

    def targets(self) -> dict[str, dict[str, str]]:
        """Labels of the targets that are up, by service."""
        active = self.answer(f"{self.url('prometheus-prometheus-0')}/api/v1/targets?state=active")["data"]["activeTargets"]
        return {target["labels"]["service"]: target["labels"] for target in active if target["health"] == "up"}

    def loaded(self) -> tuple[str, str]:
        """What identifies the configurations in use: Prometheus' time of loading, Alertmanager's text."""
        runtime = self.answer(f"{self.url('prometheus-prometheus-0')}/api/v1/status/runtimeinfo")["data"]
        assert runtime["reloadConfigSuccess"]
        status = self.answer(f"{self.url('alertmanager-prometheus-alertmanager-0')}/api/v2/status")
        return runtime["lastConfigTime"], status["config"]["original"]

    def edit(self, file: str, old: str, new: str) -> None:
        """Replaces a text in a file of the folder."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    @staticmethod
    def answer(url: str, body: object = None) -> Any:
        """What a program's API answers; with a body it is posted."""
        data = None if body is None else msgspec.json.encode(body)
        with urlopen(Request(url, data=data, headers={"Content-Type": "application/json"}), timeout=10) as response:
            text = response.read()
        return msgspec.json.decode(text) if text[:1] in (b"{", b"[") else text.decode()

    def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)

    def close(self) -> None:
        """Ends the run if a test left it running."""
        if self.process.poll() is None:
            self.interrupt()
