"""``--format text``: a line per finding, and below it the line of the file with the place underlined."""

import textwrap
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import click

from hooks.cli.formats.checked import Checked
from hooks.cli.manifests import Located, Place
from hooks.cli.printing import printable
from hooks.findings import Severity

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
_WIDTH = 160
"""Columns where nobody says how many there are."""
_INDENT = "    "


def report(result: Checked, *, quiet: bool = False, width: int | None = None) -> str:
    """All errors and warnings, those of an object together; ``quiet``: a line each. ``width``: columns of the terminal that shows them."""
    lines_of = cache(_lines)  # each file once per report, not per process: files change while a folder is watched
    if quiet:
        return "".join(f"{_head(located, None)}\n" for group in _by_object(result.told) for located in group)
    shown = ("".join(f"{line}\n" for located in group for line in _shown(located, lines_of, width)) for group in _by_object(result.told))
    return "\n".join(shown)


def _by_object(told: Iterable[Located]) -> Iterable[list[Located]]:
    """Groups in the order of the first place in each; errors come first in it."""
    groups: dict[tuple[str, object], list[Located]] = {}
    for located in sorted(told, key=lambda each: each.place):
        groups.setdefault((located.place.file, located.finding.subject), []).append(located)
    return [sorted(group, key=lambda each: each.finding.severity != Severity.ERROR) for group in groups.values()]


def _shown(located: Located, lines_of: Callable[[str], list[str]], width: int | None) -> Iterator[str]:
    yield _head(located, width)
    yield from _excerpt(located, lines_of, width or _WIDTH)


def summary(result: Checked) -> str:
    """How much was looked at, and what was found."""
    fixable = sum(located.extent is not None for located in result.told)
    numbers = {"object": result.objects, "error": len(result.of(Severity.ERROR)), "warning": len(result.of(Severity.WARNING))}
    counts = ", ".join(f"{number} {noun}{'s' * (number != 1)}" for noun, number in numbers.items())
    return f"{counts}, {fixable} of them mended by --fix" if fixable else counts


def _head(located: Located, width: int | None) -> str:
    severity = located.finding.severity
    plain = f"{located.place}: {severity.value}: {printable(located.text)}"
    wrapped = "\n".join(textwrap.wrap(plain, width, subsequent_indent=_INDENT, break_on_hyphens=False)) if width else plain
    return wrapped.replace(f": {severity.value}:", f": {click.style(severity.value, fg=_COLORS[severity], bold=True)}:", 1)


def _excerpt(located: Located, lines_of: Callable[[str], list[str]], width: int) -> Iterator[str]:
    """The line, or the part of it around the place where it is too long, and the place underlined."""
    place = located.place
    lines = lines_of(place.file) if place.column else []  # what has no column was perhaps not read: a pipe would wait for ever
    if place.line > len(lines):
        return
    line, margin = lines[place.line - 1], f"{place.line:>6} | "
    room = max(width - len(margin), 20)
    length = min(_length(place, line), room)
    first = max(place.column - 1 + length - room, 0)
    yield f"{margin}{printable(line[first : first + room])}"
    yield f"{' ' * (len(margin) - 2)}| {' ' * (place.column - 1 - first)}{click.style('^' * length, fg=_COLORS[located.finding.severity])}"


def _length(place: Place, line: str) -> int:
    return max((place.end or len(line.rstrip()) + 1) - place.column, 1)


def _lines(file: str) -> list[str]:
    """What is no file (standard input, an object that nobody wrote) has no lines to show."""
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
