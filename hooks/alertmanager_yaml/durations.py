"""Durations as Alertmanager reads and writes them: ``1h30m``, units from years down to milliseconds, each at most once and in that order."""

import re

_DURATION = re.compile(r"(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?")
_UNITS = (("y", 365 * 86_400_000), ("w", 7 * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1))
_WHOLE = {"y", "w", "d"}
"""Units that are written only where they divide the whole length."""


def milliseconds(text: str) -> int | None:
    """The length; ``None`` where it is not a duration or longer than about 292 years."""
    found = _DURATION.fullmatch(text)
    if text == "0":
        return 0
    if not text or found is None:
        return None
    length = sum(int(count or 0) * unit for count, (_, unit) in zip(found.groups(), _UNITS, strict=True))
    return length if length < 2**63 // 1_000_000 else None


def canonical(text: str) -> str | None:
    """The same duration as Alertmanager would print it; ``None`` where it is not one."""
    rest = milliseconds(text)
    if rest is None:
        return None
    if rest == 0:
        return "0s"
    parts = []
    for unit, length in _UNITS:
        if unit in _WHOLE and rest % length:
            continue
        count, rest = divmod(rest, length)
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts)
