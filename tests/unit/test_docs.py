"""What README.md and docs/architecture.md say of the code is so."""

import configparser
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/recipes.md"]


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_is_named_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    linked = {(ROOT / page).parent / path.partition("#")[0] for path in re.findall(r"\]\(([^):]+)\)", text)}
    named = {ROOT / path for path in re.findall(r"`((?:hooks|tests|tools|deploy)/[\w./-]+)`", text)}
    assert {str(path) for path in linked | named if not path.exists()} == set()


def test_the_borders_are_those_that_are_held() -> None:
    held = configparser.ConfigParser()
    held.read(ROOT / ".importlinter")
    layers = [line.strip() for line in held["importlinter:contract:layers"]["layers"].strip().splitlines()]
    assert "\n".join(layers) in (ROOT / "docs/architecture.md").read_text(encoding="utf-8")


def test_the_versions_of_python_that_are_claimed_are_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    claimed = [each.rpartition(" :: ")[2] for each in project["classifiers"] if each.startswith("Programming Language :: Python :: ")]
    tried = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert claimed == tried
    assert project["requires-python"] == f">={tried[0]}"
