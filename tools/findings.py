"""hooks/findings and tests/findings → docs/findings.md: every code, what it means, why, an example, the remedy.

``python -m tools.findings`` writes the page, ``--check`` only says whether it is up to date.
"""

import sys
from pathlib import Path

from hooks.findings import Code
from hooks.findings.registry import AREAS, codes_of

EXAMPLES = Path("tests/findings")
TARGET = Path("docs/findings.md")
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
    return (
        f'\n<a id="{code.id.lower()}"></a>\n\n### {code.id}: {code.title}\n\n'
        f"*{code.severity.value}*. {code.why}\n\n**Remedy.** {code.remedy}\n\n```yaml\n{example}\n```\n"
    )


def main(arguments: list[str]) -> int:
    """Writes the page, or compares it."""
    if arguments == ["--check"]:
        current = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
        if current != page():
            print(f"{TARGET} is out of date, run make findings", file=sys.stderr)
            return 1
        return 0
    TARGET.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
