"""hooks/findings and tests/findings → docs/findings.md: every code, what it means, why, an example, the remedy; and docs/mistakes.md: what is said of each.

``python -m tools.findings`` writes the pages, ``--check`` only says whether they are up to date.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from hooks.cli.check import checked
from hooks.cli.manifests import folder
from hooks.findings import Code
from hooks.findings.registry import AREAS, CODES, codes_of
from hooks.settings import Settings

EXAMPLES = Path("tests/findings")
TARGET = Path("docs/findings.md")
TABLE = Path("docs/mistakes.md")
TABLE_HEAD = """# Mistakes that people make, and what promhooks says

<!-- Made from hooks/findings and tests/findings by `make findings`; do not edit. -->

Each file is below [tests/findings](../tests/findings), and each sentence is what `promhooks check` says of it.

| file | mistake | what promhooks says |
|---|---|---|
"""
HEAD = """# Findings

<!-- Made from hooks/findings and tests/findings by `make findings`; do not edit. -->

Everything that promhooks says about an object has a code, which never changes its meaning. An **error** leaves the object out as a whole, a **warning** a
part of it, a **note** nothing. The example of each code is a test: `promhooks check` says what stands in its first line.
"""


def page() -> str:
    """The whole file."""
    return HEAD + "".join(_area(module.__doc__ or "", codes_of(module)) for _, module in sorted(AREAS.items()) if codes_of(module))


def _area(summary: str, codes: tuple[Code, ...]) -> str:
    return f"\n## {summary.strip().removesuffix('.')}\n" + "".join(map(_entry, codes))


def _entry(code: Code) -> str:
    example = (EXAMPLES / f"{code.id}.yaml").read_text(encoding="utf-8").strip()
    asked = f", only for those who ask: `--also {code.id}`" if code.optional else ""
    return (
        f'\n<a id="{code.id.lower()}"></a>\n\n### {code.id}: {code.title}\n\n'
        f"*{code.severity.value}{asked}*. {code.why}\n\n**Remedy.** {code.remedy}\n\n```yaml\n{example}\n```\n"
    )


def table() -> str:
    """The page of mistakes: a row per code that a manifest raises."""
    return TABLE_HEAD + "".join(row for code in sorted(CODES, key=lambda code: code.id) for row in _row(code))


def _row(code: Code) -> Iterator[str]:
    file = EXAMPLES / f"{code.id}.yaml"
    said = (located.finding for located in checked(folder([file]), Settings()).findings if located.finding.code == code)
    sentence = next((f"{finding.subject or file.name}: {finding}" for finding in said), "")
    if sentence:
        escaped = sentence.replace("|", "\\|").replace("\n", " ").replace("`", "'")
        yield f"| [{code.id}](findings.md#{code.id.lower()}) | {code.title} | `{escaped}` |\n"


def main(arguments: list[str]) -> int:
    """Writes the pages, or compares them."""
    pages = {TARGET: page(), TABLE: table()}
    outdated = [path for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if arguments == ["--check"]:
        for path in outdated:
            print(f"{path} is out of date, run make findings", file=sys.stderr)
        return 1 if outdated else 0
    for path in outdated:
        path.write_text(pages[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
