"""Durations as Prometheus writes them (Prometheus documentation: Configuration, ``<duration>``)."""

import re

from hooks.errors import InvalidObject

_UNITS = {"y": 365 * 24 * 3_600_000, "w": 7 * 24 * 3_600_000, "d": 24 * 3_600_000, "h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1}
"""Milliseconds of each unit, in the only order in which they may follow each other."""
_GRAMMAR = re.compile("".join(f"(?:([0-9]+){unit})?" for unit in _UNITS))
_LONGEST = (1 << 63) // 1_000_000


def milliseconds(text: str, path: str) -> int:
    """``1h30m`` → 5400000. InvalidObject at ``path`` where ``text`` is no duration."""
    if text == "0":
        return 0
    found = _GRAMMAR.fullmatch(text)
    if not text or not found:
        raise InvalidObject(path, f'"{text}" is no duration, write it like 30s or 1h30m')
    total = sum(int(number or 0) * size for number, size in zip(found.groups(), _UNITS.values(), strict=True))
    if total > _LONGEST:
        raise InvalidObject(path, f'"{text}" is longer than the 292 years that Prometheus can count')
    return total
