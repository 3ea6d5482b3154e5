"""The command on a small corpus of its own, with an adapter on disk."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conformance import suites
from tests.conformance.__main__ import main

ADAPTER = """
def outcome(inputs, case):
    if "crash" in inputs:
        raise KeyError("crash")
    return {"config": inputs["answer"]}
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "adapters").mkdir()
    (tmp_path / "adapters" / "small_suite.py").write_text(ADAPTER, encoding="utf-8")
    monkeypatch.setattr(suites, "__path__", [*suites.__path__, str(tmp_path / "adapters")])
    add(tmp_path, "small-suite", "good", {"answer": "a: 1"}, {"config": "{a: 1}"})
    add(tmp_path, "other-suite", "unknown", {}, {})
    return tmp_path / "corpus"


def add(folder: Path, suite: str, name: str, inputs: object, expect: object) -> None:
    file = folder / "corpus" / "cases" / suite / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"suite": suite, "case": name, "inputs": inputs, "expect": expect}), encoding="utf-8")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_the_table_and_the_plain_line(corpus: Path) -> None:
    result = run(corpus)
    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["suite", "passed", "known", "difference", "failed", "total"],
        ["other-suite", "-", "no", "code", "yet", "-", "1"],
        ["small-suite", "1", "0", "0", "1"],
        ["1", "passed,", "0", "failed"],
    ]
    assert "small-suite 1/1" in result.stderr


def test_the_cases_folder_itself_is_a_corpus(corpus: Path) -> None:
    assert run(corpus / "cases").stdout == run(corpus).stdout


def test_a_difference_and_a_crash_are_failures(corpus: Path) -> None:
    add(corpus.parent, "small-suite", "wrong", {"answer": "a: 1"}, {"config": "a: 2"})
    add(corpus.parent, "small-suite", "crash", {"crash": True}, {"config": ""})
    result = run(corpus, "--failures")
    assert result.exit_code == 1
    assert "small-suite: wrong\n    config.a: got 1, want 2\n" in result.stdout
    assert "small-suite: crash\n    raised KeyError: 'crash'" in result.stdout
    assert result.stdout.endswith("1 passed, 2 failed\n")


def test_one_suite_alone(corpus: Path) -> None:
    assert "other-suite" not in run(corpus, "--suite", "small-suite").stdout


@pytest.mark.parametrize("arguments", [pytest.param(["--suite", "absent"], id="a-suite-that-is-not-there"), pytest.param(["--suites"], id="no-option")])
def test_mistakes_are_said(corpus: Path, arguments: list[str]) -> None:
    result = run(corpus, *arguments)
    assert result.exit_code != 0
    assert "Error" in result.stderr
