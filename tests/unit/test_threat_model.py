"""Every line of the threat model names a test that exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CLAIMS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs/threat-model.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("file", "test"), CLAIMS)
def test_the_test_behind_a_claim_exists(file: str, test: str) -> None:
    assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_row_names_one() -> None:
    rows = [line for line in (ROOT / "docs/threat-model.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert len(CLAIMS) == len(rows) - 1
