"""What the documentation shows is so: its YAML is read, its commands exist, and those that need nothing but this repository are run."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from hooks.cli import main
from hooks.cli.documents import Malformed, documents
from hooks.kinds.registry import KINDS
from tools.site import pages

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^ *```(\w*)[^\n]*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
ALONE = frozenset(["check", "explain", "import", "plan", "render", "route", "schema", "test"])
"""Commands that end by themselves and change nothing but what -o names."""


class Block(NamedTuple):
    page: str
    language: str
    text: str


def blocks() -> Iterator[Block]:
    # The findings' own examples are tests already.
    for page, text in pages().items():
        if page.name not in {"findings.md", "mistakes.md", "CHANGELOG.md"}:
            yield from (Block(str(page), language, body) for language, body in FENCE.findall(text))


BLOCKS = list(blocks())
COMMANDS = [
    (each.page, line.strip()[2:].partition("  #")[0].strip())
    for each in BLOCKS
    if each.language == "console"
    for line in each.text.splitlines()
    if line.strip().startswith("$ ")
]
OURS = sorted({(page, part.strip()) for page, line in COMMANDS for part in re.split(r"&&|\|(?=\s)", line) if re.match(r"\s*(\.venv/bin/)?promhooks ", part)})


def words(line: str) -> list[str]:
    return shlex.split(line.partition(" > ")[0])[1:]


def found(given: list[str]) -> tuple[click.Command, list[str]]:
    """The command that a line calls, and what stands behind it."""
    command: click.Command = main
    while isinstance(command, click.Group) and given:
        below = command.get_command(click.Context(command), given[0])
        assert below is not None, f"there is no command {given[0]}"
        command, given = below, given[1:]
    return command, given


@pytest.mark.parametrize("block", [each for each in BLOCKS if each.language == "yaml"], ids=lambda block: block.page)
def test_yaml_is_read(block: Block) -> None:
    read = list(documents(block.text))
    assert [each for each in read if isinstance(each, Malformed)] == []
    for manifest, _ in (each for each in read if not isinstance(each, Malformed)):
        if isinstance(manifest, dict) and str(manifest.get("apiVersion", "")).startswith("monitoring.coreos.com/"):
            assert manifest["kind"] in KINDS


@pytest.mark.parametrize(("page", "line"), OURS)
def test_a_command_is_there_with_its_options(page: str, line: str) -> None:
    command, rest = found(words(line))
    # Commands keep their help option as the first to ask made it: with the names that all of them have.
    context = click.Context(command, parent=click.Context(main, **main.context_settings))
    known = {option for parameter in command.get_params(context) for option in (*parameter.opts, *parameter.secondary_opts)}
    used = {word.partition("=")[0] for word in rest if re.match(r"--?[a-z]", word)}
    assert used <= known


def runnable(line: str) -> bool:
    given = words(line)
    paths = [word for word in given[1:] if "/" in word and not re.match(r"\w+/[\w-]+/[\w-]+$", word) and not word.startswith("-")]
    needs_more = {"--cluster", "--watch", "-"} & set(given) or "…" in line
    return given[0] in ALONE and bool(paths) and not needs_more and all((ROOT / path).exists() for path in paths)


@pytest.mark.parametrize(("page", "line"), [(page, line) for page, line in OURS if runnable(line) and "-o" not in words(line)])
@pytest.mark.timeout(180)
def test_a_command_does_what_the_page_says(page: str, line: str) -> None:
    done = subprocess.run([sys.executable, "-m", "hooks.cli", *words(line)], check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", sorted({page for page, _ in COMMANDS}))
def test_every_make_target_is_there(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    used = {line.split()[1] for each, line in COMMANDS if each == page and line.startswith("make ")}
    assert used <= targets


@pytest.mark.parametrize("block", [each for each in BLOCKS if each.language == "python"], ids=lambda block: block.page)
def test_tests_that_a_page_shows_pass(block: Block) -> None:
    names: dict[str, Any] = {}
    exec(block.text, names)  # of our own pages
    tests = [each for name, each in names.items() if name.startswith("test_")]
    assert tests
    for test in tests:
        test()
