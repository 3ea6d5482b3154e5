"""A command of a folder is started only where somebody agreed, and who agreed is not asked again."""

from pathlib import Path

from hooks.cli.local.commands import Commands


def test_who_agreed_is_not_asked_again(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(pod: str, command: str) -> bool:
        asked.append(f"{pod}: {command}")
        return True

    for _ in range(2):
        commands = Commands(Path("/folder"), tmp_path / "cache" / "agreed", ask)
        assert commands.may_start("web-0", "python app.py")
        assert commands.may_start("web-1", "python app.py")
    assert asked == ["web-0: python app.py"]
    assert Commands(Path("/folder"), tmp_path / "cache" / "agreed", ask).may_start("web-0", "rm -rf /")
    assert Commands(Path("/other"), tmp_path / "cache" / "agreed", ask).may_start("web-0", "python app.py")
    assert asked[1:] == ["web-0: rm -rf /", "web-0: python app.py"]


def test_a_refusal_holds_for_this_run_only(tmp_path: Path) -> None:
    commands = Commands(Path("/folder"), tmp_path / "agreed", lambda _pod, _command: False)
    assert not commands.may_start("web-0", "python app.py")
    assert not (tmp_path / "agreed").exists()
    assert Commands(Path("/folder"), tmp_path / "agreed", lambda _pod, _command: True).may_start("web-0", "python app.py")
