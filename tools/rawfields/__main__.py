"""``python -m tools.rawfields``: write what the versions of Prometheus read; needs Go, which fetches their sources."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

from tools.rawfields import Sources, Tables, Version, history, tables

TARGET = Path(__file__).parents[2] / "hooks/prometheus_yaml/raw_fields.json"
MODULES = ("0.45.0", "0.47.2", "0.48.0", "0.51.0", "0.53.0", "0.55.1", "0.300.1", "0.302.1", "0.304.2", "0.306.0", "0.308.1", "0.309.1", "0.310.0")
NEWER = ("0.311.3", "0.312.0", "0.313.2", "0.314.0", "0.315.1", "0.316.0")
"""Go modules of Prometheus 2.45 to 3.16, those that are published."""


def fetched(module: str, version: str) -> Path:
    """The folder of a module."""
    with tempfile.TemporaryDirectory() as folder:
        found = subprocess.run(["go", "mod", "download", "-json", f"{module}@v{version}"], cwd=folder, check=True, capture_output=True)
    return Path(json.loads(found.stdout)["Dir"])


def sources(module: str) -> Sources:
    """A Prometheus with the client settings that its go.mod names."""
    prometheus = fetched("github.com/prometheus/prometheus", module)
    common = re.search(r"github\.com/prometheus/common v(\S+)", (prometheus / "go.mod").read_text())
    return Sources(prometheus, fetched("github.com/prometheus/common", common[1] if common else ""))


def looked_at() -> list[tuple[Version, Tables]]:
    """The tables of all versions."""
    numbers = [(module, int(module.split(".")[1])) for module in (*MODULES, *NEWER)]
    return [((2, number) if number < 300 else divmod(number, 100), tables(sources(module))) for module, number in numbers]


if __name__ == "__main__":
    TARGET.write_text(json.dumps(history(looked_at()), indent=1) + "\n")
