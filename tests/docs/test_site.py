"""The site and the reference leave nothing out."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from hooks.cli import COMMANDS
from hooks.kinds.registry import KINDS
from hooks.kinds.structural import kind_schema
from hooks.settings import VARIABLES
from tools.site import api, pages

ROOT = Path(__file__).parents[2]
NAV = tomllib.loads((ROOT / "docs" / "zensical.toml").read_text("utf-8"))["project"]["nav"]


def leaves(nav: Any) -> list[str]:
    """The pages of the navigation."""
    if isinstance(nav, str):
        return [nav]
    return [page for entry in (nav.values() if isinstance(nav, dict) else nav) for page in leaves(entry)]


def test_every_page_is_in_the_navigation_once() -> None:
    wanted = {*map(str, pages()), *(f"docs/api/{info.singular}.md" for info in KINDS.values())}
    assert sorted(leaves(NAV)) == sorted(wanted)


def test_every_setting_says_what_it_is_for() -> None:
    rows = re.findall(r"^\| `PROMHOOKS_(\w+)` \|.*\| (.+) \|$", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.MULTILINE)
    assert [name.lower() for name, meaning in rows if meaning.strip()] == list(VARIABLES)


def test_every_command_is_on_its_page() -> None:
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert {name for name in COMMANDS if f"`{name}`" not in text} == set()


def test_every_example_is_listed() -> None:
    text = (ROOT / "examples" / "README.md").read_text("utf-8")
    assert {path.name for path in (ROOT / "examples").iterdir() if path.is_dir() and f"({path.name}/README.md)" not in text} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_a_kind_has_an_example_and_every_field(kind: str) -> None:
    page, schema = api(KINDS[kind]), kind_schema(KINDS[kind].type)
    assert f"\nkind: {kind}\n" in page
    assert {name for name in schema["properties"]["spec"]["properties"] if f"| `spec.{name}` |" not in page} == set()
