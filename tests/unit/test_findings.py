"""Every code is raised by the file that bears its name below tests/findings: whole manifests, whose first lines say what ``check`` finds in them.

``# PH3104 ServiceMonitor team/web spec.endpoints[0].interval``: code, kind, key (``-`` where it is about a document), path (``-`` for none). The few codes
that no manifest raises name the test that does.
"""

from pathlib import Path

import pytest

from hooks.cli.check import checked
from hooks.cli.manifests import folder
from hooks.findings import Finding
from hooks.findings.registry import AREAS, CODES
from hooks.settings import Settings
from tools import findings

FOLDER = Path(__file__).parents[1] / "findings"
FILES = sorted(FOLDER.glob("PH*.yaml"))
ELSEWHERE = {
    file.stem: file.read_text(encoding="utf-8").rpartition("; see ")[2].strip() for file in FILES if "; see tests/" in file.read_text(encoding="utf-8")
}


def expected(file: Path) -> set[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return {line.removeprefix("# ") for line in lines if line.startswith("# PH")}


def line(finding: Finding) -> str:
    about = f"{finding.subject.kind} {finding.subject.key}" if finding.subject else "- -"
    return f"{finding.code.id} {about} {finding.path or '-'}"


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in FILES if file.stem not in ELSEWHERE])
def test_check_finds_what_the_file_says_and_no_error_beside_it(file: Path) -> None:
    said = {line(located.finding) for located in checked(folder([file]), Settings()).findings}
    wanted = expected(file)
    assert wanted <= said
    assert {each for each in said - wanted if not each.startswith(("PH8", "PHA"))} == set()
    assert any(each.startswith(file.stem) for each in wanted), "a file is an example of its own code"


def test_every_code_has_a_file_and_every_file_a_code() -> None:
    assert {file.stem for file in FILES} == {code.id for code in CODES}


def test_codes_that_no_manifest_raises_are_raised_by_the_test_that_is_named() -> None:
    for code, test in ELSEWHERE.items():
        assert code in (FOLDER.parents[1] / test).read_text(encoding="utf-8")


def test_ids_are_unique_and_stand_in_their_area() -> None:
    ids = [code.id for code in CODES]
    assert len(set(ids)) == len(ids)
    for start, module in AREAS.items():
        assert all(code.id.startswith(start) for code in vars(module).values() if type(code).__name__ == "Code")


def test_the_page_has_every_code() -> None:
    assert all(f"### {code.id}: {code.title}" in findings.page() for code in CODES)
