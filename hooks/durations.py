"""Durations as Prometheus writes them: ``1h30m``, units from years down to milliseconds, each at most once and in that order; or ``0``."""

import re
from datetime import timedelta

_DURATION = re.compile(r"(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?")
_MILLISECONDS = (365 * 86_400_000, 7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000, 1)


def duration(text: str) -> timedelta | None:
    """The length; None where ``text`` is no duration."""
    if text == "0":
        return timedelta()
    found = _DURATION.fullmatch(text)
    if not text or found is None:
        return None
    return timedelta(milliseconds=sum(int(count or 0) * unit for count, unit in zip(found.groups(), _MILLISECONDS, strict=True)))
