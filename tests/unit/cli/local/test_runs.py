"""A run that goes on unnoticed is found, one that was killed is cleaned up after."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hooks.cli.local.runs import Runs

BEGIN = "import sys, time; from pathlib import Path; from hooks.cli.local.runs import Runs; \
Runs(Path('/manifests'), Path(sys.argv[1])).begin(Path(sys.argv[2]), 'http://127.0.0.1:9080/'); print('begun', flush=True); time.sleep(60)"


@pytest.fixture
def files() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="promhooks-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def other(tmp_path: Path, files: Path) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen([sys.executable, "-c", BEGIN, str(tmp_path), str(files)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"begun\n"
        yield process
        process.kill()


def test_a_run_that_goes_on_is_found_and_ends_when_it_is_asked_to(other: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    found = Runs(Path("/manifests"), tmp_path).other()
    assert found
    assert (found.process, found.console) == (other.pid, "http://127.0.0.1:9080/")
    assert Runs(Path("/others"), tmp_path).other() is None
    assert found.end()
    assert Runs(Path("/manifests"), tmp_path).other() is None


def test_what_a_killed_run_left_is_removed(other: "subprocess.Popen[bytes]", tmp_path: Path, files: Path) -> None:
    other.kill()
    other.wait()
    assert Runs(Path("/manifests"), tmp_path).other() is None
    assert not files.exists()


def test_only_the_files_of_a_run_are_removed(tmp_path: Path) -> None:
    kept = tmp_path / "promhooks-of-a-user"
    kept.mkdir()
    with subprocess.Popen([sys.executable, "-c", BEGIN, str(tmp_path), str(kept)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        process.kill()
    assert Runs(Path("/manifests"), tmp_path).other() is None
    assert kept.exists()
