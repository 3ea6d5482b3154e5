"""Kubernetes quantities as numbers."""

import re

from hooks.errors import InvalidParent

_QUANTITY = re.compile(r"([+-]?[0-9]*\.?[0-9]*)(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?[0-9]+))?")
_DECIMAL = {unit: 10.0**power for unit, power in (("n", -9), ("u", -6), ("m", -3), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15), ("E", 18))}
_BINARY = {f"{unit}i": 1024.0**power for power, unit in enumerate("KMGTPE", start=1)}


def number(quantity: str | int | float | None) -> float | None:
    """``"1500m"`` → 1.5, ``1`` → 1.0; ``None`` for what is absent. ValueError for what is no quantity."""
    if quantity is None:
        return None
    found = _QUANTITY.fullmatch(str(quantity))
    if not found or found[1] in ("", "+", "-", "."):
        raise ValueError(f'"{quantity}" is not a quantity')
    if found[4]:
        return float(f"{found[1]}e{found[4]}")
    unit = _BINARY.get(found[2] or "") or _DECIMAL.get(found[3] or "") or 1.0
    return float(found[1]) / (1 / unit) if unit < 1 else float(found[1]) * unit


def fraction(quantity: str | int | None, path: str) -> float | None:
    """A share between 0 and 1; InvalidParent at ``path`` for anything else."""
    return _at_most(1, quantity, path)


def percent(quantity: str | int | None, path: str) -> float | None:
    """A share between 0 and 100; InvalidParent at ``path`` for anything else."""
    return _at_most(100, quantity, path)


def _at_most(limit: int, quantity: str | int | None, path: str) -> float | None:
    try:
        value = number(quantity)
    except ValueError:
        value = -1.0
    if value is not None and not 0 <= value <= limit:
        raise InvalidParent(path, f"{quantity} is not between 0 and {limit}")
    return value
