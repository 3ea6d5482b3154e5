"""What README.md and docs/architecture.md say of the code is so."""

import configparser
import re
from pathlib import Path

import pytest

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
