"""Sizes as Prometheus writes them: ``512MB`` or ``1.5GiB``, both of which mean powers of 1024; or ``0``."""

import re

_SIZE = re.compile(r"([0-9]++(?:\.[0-9]++)?|\.[0-9]++)([KMGTPE]?)i?B")
_POWERS = {unit: 1024**power for power, unit in enumerate(("", "K", "M", "G", "T", "P", "E"))}
_TOO_LARGE = 2**63


def size(text: str) -> float | None:
    """Bytes; None where ``text`` is no size, or more than 64 bits can count."""
    if text == "0":
        return 0
    found = _SIZE.fullmatch(text)
    length = float(found[1]) * _POWERS[found[2]] if found else _TOO_LARGE
    return length if length < _TOO_LARGE else None
