"""Every folder below tests/cases is a claim: to this request (``request.yaml``) the hooks answer with these files (``expected``).

``pytest tests/cases --update-golden`` writes the expected files anew; a new claim starts with empty ones.
"""

from pathlib import Path

import pytest
import yaml

from tests.cases import programs, views
from tests.cases.requests import case, folders

EXPECTED = [(folder, file.relative_to(folder / "expected").as_posix()) for folder in folders() for file in sorted((folder / "expected").rglob("*.*"))]
READ = [(folder, file, sort) for folder, file in EXPECTED for sort in programs.COMMANDS if file.startswith(sort) and (sort == "rules" or "/" not in file)]


def claim(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


@pytest.mark.parametrize(("folder", "file"), [pytest.param(folder, file, id=f"{claim(folder)}:{file}") for folder, file in EXPECTED])
def test_claim(folder: Path, file: str, pytestconfig: pytest.Config) -> None:
    path, got = folder / "expected" / file, views.text(case(folder), file)
    if file == "error.txt":
        _compare(path, got, got, pytestconfig)
        return
    value = yaml.safe_load(got)
    if views.is_partial(file):
        value = views.projection(value, yaml.safe_load(path.read_text(encoding="utf-8")))
        got = views.dumped(value)
    _compare(path, got, value, pytestconfig)


def _compare(path: Path, text: str, value: object, config: pytest.Config) -> None:
    if config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    wanted = path.read_text(encoding="utf-8")
    assert value == (wanted if path.suffix == ".txt" else yaml.safe_load(wanted))


@pytest.mark.local
@pytest.mark.parametrize(("folder", "file", "sort"), [pytest.param(*row, id=f"{claim(row[0])}:{row[1]}") for row in READ])
def test_the_program_itself_reads_it(folder: Path, file: str, sort: str) -> None:
    assert not programs.complaints(case(folder), sort, folder / "expected" / file)


@pytest.mark.parametrize("folder", [pytest.param(folder, id=claim(folder)) for folder in folders()])
def test_every_claim_expects_something(folder: Path) -> None:
    assert any(row[0] == folder for row in EXPECTED)


@pytest.mark.parametrize("folder", [pytest.param(folder, id=claim(folder)) for folder in folders()])
def test_only_what_was_asked_for_is_related(folder: Path) -> None:
    given = case(folder)
    asked = {(rule["apiVersion"], rule["resource"]) for rule in given.rules()}
    plural = {each["kind"]: f"{each['kind'].lower()}{'es' if each['kind'].endswith('s') else 's'}" for each in given.related}
    assert {(each["apiVersion"], plural[each["kind"]]) for each in given.related} <= asked
