"""A short run of the generators, always the same: what we accept the real amtool accepts, and nothing that it accepts is refused."""

import pytest

from hooks.cli.local.programs import MissingProgram, Program, Source, cached, program
from tests.fuzz import alertmanager, alertmanager_files


def amtool(source: Source) -> Program:
    if not cached("amtool", source):
        pytest.skip(f"no amtool from {source.value} on this machine, `promhooks programs` gets one")
    try:
        return program("amtool", source)
    except MissingProgram as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("source", [Source.DEBIAN, Source.PINNED])
def test_no_alertmanagerconfig_makes_alertmanager_refuse_its_file(source: Source) -> None:
    tool = amtool(source)
    found = alertmanager.tried(str(tool.path), str(tool.version), 600, seed=20)
    assert found.accepted > 100
    assert found.wrong == ()


def test_amtool_and_we_agree_on_files() -> None:
    tool = amtool(Source.PINNED)
    found = alertmanager_files.disagreements(str(tool.path), str(tool.version), 900, seed=20)
    assert [(each.amtool, [str(finding) for finding in each.ours], each.text) for each in found] == []
