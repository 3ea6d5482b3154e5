"""The folder that somebody begins with is one in which nothing is wrong."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from hooks.cli import main


@pytest.mark.parametrize("options", [(), ("--app", "127.0.0.1:4711", "--path", "/internal/metrics")], ids=["its-own-app", "an-app-of-the-host"])
def test_a_new_folder_passes_check(tmp_path: Path, options: tuple[str, ...]) -> None:
    folder = tmp_path / "monitoring"
    result = CliRunner().invoke(main, ["init", str(folder), *options])
    assert result.exit_code == 0, result.output
    assert f"next: promhooks run {folder}" in result.output
    checked = CliRunner().invoke(main, ["check", str(folder)])
    assert checked.exit_code == 0, checked.output
    if options:
        rendered = CliRunner().invoke(main, ["render", "--decoded", str(folder)]).output
        assert "127.0.0.1:4711" in rendered
        assert "/internal/metrics" in rendered


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "prometheus.yaml").write_text("mine")
    result = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert result.exit_code == 1
    assert "prometheus.yaml would be overwritten" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["prometheus.yaml"]


def test_what_is_no_address_is_refused(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["init", str(tmp_path), "--app", "nowhere"]).exit_code == 2
