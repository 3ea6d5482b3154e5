"""What ``check`` can mend itself: edits of the texts, where they stand, so that comments and layout stay as they are."""

import difflib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from hooks.cli.documents import Extent
from hooks.cli.manifests import Located
from hooks.cli.plain import plain
from hooks.findings import Fix

_COLORS = {"+": "green", "-": "red", "@": "cyan"}


class Mended(NamedTuple):
    """A file before and after its edits."""

    before: str
    after: str


def mended(findings: Iterable[Located]) -> Mapping[str, Mended]:
    """The files that change when everything is mended that can be."""
    edits: dict[str, dict[Extent, Fix]] = defaultdict(dict)
    for located in findings:
        if located.extent and located.finding.fix:
            edits[located.place.file].setdefault(located.extent, located.finding.fix)
    files = ((file, before, edited(before, found)) for file, found in sorted(edits.items()) if (before := _text(file)) is not None)
    return {file: Mended(before, after) for file, before, after in files if after != before}


def write(changes: Mapping[str, Mended]) -> None:
    """Puts the new texts in place of the old ones."""
    for file, change in changes.items():
        with Path(file).open("w", encoding="utf-8", newline="") as opened:
            opened.write(change.after)


def diff(changes: Mapping[str, Mended]) -> str:
    """All changes as a unified diff, which ``patch -p0`` takes too."""
    return "".join(click.style(line, fg=_COLORS.get(line[0])) for file, change in changes.items() for line in _diff(file, change))


def _diff(file: str, change: Mended) -> Iterator[str]:
    lines = difflib.unified_diff(change.before.splitlines(keepends=True), change.after.splitlines(keepends=True), file, file)
    return (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _text(file: str) -> str | None:
    """With the ends of lines as they are; None where it has gone."""
    try:
        with Path(file).open(encoding="utf-8", newline="") as opened:
            return opened.read()
    except (OSError, UnicodeDecodeError):
        return None


def edited(text: str, edits: Mapping[Extent, Fix]) -> str:
    """``text`` after the edits, from the last to the first; one that reaches into what is edited already waits for the next time."""
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    untouched = len(text)
    for extent, fix in sorted(edits.items(), reverse=True):
        start, end = lines[extent.line] + extent.column, lines[extent.end_line] + extent.end_column
        new = replacement(text[start:end], fix)
        if new is not None and end <= untouched:
            text, untouched = text[:start] + new + text[end:], start
    return text


def replacement(old: str, fix: Fix) -> str | None:
    """What stands there instead of ``old``, quoted as that was; None where the edit does not fit."""
    if fix.within:
        return re.sub(rf"(?<!\w){re.escape(fix.within)}(?!\w)", str(fix.to), old)
    if "\n" in old or not old:
        return None
    if not isinstance(fix.to, str):
        return json.dumps(old if fix.to is None else fix.to)
    if old[0] in "\"'":
        return old[0] + fix.to + old[0] if fix.to.isprintable() and not set(fix.to) & set("\"'\\") else json.dumps(fix.to)
    return fix.to if plain(f"[{fix.to}]") == ([fix.to],) else json.dumps(fix.to)
