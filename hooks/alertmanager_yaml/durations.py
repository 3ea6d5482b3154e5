"""Durations that Alertmanager reads as Go does: ``1.5h``, hours are the longest unit."""

import re

from hooks.durations import duration

_PART = re.compile(r"(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)", re.ASCII)
_GO = re.compile(rf"[+-]?(?:{_PART.pattern})+", re.ASCII)
_SECONDS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600}
_LONGEST = 2**63 / 1e9
"""Seconds that fit into 64 bits of nanoseconds: about 292 years."""
_LONGEST_TEXT = 64
"""Characters; nobody writes more."""


def is_go_duration(text: str) -> bool:
    """Whether Go reads it."""
    if text in {"0", "+0", "-0"}:
        return True
    sound = len(text) <= _LONGEST_TEXT and _GO.fullmatch(text)
    return bool(sound) and sum(float(number) * _SECONDS[unit] for number, unit in _PART.findall(text)) < _LONGEST


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
