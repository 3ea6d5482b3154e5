"""docs/recipes.md names the files that belong together; an example of each recipe touches exactly these."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECIPES = (ROOT / "docs/recipes.md").read_text(encoding="utf-8")


def listed(recipe: str, name: str) -> set[str]:
    section = RECIPES.partition(f"## {recipe}\n")[2].partition("\n## ")[0]
    return {path.replace("{name}", name) for path in re.findall(r"^- `(hooks/[^`]+)`", section, re.MULTILINE)}


def touched(word: str) -> set[str]:
    files = (path for path in (ROOT / "hooks").rglob("*.py"))
    found = {str(path.relative_to(ROOT)) for path in files if re.search(rf"(?<![a-z]){word}", path.read_text(encoding="utf-8"), re.IGNORECASE)}
    return {path for path in found if not path.startswith(("hooks/findings/", "hooks/cli/"))}


@pytest.mark.parametrize(
    ("recipe", "name", "word"),
    [
        pytest.param("Add a field", "scrape", "native_histogram_bucket_limit", id="field"),
        pytest.param("Add a service discovery", "hetzner", "hetzner", id="service-discovery"),
        pytest.param("Add a receiver", "discord", "discord", id="receiver"),
    ],
)
def test_a_recipe_names_the_files_that_an_example_touches(recipe: str, name: str, word: str) -> None:
    assert listed(recipe, name) == touched(word)
