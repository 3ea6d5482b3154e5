"""``--format text``: a line per finding, and below it the line of the file with the place underlined."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import click

from hooks.cli.formats.checked import Checked
from hooks.cli.manifests import Located, Place
from hooks.cli.printing import printable
from hooks.findings import Severity

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
_WIDTH = 160
"""Characters of a line that are shown."""


def report(result: Checked, *, quiet: bool = False) -> str:
    """All errors and warnings; ``quiet``: without the lines of the files."""
    lines_of = cache(_lines)  # each file once per report, not per process: files change while a folder is watched
    return "".join(f"{line}\n" for located in result.told for line in (_head(located), *(() if quiet else _excerpt(located, lines_of))))


def summary(result: Checked) -> str:
    """How much was looked at, and what was found."""
    fixable = sum(located.extent is not None for located in result.told)
    numbers = {"object": result.objects, "error": len(result.of(Severity.ERROR)), "warning": len(result.of(Severity.WARNING))}
    counts = ", ".join(f"{number} {noun}{'s' * (number != 1)}" for noun, number in numbers.items())
    return f"{counts}, {fixable} of them mended by --fix" if fixable else counts


def _head(located: Located) -> str:
    severity = located.finding.severity
    return f"{located.place}: {click.style(severity.value, fg=_COLORS[severity], bold=True)}: {printable(located.text)}"


def _excerpt(located: Located, lines_of: Callable[[str], list[str]]) -> Iterator[str]:
    place = located.place
    lines = lines_of(place.file) if place.column else []  # what has no column was perhaps not read: a pipe would wait for ever
    if place.line > len(lines):
        return
    line = lines[place.line - 1]
    margin = f"{place.line:>6} | "
    yield f"{margin}{printable(line[:_WIDTH])}"
    if place.column <= _WIDTH:
        yield f"{' ' * (len(margin) - 2)}| {' ' * (place.column - 1)}{click.style('^' * _length(place, line), fg=_COLORS[located.finding.severity])}"


def _length(place: Place, line: str) -> int:
    end = place.end or len(line.rstrip()) + 1
    return max(min(end, _WIDTH + 1) - place.column, 1)


def _lines(file: str) -> list[str]:
    """What is no file (standard input, an object that nobody wrote) has no lines to show."""
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
