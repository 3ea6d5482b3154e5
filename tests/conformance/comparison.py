"""Two answers side by side: every difference in words, so that a difference can be read, listed and ruled on.

YAML texts are compared as values: the order of keys is free, that of sequences counts, types are kept (an int equals the float of the same
value). Objects lose their nulls and the empty ``resources``, ``status`` and ``metadata.creationTimestamp`` first.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from tests.conformance.documents import DuplicateKey, document

MISSING = object()

_YAML_KEYS = frozenset(["config", "yaml"])
_WORDING = frozenset(["reason", "reasonVaries", "details", "stage"])
"""The fact of an error matters, not its wording."""
_EMPTY_IS_ABSENT = frozenset(["resources", "status", "creationTimestamp"])
_EMPTIES: tuple[Any, ...] = ("", [], {}, None)


def differences(got: dict[str, Any], want: dict[str, Any]) -> Iterator[str]:
    """Each difference between what our code answered and what was expected, as ``path: got …, want …``. A case with an ``endToEnd`` is compared there."""
    yield from _answers(got.get("endToEnd", got), want.get("endToEnd", want))


def is_emptiness(difference: str) -> bool:
    """Whether nothing but an empty value stands against its absence: some consumers cannot tell the two apart."""
    return difference.endswith(_EMPTINESS)


_EMPTINESS = " (an empty value against its absence)"


def _answers(got: dict[str, Any], want: dict[str, Any]) -> Iterator[str]:
    if isinstance(want.get("error"), str) or isinstance(got.get("error"), str):
        yield from _errors(got, want)
        return
    for key in (*want, *(key for key in got if key not in want)):
        if key in _WORDING:
            continue
        if key in _YAML_KEYS and key in got and key in want:
            yield from _texts(got[key], want[key], key)
        elif key == "rejected":
            yield from _values(sorted(got.get(key) or ()), sorted(want.get(key) or ()), key)
        else:
            yield from _values(normalised(got.get(key)), normalised(want.get(key)), key)


def _errors(got: dict[str, Any], want: dict[str, Any]) -> Iterator[str]:
    if not want.get("error"):
        yield f"error: got {_short(got['error'])}, want none"
    elif not got.get("error"):
        yield f"error: got none, want {_short(want['error'])}"


def normalised(value: Any) -> Any:
    """An object without nulls and without what the API server treats as absent."""
    if isinstance(value, dict):
        members = ((name, normalised(item)) for name, item in value.items() if item is not None)
        return {name: item for name, item in members if not (name in _EMPTY_IS_ABSENT and item in _EMPTIES)}
    if isinstance(value, list | tuple):
        return [normalised(item) for item in value]
    return value


def _texts(got: Any, want: Any, path: str) -> Iterator[str]:
    """Two YAML texts as values; texts that are no YAML, as they are."""
    if got == want:
        return
    try:
        expected = document(want)
    except yaml.YAMLError:
        yield from _values(got, want, path)
        return
    try:
        yield from _values(document(got), expected, path)
    except (yaml.YAMLError, DuplicateKey) as error:
        yield f"{path}: got text that is no YAML: {' '.join(str(error).split())}"


def _values(got: Any, want: Any, path: str) -> Iterator[str]:
    if isinstance(got, dict) and isinstance(want, dict):
        yield from _maps(got, want, path)
    elif isinstance(got, list) and isinstance(want, list):
        yield from _lists(got, want, path)
    elif got is MISSING or want is MISSING:
        present = want if got is MISSING else got
        yield f"{path}: got {_short(got)}, want {_short(want)}" + (_EMPTINESS if present in _EMPTIES else "")
    elif not _same_scalar(got, want):
        if _embedded(got) and _embedded(want):
            yield from _texts(got, want, path)
        else:
            yield f"{path}: got {_short(got)}, want {_short(want)}"


def _maps(got: dict[Any, Any], want: dict[Any, Any], path: str) -> Iterator[str]:
    for key, value in want.items():
        yield from _values(got.get(key, MISSING), value, f"{path}.{key}")
    for key, value in got.items():
        if key not in want:
            yield from _values(value, MISSING, f"{path}.{key}")


def _lists(got: list[Any], want: list[Any], path: str) -> Iterator[str]:
    """Item by item from the first that differs; where the lengths differ the items in question are named instead of everything that moved."""
    if len(got) == len(want):
        for index, (mine, theirs) in enumerate(zip(got, want, strict=True)):
            yield from _values(mine, theirs, f"{path}[{index}]")
        return
    start = next((index for index, (mine, theirs) in enumerate(zip(got, want, strict=False)) if not _equal(mine, theirs)), min(len(got), len(want)))
    tail = _common_end(got[start:], want[start:])
    surplus, lacking = got[start : len(got) - tail], want[start : len(want) - tail]
    yield f"{path}[{start}:]: got {_short(surplus)}, want {_short(lacking)}"


def _common_end(got: list[Any], want: list[Any]) -> int:
    count = 0
    while count < min(len(got), len(want)) and _equal(got[-1 - count], want[-1 - count]):
        count += 1
    return count


def _equal(got: Any, want: Any) -> bool:
    return next(_values(got, want, ""), None) is None


def _same_scalar(got: Any, want: Any) -> bool:
    if isinstance(got, bool) or isinstance(want, bool):
        return got is want
    if isinstance(got, int | float) and isinstance(want, int | float):
        return got == want
    return type(got) is type(want) and got == want


def _embedded(value: Any) -> bool:
    """Whether a string holds a document of its own, such as a rule file in a ConfigMap."""
    return isinstance(value, str) and "\n" in value


def _short(value: Any) -> str:
    if value is MISSING:
        return "nothing"
    text = repr(value)
    return text if len(text) <= 300 else f"{text[:200]} … {text[-80:]}"
