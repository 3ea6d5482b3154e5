"""deploy/charts/promhooks/values.schema.json and values.yaml → the table in the chart's README.

``python -m tools.chart`` writes it, ``--check`` only says whether it is up to date.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

CHART = Path("deploy/charts/promhooks")
README = CHART / "README.md"
BEGIN, END = "<!-- values: begin -->\n", "<!-- values: end -->\n"


def rows(schema: dict[str, Any], defaults: Any, path: str = "") -> Iterator[str]:
    """A line of the table for each value that has no values below it."""
    for name, below in schema["properties"].items():
        here = f"{path}{name}"
        if "properties" in below:
            yield from rows(below, defaults[name], f"{here}.")
        elif name in defaults:
            yield f"| `{here}` | {below['description']} | `{json.dumps(defaults[name], ensure_ascii=False)}` |\n"


def page(text: str) -> str:
    """The README with the table of now."""
    schema = json.loads((CHART / "values.schema.json").read_text("utf-8"))
    defaults = yaml.safe_load((CHART / "values.yaml").read_text("utf-8"))
    table = "".join(["| value | meaning | default |\n|---|---|---|\n", *rows(schema, defaults)])
    return text[: text.index(BEGIN)] + BEGIN + table + text[text.index(END) :]


def main() -> int:
    """Exit code 1 where ``--check`` finds the page out of date."""
    before = README.read_text("utf-8")
    if "--check" not in sys.argv[1:]:
        README.write_text(page(before), "utf-8")
        return 0
    if page(before) == before:
        return 0
    print(f"{README} is not what values.schema.json and values.yaml say: run `make chart`")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
