"""``promhooks check --watch``: each edit is looked at, and what has not changed is not worked on again."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from queue import Queue

import pytest
from click.testing import CliRunner

from hooks.cli import main
from hooks.cli.manifests import read_file
from hooks.cli.watching import Reader
from hooks.loop.hooks import RememberingHooks, Synced

PROGRAM = Path(sys.executable).with_name("promhooks")
MONITOR = """\
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web, namespace: team}
spec:
  selector: {}
  endpoints: [{port: web}]
"""


@contextmanager
def watching(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", "Queue[str]"]]:
    """The command, and what it says line by line."""
    process = subprocess.Popen([PROGRAM, "check", "--watch", folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines: Queue[str] = Queue()
    output = process.stdout
    assert output is not None

    def listen() -> None:
        for line in output:
            lines.put(line)

    reading = threading.Thread(target=listen, daemon=True)
    reading.start()
    try:
        yield process, lines
    finally:
        process.kill()
        process.wait()
        reading.join()
        output.close()


def said(lines: "Queue[str]", part: str) -> str:
    while part not in (line := lines.get(timeout=30)):
        pass
    return line


def test_an_edit_is_looked_at_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    file = tmp_path / "web.yaml"
    file.write_text(MONITOR)
    with watching(tmp_path) as (process, lines):
        said(lines, "0 errors")
        file.write_text(MONITOR.replace("port: web", "prot: web"))
        assert "unknown field, did you mean port?" in said(lines, "PH1002")
        file.write_text(MONITOR)
        said(lines, "0 errors")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("arguments", [["-"], ["--cluster"]])
def test_only_files_can_be_watched(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, ["check", "--watch", *arguments])
    assert (result.exit_code, "files or folders" in result.output) == (2, True)


def test_a_file_is_read_again_only_when_it_was_written(tmp_path: Path) -> None:
    file, read = tmp_path / "web.yaml", Reader()
    file.write_text(MONITOR)
    first = read(file)
    assert read(file) is first
    file.write_text(MONITOR.replace("web", "api"))
    os.utime(file, ns=(1, 1))
    assert read(file) == read_file(file)
    file.unlink()
    assert read(file) == read_file(file)


def test_an_answer_is_worked_out_once_as_long_as_it_is_asked_for() -> None:
    asked: list[bytes] = []

    class Counting:
        def customize(self, kind: str, body: bytes) -> bytes:
            return body

        def sync(self, kind: str, body: bytes, now: datetime) -> Synced:
            asked.append(body)
            return Synced(body)

    hooks, now = RememberingHooks(Counting()), datetime(2026, 1, 1, tzinfo=UTC)
    for bodies in ([b"a", b"b", b"a"], [b"a"], [b"b"]):
        hooks.begin_round()
        assert [hooks.sync("probe", body, now).body for body in bodies] == bodies
    assert asked == [b"a", b"b", b"b"]
