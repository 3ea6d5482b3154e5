"""Where programs come from."""

from pathlib import Path

import pytest

from hooks.cli.local.pinned import BUILDS, pinned_version
from hooks.cli.local.programs import MissingProgram, Source, cached, program
from hooks.versions import Version


def executable(path: Path, answer: str) -> Path:
    path.write_text(f"#!/bin/sh\necho '{answer}'\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("file", "answer", "version"),
    [
        pytest.param("prometheus", "prometheus, version 2.42.0+ds (branch: x, revision: y)", Version(2, 42, 0), id="distribution"),
        pytest.param("prometheus-alertmanager", "alertmanager, version 0.25.0 (branch: x)", Version(0, 25, 0), id="debians-file-name"),
        pytest.param("etcd", "etcd Version: 3.6.8", Version(3, 6, 8), id="etcd"),
        pytest.param("kube-apiserver", "Kubernetes v1.36.3", Version(1, 36, 3), id="kube-apiserver"),
    ],
)
def test_a_program_on_path_is_used_and_asked_for_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, answer: str, version: Version) -> None:
    path = executable(tmp_path / file, answer)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = program(file.removeprefix("prometheus-"), Source.PATH)
    assert (found.path, found.version) == (path, version)


def test_a_program_without_a_version_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(tmp_path / "prometheus", "prometheus, version  (branch: , revision: unknown)")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingProgram, match=r"prometheus is not to be had .path: .* does not tell its version.; put it on PATH"):
        program("prometheus", Source.PATH)


def test_nothing_is_cached_in_a_new_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMHOOKS_CACHE", str(tmp_path))
    assert not cached("prometheus", Source.PINNED)
    assert not cached("prometheus", Source.DEBIAN)


@pytest.mark.parametrize("name", BUILDS)
def test_every_program_that_can_be_built_is_pinned(name: str) -> None:
    assert Version.parse(pinned_version(name)) > Version(0, 0, 0)
