"""The core has no clock, no files and no network: ``make check`` fails where somebody gives it one."""

import configparser
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHELLS = {"cli", "app", "metrics", "loop"}


def complaints(code: str, file: str) -> str:
    command = [sys.executable, "-m", "ruff", "check", "--select", "TID251,PTH123", "--stdin-filename", file, "-"]
    return subprocess.run(command, input=code, capture_output=True, text=True, cwd=ROOT, check=False).stdout


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("from datetime import UTC, datetime\n\nNOW = datetime.now(UTC)\n", id="clock"),
        pytest.param("import datetime\n\nTODAY = datetime.date.today()\n", id="calendar"),
        pytest.param("import time\n\nNOW = time.monotonic()\n", id="time"),
        pytest.param("from time import monotonic\n\nNOW = monotonic()\n", id="from-time"),
        pytest.param("with open('x') as file:\n    pass\n", id="file"),
        pytest.param("from urllib.request import urlopen\n\nurlopen('http://example.org')\n", id="network"),
    ],
)
def test_a_clock_a_file_or_the_network_in_the_core_is_refused(code: str) -> None:
    assert "Found" in complaints(code, "hooks/selection/new.py")


def test_every_package_below_the_shells_is_held_pure() -> None:
    found = configparser.ConfigParser()
    found.read(ROOT / ".importlinter")
    held = set(found["importlinter:contract:pure"]["source_modules"].split())
    packages = {path.stem for path in (ROOT / "hooks").iterdir() if (path.is_dir() and path.name != "__pycache__") or path.suffix == ".py"}
    assert held == {f"hooks.{name}" for name in packages - SHELLS - {"__init__"}}
    forbidden = set(found["importlinter:contract:pure"]["forbidden_modules"].split())
    assert forbidden >= {"flask", "socket", "os", "io", "pathlib", "subprocess", "time", "random", "logging"}
