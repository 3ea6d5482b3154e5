"""Volumes hold what a kubelet would put there, and switch as a whole."""

import base64
from pathlib import Path
from typing import Any

import pytest

from hooks.cli.local.inside import Outside
from hooks.cli.local.objects import Cluster
from hooks.cli.local.volumes import MissingSource, contents, lay_out

POD: dict[str, Any] = {"metadata": {"name": "p-0", "namespace": "a", "labels": {"x": "y"}}}
CLUSTER = Cluster(
    (
        {
            "kind": "Secret",
            "metadata": {"name": "s", "namespace": "a"},
            "data": {"k": base64.b64encode(b"1").decode(), "l": base64.b64encode(b"2").decode()},
            "stringData": {"l": "3"},
        },
        {"kind": "ConfigMap", "metadata": {"name": "c", "namespace": "a"}, "data": {"m": "4"}, "binaryData": {"n": base64.b64encode(b"\xff").decode()}},
    )
)


@pytest.mark.parametrize(
    ("volume", "files"),
    [
        pytest.param({"secret": {"secretName": "s"}}, {"k": b"1", "l": b"3"}, id="secret-whose-string-data-wins"),
        pytest.param({"secret": {"secretName": "s", "items": [{"key": "k", "path": "d/k"}]}}, {"d/k": b"1"}, id="chosen-keys-of-a-secret"),
        pytest.param({"configMap": {"name": "c"}}, {"m": b"4", "n": b"\xff"}, id="config-map-with-binary-data"),
        pytest.param({"secret": {"secretName": "none", "optional": True}}, {}, id="optional-and-absent"),
        pytest.param(
            {
                "projected": {
                    "sources": [
                        {"secret": {"name": "s", "items": [{"key": "k", "path": "k"}]}},
                        {"configMap": {"name": "c"}},
                        {"secret": {"name": "q", "optional": True}},
                    ]
                }
            },
            {"k": b"1", "m": b"4", "n": b"\xff"},
            id="projected-sources-together",
        ),
        pytest.param({"downwardAPI": {"items": [{"path": "name", "fieldRef": {"fieldPath": "metadata.name"}}]}}, {"name": b"p-0"}, id="fields-of-the-pod"),
        pytest.param({"emptyDir": {}}, None, id="empty-dir"),
    ],
)
def test_content_of_a_volume(volume: dict[str, Any], files: dict[str, bytes] | None) -> None:
    assert contents(volume, POD, CLUSTER) == files


@pytest.mark.parametrize(
    ("volume", "message"),
    [
        pytest.param({"secret": {"secretName": "none"}}, 'Secret "a/none" is not there', id="secret"),
        pytest.param({"configMap": {"name": "none"}}, 'ConfigMap "a/none" is not there', id="config-map"),
        pytest.param({"secret": {"secretName": "s", "items": [{"key": "q", "path": "q"}]}}, 'Secret s has no key "q"', id="key"),
    ],
)
def test_a_missing_source_is_named(volume: dict[str, Any], message: str) -> None:
    with pytest.raises(MissingSource) as raised:
        contents(volume, POD, CLUSTER)
    assert str(raised.value) == message


def test_files_are_switched_through_one_link(tmp_path: Path) -> None:
    assert lay_out(tmp_path, {"a": b"1", "d/b": b"2"})
    first = (tmp_path / "..data").resolve()
    assert lay_out(tmp_path, {"a": b"3"})
    assert (tmp_path / "..data").resolve() != first
    assert not first.exists()
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("..")) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"3"
    assert (tmp_path / "a").readlink() == Path("..data/a")


def test_the_same_files_change_nothing(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a": b"1"})
    before = (tmp_path / "..data").readlink()
    assert not lay_out(tmp_path, {"a": b"1"})
    assert (tmp_path / "..data").readlink() == before


@pytest.mark.parametrize("name", ["../../private", "/tmp/private", "a/../../../private"])
def test_no_file_is_written_outside_of_its_volume(tmp_path: Path, name: str) -> None:
    volume = tmp_path / "run" / "volume"
    with pytest.raises(Outside):
        lay_out(volume, {name: b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_what_lies_outside_is_not_removed_through_a_link(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir()
    (private / "kept").write_bytes(b"1")
    volume = tmp_path / "run"
    volume.mkdir()
    (volume / "..data").symlink_to(private)
    with pytest.raises(Outside):
        lay_out(volume, {"a": b"1"})
    assert (private / "kept").read_bytes() == b"1"
