"""PromQL, asked of a Prometheus of this machine: the values of now, and those of the last while for a plot."""

import time
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import msgspec

_TIMEOUT = 10.0
_POINTS = 240
"""Points of a plot."""


class Range(msgspec.Struct, frozen=True):
    """How far back a plot goes."""

    name: str
    seconds: int

    @classmethod
    def named(cls, name: str) -> "Range":
        """The range of a name, the default where nobody knows it."""
        return RANGES.get(name, RANGES["15m"])

    @property
    def step(self) -> int:
        """Seconds between two points."""
        return max(self.seconds // _POINTS, 1)


RANGES: Mapping[str, Range] = {each.name: each for each in (Range("5m", 300), Range("15m", 900), Range("1h", 3600), Range("6h", 21600), Range("1d", 86400))}


class Series(msgspec.Struct, frozen=True):
    """One result: labels, (seconds since 1970, value) of a while, and the value of now as Prometheus writes it."""

    labels: Mapping[str, str]
    points: tuple[tuple[float, float], ...] = ()
    value: str = ""

    @property
    def name(self) -> str:
        """``metric{label="value"}``."""
        metric, others = self.labels.get("__name__", ""), sorted(pair for pair in self.labels.items() if pair[0] != "__name__")
        shown = ", ".join(f'{name}="{value}"' for name, value in others)
        return f"{metric}{{{shown}}}" if shown else metric or "{}"


class Answer(msgspec.Struct, frozen=True):
    """What a Prometheus answered: values of now, the same over a while, or why there are none."""

    now: tuple[Series, ...] = ()
    past: tuple[Series, ...] = ()
    error: str = ""


class _Names(msgspec.Struct, frozen=True):
    data: tuple[str, ...]


class _Result(msgspec.Struct, frozen=True):
    metric: Mapping[str, str] = {}
    value: tuple[float, str] | None = None
    values: tuple[tuple[float, str], ...] = ()


class _Data(msgspec.Struct, frozen=True):
    result: Any
    resultType: str = ""  # noqa: N815  # Prometheus' name


class _Body(msgspec.Struct, frozen=True):
    data: _Data | None = None
    error: str = ""


def answered(url: str, expression: str, span: Range) -> Answer:
    """The values of an expression, of now and of a while until now."""
    now = time.time()
    instant = _asked(f"{url}/api/v1/query", {"query": expression, "time": now})
    if instant.error:
        return instant
    past = _asked(f"{url}/api/v1/query_range", {"query": expression, "start": now - span.seconds, "end": now, "step": span.step})
    return Answer(now=instant.now, past=past.past)


def past(url: str, expression: str, span: Range) -> tuple[Series, ...]:
    """The values of a while until now; none where Prometheus has no answer."""
    now = time.time()
    return _asked(f"{url}/api/v1/query_range", {"query": expression, "start": now - span.seconds, "end": now, "step": span.step}).past


def metrics(url: str) -> tuple[str, ...]:
    """The names of all metrics; none where Prometheus has no answer."""
    try:
        with urlopen(f"{url}/api/v1/label/__name__/values", timeout=_TIMEOUT) as response:  # noqa: S310 the URL is one of our own processes
            return msgspec.json.decode(response.read(), type=_Names).data
    except (URLError, TimeoutError, ConnectionError, msgspec.MsgspecError):
        return ()


def _asked(url: str, parameters: Mapping[str, object]) -> Answer:
    try:
        with urlopen(f"{url}?{urlencode(parameters)}", timeout=_TIMEOUT) as response:  # noqa: S310 the URL is one of our own processes
            body = msgspec.json.decode(response.read(), type=_Body)
    except HTTPError as error:
        with error:
            return Answer(error=_reason(error.read()) or f"status {error.code}")
    except (URLError, TimeoutError, ConnectionError, msgspec.MsgspecError) as error:
        return Answer(error=f"it does not answer: {error}")
    return _read(body)


def _reason(body: bytes) -> str:
    try:
        return msgspec.json.decode(body, type=_Body).error
    except msgspec.MsgspecError:
        return ""


def _read(body: _Body) -> Answer:
    if body.data is None:
        return Answer(error=body.error or "it answered without data")
    if body.data.resultType in ("scalar", "string"):
        return Answer(now=(Series({}, value=str(body.data.result[1])),))
    results = msgspec.convert(body.data.result, tuple[_Result, ...])
    if body.data.resultType == "matrix":
        found = tuple(Series(each.metric, tuple((at, float(value)) for at, value in each.values), each.values[-1][1]) for each in results if each.values)
        return Answer(now=found, past=found)
    return Answer(now=tuple(Series(each.metric, value=each.value[1]) for each in results if each.value))
