"""The commands as somebody meets them first: their help, and what the shell completes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from hooks.cli import main

ROOT = Path(__file__).parents[3]


def commands(command: click.Command, context: click.Context, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command and subcommand, by how it is called."""
    if not isinstance(command, click.Group):
        yield path
        return
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below is not None
        yield from commands(below, context, (*path, name))


@pytest.mark.parametrize("path", [*commands(main, click.Context(main))], ids=" ".join)
def test_every_command_shows_by_examples_how_it_is_called(path: tuple[str, ...]) -> None:
    short, long = (CliRunner().invoke(main, [*path, flag]).output for flag in ("-h", "--help"))
    assert short == long
    _, _, examples = short.partition("Example")
    assert f"promhooks {' '.join(path)}" in examples


@pytest.mark.parametrize(("word", "said"), [("explian", "there is no command explian, did you mean explain?"), ("frobnicate", "No such command 'frobnicate'")])
def test_a_mistyped_command(word: str, said: str) -> None:
    result = CliRunner().invoke(main, [word])
    assert (result.exit_code, said in result.stderr) == (2, True)


def completed(program: str, line: str) -> list[str]:
    """What bash is offered at the end of a line."""
    words = line.split(" ")
    variable = f"_{program.upper().replace('-', '_')}_COMPLETE"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), variable: "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    code = f"from hooks.cli import main; main(prog_name='{program}')"
    answer = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return [each.partition(",")[2] for each in answer.stdout.splitlines()]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("promhooks exp", ["explain"]),
        ("promhooks check --form", ["--format"]),
        ("promhooks check --format s", ["sarif"]),
        ("promhooks explain prometheusr", ["prometheusrule/"]),
        ("promhooks migrate gi", ["give-back"]),
        ("kubectl-promhooks rou", ["route"]),
    ],
)
def test_the_shell_completes(line: str, offered: list[str]) -> None:
    assert completed(line.partition(" ")[0], line) == offered


def test_the_completion_of_the_kubectl_plugin_is_what_kubectl_reads(tmp_path: Path) -> None:
    _, _, rest = (ROOT / "docs/commands.md").read_text("utf-8").partition("```bash\n")
    (tmp_path / "kubectl_complete-promhooks").write_text(rest.partition("```")[0], encoding="utf-8")
    plugin = tmp_path / "kubectl-promhooks"
    plugin.write_text(f"#!/bin/sh\nexec {sys.executable} -c \"from hooks.cli import main; main(prog_name='kubectl-promhooks')\"\n", encoding="utf-8")
    plugin.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(["sh", str(tmp_path / "kubectl_complete-promhooks"), "exp"], env=environment, capture_output=True, text=True, check=True)
    assert answer.stdout == "explain\n:4\n"
