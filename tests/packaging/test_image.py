"""What is in the image: the steps of the Dockerfile's last stage in a folder, without a container runtime, and the hooks run in it.

Another Python than the image's may run here, and the judge is copied only where somebody has built it.
"""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from hooks.cli.local.pinned import built_path
from hooks.cli.local.ports import free_port
from hooks.cli.local.processes import Process, stop
from tests.local.conftest import eventually

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.local, pytest.mark.timeout(900)]


class Image(NamedTuple):
    """The file system below ``root``, and what a container of the image starts with."""

    root: Path
    folder: Path
    environment: dict[str, str]
    entrypoint: list[str]
    command: list[str]

    def started(self, *arguments: str) -> list[str]:
        """The command line with other arguments; the interpreter is ours, and knows nothing but the image."""
        python, *rest = self.entrypoint
        assert python == "python"
        return [sys.executable, "-s", *rest, *(arguments or self.command)]


def instructions() -> Iterator[tuple[str, str]]:
    """Those of the last stage."""
    text = (ROOT / "Dockerfile").read_text("utf-8").rpartition("\nFROM ")[2]
    for line in text.splitlines()[1:]:
        if line and not line.startswith("#"):
            yield tuple(line.split(maxsplit=1))  # type: ignore[misc]  # each has an instruction and the rest


def below(root: Path, path: str) -> Path:
    return root / path.lstrip("/")


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    root, stages = tmp_path_factory.mktemp("image"), tmp_path_factory.mktemp("stages")
    environment: dict[str, str] = {}
    folder, started = root, dict[str, list[str]]()
    for instruction, rest in instructions():
        if instruction == "WORKDIR":
            folder = below(root, rest)
            folder.mkdir(parents=True)
        elif instruction == "ENV":
            environment |= dict(pair.split("=", 1) for pair in rest.split())
        elif instruction == "COPY":
            copied(rest.split(), stages, root, folder)
        elif instruction in ("ENTRYPOINT", "CMD"):
            started[instruction] = json.loads(rest)
        else:
            assert instruction == "USER", f"{instruction} is not known here"
    paths = [str(below(root, path)) for path in environment["PYTHONPATH"].split(":")]
    path = f"{root / 'usr/local/bin'}:{os.environ['PATH']}"
    given = {**environment, "PYTHONPATH": ":".join(paths), "PATH": path, "HOME": "/nonexistent", "TMPDIR": str(stages)}
    return Image(root, folder, given, started["ENTRYPOINT"], started["CMD"])


def copied(arguments: list[str], stages: Path, root: Path, folder: Path) -> None:
    """One COPY: from the repository, or from a stage, whose product is made here when it is wanted."""
    *source, target = arguments
    there = below(root, target) if target.startswith("/") else folder / target
    if source[0] == "--from=judge":
        if built_path("judge").exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(built_path("judge"), there)
    elif source[0] == "--from=build":
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", f"--target={stages / 'packages'}"]
        subprocess.run([*pip, "-r", str(ROOT / "requirements.lock")], check=True)
        (stages / "packages").rename(there)
    else:
        shutil.copytree(ROOT / source[0], there, ignore=shutil.ignore_patterns("__pycache__"))


def test_it_checks(image: Image) -> None:
    done = subprocess.run(
        image.started("check", str(ROOT / "examples" / "my-app")), check=False, capture_output=True, text=True, cwd=image.folder, env=image.environment
    )
    assert (done.returncode, "0 errors" in done.stdout + done.stderr) == (0, True), done.stdout + done.stderr


@pytest.mark.parametrize("command", ["certificates", "serve"])
def test_what_the_manifests_start_is_there(image: Image, command: str) -> None:
    done = subprocess.run(image.started(command, "--help"), check=False, capture_output=True, text=True, cwd=image.folder, env=image.environment)
    assert done.returncode == 0, done.stderr


def test_it_serves(image: Image, tmp_path: Path) -> None:
    binds = {name: f"127.0.0.1:{free_port(23000 + index * 50 + os.getpid() % 40)}" for index, name in enumerate(("bind", "workloads-bind", "metrics-bind"))}
    command = image.started(*image.command, *(f"--{name}={address}" for name, address in binds.items()))
    process = Process(command, image.environment, tmp_path / "log", image.folder)

    def ready() -> bool:
        assert process.exit_code is None, process.last_lines(5)
        try:
            with urllib.request.urlopen(f"http://{binds['metrics-bind']}/readyz", timeout=1) as response:
                return bool(response.status == 200)
        except OSError:
            return False

    try:
        eventually("it is ready", ready, 60)
        with urllib.request.urlopen(f"http://{binds['metrics-bind']}/metrics", timeout=5) as response:
            told = response.read().decode()
        assert f"promhooks_judge_present {float(built_path('judge').exists())}" in told
    finally:
        stop([process])
