"""Quantities that are a share of something."""

from hooks.errors import InvalidParent
from hooks.findings.fields import QUANTITY
from hooks.quantities import quantity


def fraction(text: str | int | None, path: str) -> float | None:
    """A share between 0 and 1; InvalidParent at ``path`` for anything else."""
    return _at_most(1, text, path)


def percent(text: str | int | None, path: str) -> float | None:
    """A share between 0 and 100; InvalidParent at ``path`` for anything else."""
    return _at_most(100, text, path)


def _at_most(limit: int, text: str | int | None, path: str) -> float | None:
    value = None if text is None else quantity(text)
    if text is not None and (value is None or not 0 <= value <= limit):
        raise InvalidParent(QUANTITY.at(path, f"{text} is not between 0 and {limit}"))
    return value
