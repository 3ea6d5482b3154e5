"""The wheel in a fresh environment, outside of the checkout: every command works, and nothing but ``promhooks`` is added at the top level."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from hooks.cli import COMMANDS
from hooks.cli.local.ports import free_port

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.local, pytest.mark.timeout(900), pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The environment's folder."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    (wheel,) = folder.glob("promhooks-*.whl")
    subprocess.run([*pip, "--python", str(folder / "venv/bin/python"), "install", str(wheel)], check=True)
    return folder / "venv"


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    """Nothing of the checkout is on the path; the cache is the user's own."""
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}


def _run(installed: Path, environment: Mapping[str, str], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([installed / "bin/promhooks", *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False)


def test_only_one_name_is_added_at_the_top_level(installed: Path) -> None:
    (packages,) = installed.glob("lib/python*/site-packages")
    record = next(packages.glob("promhooks-*.dist-info/RECORD")).read_text()
    names = {line.split(",")[0].split("/")[0] for line in record.splitlines()}
    assert {name for name in names if not name.endswith(".dist-info") and name != ".."} == {"promhooks"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_how_it_is_used(installed: Path, environment: Mapping[str, str], tmp_path: Path, command: str) -> None:
    answer = _run(installed, environment, tmp_path, command, "--help")
    assert answer.returncode == 0, answer.stderr
    assert f"promhooks {command}" in answer.stdout


def test_a_folder_is_checked_and_rendered(installed: Path, environment: Mapping[str, str], tmp_path: Path) -> None:
    example = ROOT / "examples/my-app"
    checked, rendered = (_run(installed, environment, tmp_path, command, str(example)) for command in ("check", "render"))
    assert (checked.returncode, rendered.returncode) == (0, 0), checked.stdout + rendered.stderr
    assert "kind: StatefulSet" in rendered.stdout


@pytest.fixture
def address(installed: Path, environment: Mapping[str, str], tmp_path: Path) -> Iterator[str]:
    """Where ``promhooks serve`` of the wheel listens."""
    bind = f"127.0.0.1:{free_port(18100)}"
    process = subprocess.Popen([installed / "bin/promhooks", "serve", "--bind", bind], cwd=tmp_path, env=environment)
    try:
        yield f"http://{bind}"
    finally:
        process.terminate()
        process.wait(timeout=60)


def test_the_hooks_are_served(address: str) -> None:
    deadline = time.monotonic() + 60
    while not _healthy(address):
        assert time.monotonic() < deadline, "the hooks do not answer"
        time.sleep(0.2)


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
