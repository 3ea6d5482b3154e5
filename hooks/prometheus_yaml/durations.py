"""Prometheus durations: ``1h30m``, ``500ms``."""

import re

from hooks.errors import InvalidParent

_DURATION = re.compile(r"0|(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?")
_SECONDS = (31_536_000, 604_800, 86_400, 3_600, 60, 1, 0.001)


def seconds(text: str, path: str) -> float:
    """The length of a duration in seconds; InvalidParent at ``path`` where ``text`` is none."""
    found = _DURATION.fullmatch(text)
    if not text or not found:
        raise InvalidParent(path, f'"{text}" is not a duration, write it like 30s or 1m30s')
    return sum(int(count) * unit for count, unit in zip(found.groups(), _SECONDS, strict=True) if count)
