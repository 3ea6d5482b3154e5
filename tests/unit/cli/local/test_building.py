"""A newer program is built beside a run, and told when it is there."""

import shutil
import time
from pathlib import Path

import pytest

from hooks.cli.local.building import Building
from hooks.cli.local.pinned import pinned_version
from hooks.cli.local.programs import Source, cached
from hooks.cli.local.terminal import Terminal


def test_what_is_built_is_told(tmp_path: Path) -> None:
    if not shutil.which("go") or not cached("prometheus", Source.PINNED):
        pytest.skip("no Go, or Prometheus is not built yet and would take minutes")
    terminal = Terminal()
    building = Building(tmp_path, terminal)
    building.begin("prometheus")
    deadline = time.monotonic() + 60
    while len(terminal.moments()) < 2 and time.monotonic() < deadline:
        time.sleep(0.2)
        building.tick()
    assert [moment.text for moment in terminal.moments()] == [
        f"{pinned_version('prometheus')} is built in the background, the next run uses it",
        f"{pinned_version('prometheus')} is built, the next run uses it",
    ]


def test_without_go_the_command_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    terminal = Terminal()
    Building(tmp_path, terminal).begin("prometheus")
    (moment,) = terminal.moments()
    assert '"promhooks programs --pinned prometheus" builds' in moment.text
