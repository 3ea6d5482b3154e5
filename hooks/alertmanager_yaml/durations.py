"""Durations that Alertmanager reads as Go does: ``1.5h``, hours are the longest unit."""

import re

from hooks.durations import duration

_GO = re.compile(r"[+-]?(?:\d+\.?\d*(?:ns|us|µs|μs|ms|s|m|h)|\.\d+(?:ns|us|µs|μs|ms|s|m|h))+", re.ASCII)
_LONGEST_TEXT = 64
"""Characters; nobody writes more, and Go's own limit is 292 years."""


def go_duration(text: str) -> str | None:
    """The text, where Go reads it; ``None`` where it does not."""
    return text if text in {"0", "+0", "-0"} or (len(text) <= _LONGEST_TEXT and _GO.fullmatch(text)) else None


def as_go(text: str) -> str:
    """A duration of Prometheus (``1d``) in the units of Go (``24h``); what is no duration stays, to be named by the judge."""
    length = duration(text)
    if length is None:
        return text
    rest = round(length.total_seconds() * 1000)
    parts = []
    for unit, size in (("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)):
        count, rest = divmod(rest, size)
        parts += [f"{count}{unit}"] if count else []
    return "".join(parts) or "0s"
