"""How many shards a workload has, and which zone each belongs to."""

from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.kinds.sharding import ShardingTopology
from hooks.settings import Settings

MOST_SHARDS = 1000
"""Each shard is a child or more of one answer; a number with some zeros too many must not exhaust the memory that all workloads share."""


def active_shards(spec: PrometheusCommonSpec) -> int:
    """``spec.shards``, at least one; more than the most there may be are refused elsewhere."""
    return min(max(spec.shards if spec.shards is not None else 1, 1), MOST_SHARDS)


def topology(spec: PrometheusCommonSpec, settings: Settings) -> ShardingTopology | None:
    """The zones that targets are shared out by; ``None`` where they are shared out by address."""
    strategy = spec.sharding_strategy
    by_zone = settings.gates.prometheus_topology_sharding and strategy is not None and strategy.mode == "Topology"
    return strategy.topology if strategy is not None and by_zone else None


def zones(spec: PrometheusCommonSpec, settings: Settings) -> tuple[str, ...]:
    """The zones that shards are dealt out to, one after the other; none where targets are not shared out by zone."""
    found = topology(spec, settings)
    return found.values if found is not None else ()


def zone_of(shard: int, spec: PrometheusCommonSpec, settings: Settings) -> str:
    """The zone of a shard; empty without zones."""
    found = zones(spec, settings)
    return found[shard % len(found)] if found else ""


def number_in_zone(shard: int, spec: PrometheusCommonSpec, settings: Settings) -> int:
    """The number of a shard among those of its zone; the shard's own number without zones."""
    return shard // (len(zones(spec, settings)) or 1)
