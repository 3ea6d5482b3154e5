"""Differences that are meant: read from known_differences.yaml, each with its reason; an entry that no longer differs is an error."""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import yaml

FILE = Path(__file__).with_name("known_differences.yaml")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One case (``case``), or every case of a suite whose differences all match ``rule`` (a regular expression), seen for example in ``example``."""

    suite: str
    reason: str
    case: str = ""
    rule: str = ""
    example: str = ""
    adopted: str = ""
    """The release since which the reference, whose recorded answers are those of 0.93.0, answers as we do."""

    @property
    def witness(self) -> str:
        """The case that shows whether this entry is still true."""
        return self.case or self.example

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """``rule`` compiled."""
        return re.compile(self.rule)

    def covers(self, suite: str, case: str, differences: Iterable[str]) -> bool:
        """Whether the differences of this case are the ones meant here."""
        if suite != self.suite:
            return False
        return case == self.case if self.case else all(self.pattern.search(difference) for difference in differences)


def entries(file: Path = FILE) -> tuple[Entry, ...]:
    """The list. ValueError names an entry that does not say which case it is about, or why."""
    listed = msgspec.convert(yaml.safe_load(file.read_text(encoding="utf-8")) or [], tuple[Entry, ...])
    for number, entry in enumerate(listed, 1):
        problem = _problem(entry)
        if problem:
            raise ValueError(f"{file.name}: entry {number} ({entry.suite}): {problem}")
    return listed


def _problem(entry: Entry) -> str | None:
    rows: tuple[tuple[Any, str], ...] = (
        (entry.reason.strip(), "has no reason"),
        (bool(entry.case) != bool(entry.rule), "needs either a case or a rule"),
        (not entry.rule or entry.example, "a rule needs an example, the name of a case that shows it"),
    )
    return next((text for fine, text in rows if not fine), None)
