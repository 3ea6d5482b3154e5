"""A folder may be anybody's: what is no plain file inside of it is named, and reading it ends soon."""

import os
from pathlib import Path

import pytest

from hooks.cli import files
from hooks.cli.check import checked
from hooks.cli.formats.text import report
from hooks.cli.manifests import folder
from hooks.settings import Settings

SECRET = "apiVersion: v1\nkind: Secret\nmetadata: {name: ok}\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    made = tmp_path / "tree"
    made.mkdir()
    (made / "ok.yaml").write_text(SECRET)
    return made


def said(tree: Path) -> list[str]:
    """What is wrong; the plain file is read in any case."""
    found = folder([tree])
    assert [document.key.name for document in found.documents] == ["ok"]
    return [str(finding).removeprefix(f"{tree}/") for finding in found.findings]


def test_a_link_that_leads_out_is_not_read(tree: Path) -> None:
    (tree.parent / "private.yaml").write_text(SECRET)
    (tree / "link.yaml").symlink_to("../private.yaml")
    assert said(tree) == ["link.yaml:1: leads out of the folder, copy the file into it (PH9006)"]


def test_a_link_inside_is_read_as_in_a_mounted_config_map(tree: Path) -> None:
    (tree / "..data").mkdir()
    (tree / "ok.yaml").rename(tree / "..data/ok.yaml")
    (tree / "ok.yaml").symlink_to("..data/ok.yaml")
    assert said(tree) == []


def test_links_to_folders_are_not_followed(tree: Path) -> None:
    (tree / "circle").symlink_to(tree)
    (tree / "out").symlink_to("/")
    assert said(tree) == []


def test_what_is_no_plain_file_is_not_opened(tree: Path) -> None:
    os.mkfifo(tree / "pipe.yaml")
    (tree / "gone.yaml").symlink_to("nowhere")
    (tree / "device.yaml").symlink_to("/dev/zero")
    assert said(tree) == [
        "device.yaml:1: is no plain file, only those are read (PH9006)",
        "gone.yaml:1: cannot be read: No such file or directory (PH9002)",
        "pipe.yaml:1: is no plain file, only those are read (PH9006)",
    ]


def test_a_huge_file_is_not_read(tree: Path) -> None:
    with (tree / "sparse.yaml").open("wb") as file:
        file.truncate(2**32)
    assert said(tree) == ["sparse.yaml:1: takes 4,294,967,296 bytes, more than the 67,108,864 that are read, part it (PH9006)"]


def test_of_very_many_files_the_first_are_read(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST", 1)
    (tree / "zz.yaml").write_text("[")
    assert said(tree) == [f"{tree}:1: holds 2 manifest files, only the first 1 are read, give smaller folders (PH9006)"]


def test_names_and_values_cannot_steer_the_terminal(tree: Path) -> None:
    (tree / "\x1b[31m.yaml").write_text('"\\e[2J": 1\n"\\e[2J": 2\n')
    (sentence,) = said(tree)
    assert sentence.isprintable()
    assert sentence == '\\x1b[31m.yaml:2:1: "\\x1b[2J" is there twice, first in line 1 (PH9001)'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- " * 50_000, id="list-in-list"),
        pytest.param("a: &a [x, x]\n" + "".join(f"{chr(i + 1)}: &{chr(i + 1)} [{', '.join(['*' + chr(i)] * 10)}]\n" for i in range(97, 107)), id="aliases"),
        pytest.param("name: {{ .Values.name }}\n", id="helm"),
        pytest.param("a: \ud800", id="half-a-character"),
    ],
)
def test_a_bomb_is_one_finding(tree: Path, text: str) -> None:
    (tree / "bomb.yaml").write_bytes(text.encode(errors="surrogatepass"))
    (sentence,) = said(tree)
    assert sentence.startswith("bomb.yaml:")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a": "\\ud800"}', '{"a": ' + "9" * 5000 + "}", '{"a": NaN}'])
def test_json_too(tree: Path, text: str) -> None:
    (tree / "bomb.json").write_text(text)
    (sentence,) = said(tree)
    assert sentence.startswith("bomb.json:1: ")


def test_a_report_opens_nothing_that_was_not_read(tree: Path) -> None:
    os.mkfifo(tree / "pipe.yaml")
    assert "pipe.yaml:1" in report(checked(folder([tree]), Settings()))
