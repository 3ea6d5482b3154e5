"""The time series database."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.schema import Duration, OneOf, Quantity


class ChunkEncoding(Spec, frozen=True, kw_only=True):
    """How samples are encoded on disk."""

    floats: Annotated[str | None, OneOf(("Xor", "Xor2"))] = None
    """Encoding of float samples: Xor or Xor2."""


class TSDB(Spec, frozen=True, kw_only=True):
    """Settings of the time series database."""

    chunk_encoding: ChunkEncoding | None = None
    """How samples are encoded on disk. Needs Prometheus 3.13."""
    out_of_order_time_window: Duration | None = None
    """How old an out-of-order sample may be. Needs Prometheus 2.39."""
    stale_series_compaction_threshold: Quantity | None = None
    """Share of stale series that starts an early compaction. Needs Prometheus 3.10."""
