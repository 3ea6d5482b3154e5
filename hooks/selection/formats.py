"""Durations, sizes and quantities: the schema says what they look like, Prometheus how large they may be, and that nothing may stand beside them."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from hooks.durations import duration
from hooks.findings import Code, Finding, quoted
from hooks.findings import fields as codes
from hooks.kinds.base import Spec
from hooks.kinds.schema import BYTE_SIZE, DURATION, QUANTITY
from hooks.quantities import quantity
from hooks.sizes import size


class Format(NamedTuple):
    """What is said of a text that cannot be read, and what reads it (``None``: it cannot)."""

    code: Code
    noun: str
    remedy: str
    read: Callable[[Any], object]


_FORMATS: dict[Any, Format] = {
    DURATION: Format(codes.DURATION, "duration", "write it like 30s or 1h30m", duration),
    BYTE_SIZE: Format(codes.SIZE, "size", "write it like 512MB", size),
    QUANTITY: Format(codes.QUANTITY, "quantity", "write it like 1.5 or 1500m", quantity),
}
"""By the marker of the field's type."""


def findings(part: Any, path: str = "spec") -> Iterator[Finding]:
    """Every duration, size and quantity inside ``part`` that could not be read. An empty one counts as absent."""
    if isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from findings(item, f"{path}[{index}]")
    elif isinstance(part, Spec):
        for attribute, name, marker in _fields(type(part)):
            value, below = getattr(part, attribute), f"{path}.{name}"
            if marker is None:
                yield from findings(value, below)
            elif value:
                yield from _unreadable(value, _FORMATS[marker], below)


def _unreadable(value: Any, expected: Format, path: str) -> Iterator[Finding]:
    if expected.read(value) is None:
        yield expected.code.at(path, f"{quoted(value)} is no {expected.noun}", expected.remedy)


@cache
def _fields(struct: type[Spec]) -> tuple[tuple[str, str, Any], ...]:
    """(attribute, name outside, marker) of the fields that have such a format, or, with ``None``, that can hold some."""
    hints = get_type_hints(struct, include_extras=True)
    found = ((each.name, each.encode_name, _marker(hints[each.name]), hints[each.name]) for each in msgspec.structs.fields(struct))
    return tuple((attribute, name, marker) for attribute, name, marker, hint in found if marker or any(_fields(below) for below in _structs(hint)))


def _marker(hint: Any) -> Any:
    found = (marker for part in _parts(hint) if get_origin(part) is Annotated for marker in get_args(part)[1:])
    return next((marker for marker in found if marker in _FORMATS), None)


def _structs(hint: Any) -> Iterator[type[Spec]]:
    return (part for part in _parts(hint) if isinstance(part, type) and issubclass(part, Spec))


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    for argument in get_args(hint):
        yield from _parts(argument)
