"""The documentation as a site: every page of the repository as it is, and the API of the ten kinds, made from their types.

``python -m tools.site`` collects the pages in build/docs, from where zensical makes the site (docs/zensical.toml). Links to what is no page lead to the
repository.
"""

import re
import shutil
import subprocess
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from hooks.kinds.registry import KINDS, KindInfo
from hooks.kinds.structural import kind_schema
from tools.crdgen.docs import description

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "build" / "docs"
REPOSITORY = "https://github.com/promhooks/promhooks/blob/main"
IMAGES = "docs/images/*"
READ = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/*.md", "deploy/*.md", "examples/*.md")
_LINK = re.compile(r"\]\((?!https?:|#)([^)\s#]+)(#[^)\s]*)?\)")
_FENCE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def pages() -> dict[Path, str]:
    """Path → text of every page that is read in the repository."""
    return {page: (ROOT / page).read_text("utf-8") for page in _listed(*READ)}


def _listed(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return [*map(Path, listed.split())]


def placed(page: Path, text: str, known: Collection[Path]) -> str:
    """The text of a page with links that work on the site."""

    def link(found: re.Match[str]) -> str:
        target = Path(_normal(page.parent / found[1]))
        if target in known or not (ROOT / target).exists():
            return found[0]
        return f"]({REPOSITORY}/{target}{found[2] or ''})"

    parts, end = [], 0
    for code in _FENCE.finditer(text):
        parts += [_LINK.sub(link, text[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*parts, _LINK.sub(link, text[end:])])


def _normal(path: Path) -> str:
    steps: list[str] = []
    for step in path.parts:
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


def api(info: KindInfo) -> str:
    """The page of a kind: every field with its type, default and meaning."""
    schema = kind_schema(info.type, description)
    short = ", ".join(f"`{name}`" for name in info.short_names)
    names = f"`{info.api_version}`, for kubectl `{info.plural}` or {short}. `kubectl explain {info.plural}` says the same.\n"
    head = f"# {info.kind}\n\n{schema.get('description', '')}\n\n{names}"
    return f"{head}\n## Example\n\n```yaml\n{example(info)}```\n" + "".join(
        f"\n## {part}\n\n| field | type | meaning |\n|---|---|---|\n" + "".join(_rows(schema["properties"][part], part))
        for part in ("spec", "status")
        if part in schema["properties"]
    )


def example(info: KindInfo) -> str:
    """The first object of the kind among the examples, as it stands there."""
    documents = (document for path in sorted(ROOT.glob("examples/*/*.yaml")) for document in path.read_text("utf-8").split("---\n"))
    return next(document for document in documents if f"\nkind: {info.kind}\n" in document)


def _rows(schema: Mapping[str, Any], path: str) -> Iterator[str]:
    for name, field in schema.get("properties", {}).items():
        below, brackets = (field["items"], "[]") if field.get("type") == "array" else (field, "")
        default = f", default `{field['default']}`" if field.get("default") not in (None, {}, "") else ""
        allowed = f": {', '.join(f'`{each}`' for each in below['enum'])}" if below.get("enum") else ""
        sort = f"{below.get('type', 'any')}{brackets}{allowed}{default}".replace("|", "\\|")
        yield f"| `{path}.{name}` | {sort} | {_cell(field.get('description') or below.get('description', ''))} |\n"
        yield from _rows(below, f"{path}.{name}{brackets}")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[")


def main() -> None:
    """Writes build/docs anew."""
    shutil.rmtree(TARGET, ignore_errors=True)
    found = pages() | {Path(f"docs/api/{info.singular}.md"): api(info) for info in KINDS.values()}
    images = _listed(IMAGES)
    for path in (*found, *images):
        (TARGET / path).parent.mkdir(parents=True, exist_ok=True)
    for page, text in found.items():
        (TARGET / page).write_text(placed(page, text, {*found, *images}), "utf-8")
    for image in images:
        shutil.copy(ROOT / image, TARGET / image)
    # Its cache lies beside it.
    shutil.copy(ROOT / "docs" / "zensical.toml", TARGET.parent)


if __name__ == "__main__":
    main()
