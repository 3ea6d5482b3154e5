"""What is left of an object once everything that its schema refuses is taken out: the rest is judged too, so that all mistakes are told at once."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from hooks.cli.validation import Path, dotted, problems
from hooks.findings import Finding, Severity
from hooks.protocol import Manifest

_ROUNDS = 8
"""Taking something out can leave what holds it incomplete; deeper than this nothing of ours is nested in things that are required."""
_SMALLEST = 2
"""Steps of a path: without its whole spec or metadata an object is nothing that could be judged."""


class Remnant(msgspec.Struct, frozen=True):
    """An object without what its schema refuses, and what that was."""

    manifest: Manifest
    taken: frozenset[Path]
    """Paths in the whole object."""
    respelled: frozenset[Path]
    """Where a number or a boolean stands that has to be a text, or where a name that is misspelt would be."""

    def in_whole(self, finding: Finding) -> Finding | None:
        """The finding with its path in the whole object; None where it says no more than that something is not there which was taken out."""
        path = dotted(_in_whole(_steps(self.manifest, finding.path), self.taken))
        path += finding.path[len(dotted(_steps(self.manifest, finding.path))) :]
        if any(_is_about(path, dotted(each)) or path == dotted(each[:-1]) for each in self.taken) or path in map(dotted, self.respelled):
            return None
        return msgspec.structs.replace(finding, path=path)


def remnant(manifest: Manifest) -> Remnant | None:
    """None where nothing is left that the schema takes."""
    taken, respelled = set[Path](), set[Path]()
    for _ in range(_ROUNDS):
        left = _without(manifest, (), taken, respelled)
        errors = [finding for finding in problems(left) if finding.severity == Severity.ERROR]
        if not errors:
            return Remnant(left, frozenset(taken), frozenset(respelled))
        for finding in errors:
            steps = _steps(left, finding.path)
            place = _in_whole(steps, taken)
            if finding.fix and finding.fix.part == "name":
                respelled.add((*place[:-1], str(finding.fix.to)))
            is_text_without_quotes = isinstance(_at(left, steps), bool | int | float) and place not in respelled
            (respelled if is_text_without_quotes else taken).add(place)
        if any(len(each) < _SMALLEST for each in taken):
            return None
    return None


def _without(value: Any, path: Path, taken: set[Path], respelled: set[Path]) -> Any:
    if path in respelled:
        return str(value).lower() if isinstance(value, bool) else str(value)
    if isinstance(value, Mapping):
        return {name: _without(part, (*path, name), taken, respelled) for name, part in value.items() if (*path, name) not in taken}
    if isinstance(value, list):
        return [_without(part, (*path, index), taken, respelled) for index, part in enumerate(value) if (*path, index) not in taken]
    return value


def _in_whole(steps: Path, taken: set[Path] | frozenset[Path]) -> Path:
    """The path in the whole object: items that were taken out of a list count again."""
    whole: Path = ()
    for step in steps:
        index = step
        if isinstance(index, int):
            for gone in sorted(each[-1] for each in taken if each[:-1] == whole and isinstance(each[-1], int)):
                index += gone <= index
        whole = (*whole, index)
    return whole


def _steps(value: Any, path: str) -> Path:
    """The steps of a dotted path as far as they are there; names may have dots themselves."""
    return tuple(_walked(value, path))


def _walked(value: Any, path: str) -> Iterator[str | int]:
    path = path.removeprefix(".")
    if isinstance(value, Mapping):
        names = [name for name in value if path == name or path.startswith((f"{name}.", f"{name}["))]
        if names:
            name = max(names, key=len)
            yield name
            yield from _walked(value[name], path[len(name) :])
    elif isinstance(value, list):
        index, bracket, rest = path.removeprefix("[").partition("]")
        if bracket and index.isdecimal() and int(index) < len(value):
            yield int(index)
            yield from _walked(value[int(index)], rest)


def _at(value: Any, steps: Path) -> Any:
    for step in steps:
        value = value[step]
    return value


def _is_about(path: str, taken: str) -> bool:
    return path == taken or path.startswith((f"{taken}.", f"{taken}["))
