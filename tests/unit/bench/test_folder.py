"""The folder that commands are measured with."""

from pathlib import Path

from bench.folder import write, write_change
from hooks.cli.check import checked
from hooks.cli.manifests import folder
from hooks.settings import Settings


def test_nothing_is_wrong_with_it_so_that_all_of_it_is_worked_on(tmp_path: Path) -> None:
    write(tmp_path, monitors=20, rules=3)
    result = checked(folder([tmp_path]), Settings())
    assert result.told == ()
    assert result.objects > 20 * 2 + 3


def test_an_edit_changes_one_monitor(tmp_path: Path) -> None:
    write(tmp_path, monitors=2, rules=1)
    before = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}
    write_change(tmp_path)
    assert [name for name in before if (tmp_path / name).read_text(encoding="utf-8") != before[name]] == ["monitor-0.yaml"]
