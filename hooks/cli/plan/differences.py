"""Two values compared part by part: where they differ, and how, without ever showing what may be a credential."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from hooks.findings import joined, quoted

_NAMES = ("name", "mountPath", "job_name", "alert", "record")
"""Fields that tell the items of a list apart, as Kubernetes' merge keys do."""
_HIDDEN = ("password", "secret", "token", "_key", "credentials", "api_url", "webhook_url")
"""Ends of the names of fields whose values are not shown; a plain ``url`` may hold a credential too."""


HIDDEN = "(hidden)"
"""What stands for a value that is not shown."""


class Difference(msgspec.Struct, frozen=True):
    """One place, and the values there; an absent one is empty."""

    path: str
    before: str
    after: str

    def __str__(self) -> str:
        if not self.before:
            return f"{self.path}: + {self.after}"
        return f"{self.path}: {self.before} → {self.after}" if self.after else f"{self.path}: - {self.before}"


def differences(before: Any, after: Any, path: str = "") -> Iterator[Difference]:
    """Every difference, by path; items of lists are matched by their names where they have some."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in sorted({*before, *after}):
            yield from differences(before.get(name), after.get(name), joined(path, str(name)))
    elif isinstance(before, list | tuple) and isinstance(after, list | tuple):
        yield from _of_lists(list(before), list(after), path)
    else:
        yield Difference(path, _shown(before, path), _shown(after, path))


def _of_lists(before: list[Any], after: list[Any], path: str) -> Iterator[Difference]:
    old, new = _by_name(before), _by_name(after)
    if old is not None and new is not None:
        for name in dict.fromkeys((*old, *new)):
            yield from differences(old.get(name), new.get(name), f"{path}[{name}]")
    elif len(before) == len(after) and any(isinstance(each, Mapping) for each in before):
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from differences(one, other, f"{path}[{index}]")
    else:
        gone, come = [each for each in before if each not in after], [each for each in after if each not in before]
        yield from (Difference(path, _shown(each, path), "") for each in gone)
        yield from (Difference(path, "", _shown(each, path)) for each in come)
        if not gone and not come:
            yield Difference(path, "another order", "another order")


def hides(field: str) -> bool:
    """Whether a field of this name may hold a credential."""
    return field.lower() == "url" or field.lower().endswith(_HIDDEN)


def _by_name(items: list[Any]) -> dict[str, Any] | None:
    """The items by the first field that names each of them; None where there is no such field."""
    if not items:
        return {}
    for field in _NAMES:
        names = [each.get(field) if isinstance(each, Mapping) else None for each in items]
        if all(isinstance(name, str) for name in names) and len(set(names)) == len(names):
            return dict(zip(map(str, names), items, strict=True))
    return None


def _shown(value: Any, path: str) -> str:
    if value is None:
        return ""
    if hides(path.rpartition(".")[2]):
        return HIDDEN
    return value if isinstance(value, str) and value.isprintable() and len(value) <= 80 else quoted(value)
