"""Durations and sizes: the schema says what they look like, Prometheus how long a duration may be, and that nothing may stand before a size."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

from hooks.durations import duration
from hooks.errors import InvalidObject
from hooks.kinds.base import Spec
from hooks.kinds.schema import BYTE_SIZE, DURATION, Pattern
from hooks.sizes import size


def check(part: Any, path: str = "spec") -> None:
    """InvalidObject at the first duration or size inside ``part`` that Prometheus could not read (292 years are too long). An empty one counts as absent."""
    if isinstance(part, tuple):
        for index, item in enumerate(part):
            check(item, f"{path}[{index}]")
    elif isinstance(part, Spec):
        for attribute, name, pattern in _fields(type(part)):
            value, below = getattr(part, attribute), f"{path}.{name}"
            if pattern is None:
                check(value, below)
            elif value:
                _check_text(value, pattern, below)


def _check_text(text: str, pattern: Pattern, path: str) -> None:
    if pattern == DURATION and duration(text) is None:
        raise InvalidObject(path, f'"{text}" is no duration, write it like 30s or 1h30m')
    if pattern == BYTE_SIZE and size(text) is None:
        raise InvalidObject(path, f'"{text}" is no size, write it like 512MB')


@cache
def _fields(struct: type[Spec]) -> tuple[tuple[str, str, Pattern | None], ...]:
    """(attribute, name outside, pattern) of the fields that are a duration or a size, or, with ``None``, that can hold some."""
    hints = get_type_hints(struct, include_extras=True)
    found = ((each.name, each.encode_name, _pattern(hints[each.name]), hints[each.name]) for each in msgspec.structs.fields(struct))
    return tuple((attribute, name, pattern) for attribute, name, pattern, hint in found if pattern or any(_fields(below) for below in _structs(hint)))


def _pattern(hint: Any) -> Pattern | None:
    found = (marker for part in _parts(hint) if get_origin(part) is Annotated for marker in get_args(part)[1:])
    return next((marker for marker in found if marker in (DURATION, BYTE_SIZE)), None)


def _structs(hint: Any) -> Iterator[type[Spec]]:
    return (part for part in _parts(hint) if isinstance(part, type) and issubclass(part, Spec))


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    for argument in get_args(hint):
        yield from _parts(argument)
