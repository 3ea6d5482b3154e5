"""Durations as Prometheus writes them: ``1h30m``, units from years down to milliseconds, each at most once and in that order; or ``0``."""

import re
from datetime import timedelta

_DURATION = re.compile(r"(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?", re.ASCII)
_UNITS = (("y", 365 * 86_400_000), ("w", 7 * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1))
_ONLY_WHOLE = frozenset(["y", "w", "d"])
"""Units that are written only where they divide the whole length."""
_LONGEST_TEXT = 1000
"""Characters that are looked at: whoever writes a duration must not choose how long a number is read."""
_LONGEST = 2**63 // 1_000_000
"""What fits into 64 bits of nanoseconds: about 292 years."""


def duration(text: str) -> timedelta | None:
    """The length; None where ``text`` is no duration."""
    length = _milliseconds(text)
    return None if length is None else timedelta(milliseconds=length)


def canonical(text: str) -> str | None:
    """The same duration as Prometheus prints it (``90s`` is ``1m30s``); None where ``text`` is no duration."""
    rest = _milliseconds(text)
    if not rest:
        return None if rest is None else "0s"
    parts = []
    for unit, length in _UNITS:
        if unit in _ONLY_WHOLE and rest % length:
            continue
        count, rest = divmod(rest, length)
        parts += [f"{count}{unit}"] if count else []
    return "".join(parts)


def _milliseconds(text: str) -> int | None:
    if text == "0":
        return 0
    found = _DURATION.fullmatch(text) if len(text) <= _LONGEST_TEXT else None
    if not text or found is None:
        return None
    length = sum(int(count or 0) * unit for count, (_, unit) in zip(found.groups(), _UNITS, strict=True))
    return length if length < _LONGEST else None
