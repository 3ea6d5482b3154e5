"""The storage section: exemplars, the time series database, retention."""

from typing import Annotated

from hooks.errors import InvalidParent
from hooks.findings.fields import CONFLICT
from hooks.kinds.prometheus import Prometheus, PrometheusSpec
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.prometheus_yaml.model import Duration
from hooks.prometheus_yaml.shares import fraction, percent
from hooks.versions import OMIT_EMPTY, Section, since

DEFAULT_RETENTION = "24h"


class Exemplars(Section, frozen=True, kw_only=True):
    """storage.exemplars."""

    max_exemplars: int | None = None


class ChunkEncoding(Section, frozen=True, kw_only=True):
    """storage.tsdb.chunk_encoding."""

    floats: str | None = None


class Retention(Section, frozen=True, kw_only=True):
    """storage.tsdb.retention; older versions take it from the command line."""

    time: str | None = None
    size: str | None = None
    percentage: float | None = None


class TSDB(Section, frozen=True, kw_only=True):
    """storage.tsdb of a server."""

    out_of_order_time_window: Annotated[Duration, since("2.39.0")] = None
    stale_series_compaction_threshold: Annotated[float | None, since("3.10.0")] = None
    chunk_encoding: Annotated[ChunkEncoding | None, since("3.13.0")] = None
    retention: Annotated[Retention | None, since("3.11.0", quiet=True)] = None


class AgentTSDB(Section, frozen=True, kw_only=True):
    """storage.tsdb of an agent, which learnt to read the first field later than a server."""

    out_of_order_time_window: Annotated[Duration, since("2.54.0")] = None
    stale_series_compaction_threshold: Annotated[float | None, since("3.10.0")] = None
    chunk_encoding: Annotated[ChunkEncoding | None, since("3.13.0")] = None


class Storage(Section, frozen=True, kw_only=True):
    """storage."""

    exemplars: Annotated[Exemplars | None, since("2.29.0")] = None
    tsdb: Annotated[TSDB | AgentTSDB | None, OMIT_EMPTY] = None


def section(server: Prometheus) -> Storage:
    """The storage section of a server. InvalidParent where settings contradict each other."""
    spec = server.spec
    _check(spec)
    return Storage(
        exemplars=Exemplars(max_exemplars=spec.exemplars.max_size) if spec.exemplars and spec.exemplars.max_size is not None else None,
        tsdb=TSDB(
            out_of_order_time_window=spec.tsdb.out_of_order_time_window if spec.tsdb else None,
            stale_series_compaction_threshold=_threshold(spec),
            chunk_encoding=_chunk_encoding(spec),
            retention=_retention(spec),
        ),
    )


def agent_section(agent: PrometheusAgent) -> Storage:
    """The storage section of an agent. InvalidParent where settings contradict each other."""
    spec = agent.spec
    _check(spec)
    return Storage(
        tsdb=AgentTSDB(
            out_of_order_time_window=spec.tsdb.out_of_order_time_window if spec.tsdb else None,
            stale_series_compaction_threshold=_threshold(spec),
            chunk_encoding=_chunk_encoding(spec),
        )
    )


def _check(spec: PrometheusCommonSpec) -> None:
    encoding = spec.tsdb.chunk_encoding if spec.tsdb else None
    if encoding and encoding.floats == "Xor" and "st-storage" in spec.enable_features:
        raise InvalidParent(
            CONFLICT.at("spec.tsdb.chunkEncoding.floats", "Xor cannot store start timestamps", "use Xor2 or remove st-storage from spec.enableFeatures")
        )


def _threshold(spec: PrometheusCommonSpec) -> float | None:
    return fraction(spec.tsdb.stale_series_compaction_threshold, "spec.tsdb.staleSeriesCompactionThreshold") if spec.tsdb else None


def _chunk_encoding(spec: PrometheusCommonSpec) -> ChunkEncoding | None:
    encoding = spec.tsdb.chunk_encoding if spec.tsdb else None
    return ChunkEncoding(floats=encoding.floats.lower()) if encoding and encoding.floats is not None else None


def _retention(spec: PrometheusSpec) -> Retention:
    size, percentage = spec.retention_size or None, percent(spec.retention_percentage, "spec.retentionPercentage") or None
    return Retention(time=spec.retention or (None if size or percentage else DEFAULT_RETENTION), size=size, percentage=percentage)
