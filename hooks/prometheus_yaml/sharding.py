"""Which shard scrapes a target: the rules at the end of a job, and the numbers behind them.

``__tmp_*`` labels are scratch labels that Prometheus drops after relabeling. Two of them belong to the user as well: ``__tmp_hash`` set in a
relabeling replaces what the shard is computed from, ``__tmp_disable_sharding`` lets every shard scrape the target.
"""

import msgspec

from hooks.kinds.prometheus import PrometheusSpec
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.names import INZONE_SHARD_VARIABLE, SHARD_VARIABLE, ZONE_VARIABLE, expanded_later
from hooks.prometheus_yaml.model import RelabelConfig
from hooks.settings import Settings
from hooks.shards import active_shards, zones

CURRENT_SHARD = "__tmp_current_shard"
HASH = "__tmp_hash"
SHARDING_DISABLED = "__tmp_disable_sharding"
ZONE = "__tmp_topology"

ADDRESS = "__address__"
PROBE_TARGET = "__param_target"


class Sharding(msgspec.Struct, frozen=True, kw_only=True):
    """How targets are shared out among the shards of a workload."""

    shards: int
    """Active shards: the modulus where there are no zones."""
    shards_per_zone: int = 0
    """0: targets are not shared out by zone."""
    pod_zone_label: bool = False
    """Pods carry the zone of their node as a label of their own (Kubernetes 1.35 or later)."""
    retained: bool = False
    """Shards above the active ones may still run, to keep their data queryable, and read the same file; they must scrape nothing."""
    needed: bool = True
    """False: there is one shard and nothing else reads the rules, they are left out."""

    @property
    def by_zone(self) -> bool:
        """Targets go to a shard of their own zone."""
        return self.shards_per_zone > 0


def sharding_of(spec: PrometheusCommonSpec, settings: Settings, native: bool) -> Sharding:
    """How the targets of a workload are shared out. In native mode every shard has a file of its own, so that fewer rules are needed.

    Only a Prometheus has data for which a shard is kept: of an agent no shard remains.
    """
    shards, found = active_shards(spec), zones(spec, settings)
    return Sharding(
        shards=shards,
        shards_per_zone=max(shards // len(found), 1) if found else 0,
        pod_zone_label=settings.pod_topology_labels,
        retained=settings.gates.prometheus_shard_retention_policy and isinstance(spec, PrometheusSpec) and not native,
        needed=shards > 1 or not native,
    )


def own_share(sharding: Sharding, by: str = ADDRESS) -> tuple[RelabelConfig, ...]:
    """The rules at the end of a job that keep the targets of this shard; ``by`` is the label that is hashed."""
    if not sharding.needed:
        return ()
    zone = _own_zone(sharding) if sharding.by_zone else ()
    modulus, shard = (sharding.shards_per_zone, INZONE_SHARD_VARIABLE) if sharding.by_zone else (sharding.shards, SHARD_VARIABLE)
    return (
        *(_active_shards(sharding.shards) if sharding.retained else ()),
        *zone,
        RelabelConfig(source_labels=(by, HASH), target_label=HASH, regex="(.+);", replacement="$1", action="replace"),
        RelabelConfig(source_labels=(HASH,), target_label=HASH, modulus=modulus, action="hashmod"),
        RelabelConfig(source_labels=(HASH, SHARDING_DISABLED), regex=f"{expanded_later(shard)};|.+;.+", action="keep"),
    )


def _active_shards(shards: int) -> tuple[RelabelConfig, ...]:
    return (
        RelabelConfig(target_label=CURRENT_SHARD, replacement=expanded_later(SHARD_VARIABLE), action="replace"),
        RelabelConfig(source_labels=(CURRENT_SHARD,), regex="|".join(map(str, range(shards))), action="keep"),
    )


def _own_zone(sharding: Sharding) -> tuple[RelabelConfig, ...]:
    """The zone of the endpoint slice, else of the pod or its node; targets without one stay with every disabled sharding only."""
    owner = "pod" if sharding.pod_zone_label else "node"
    label, present = (f"__meta_kubernetes_{owner}_{word}_topology_kubernetes_io_zone" for word in ("label", "labelpresent"))
    return (
        RelabelConfig(
            source_labels=("__meta_kubernetes_endpointslice_endpoint_zone", ZONE), target_label=ZONE, regex="(.+);", replacement="$1", action="replace"
        ),
        RelabelConfig(source_labels=(label, present, ZONE), target_label=ZONE, regex="(.+);true;", replacement="$1", action="replace"),
        RelabelConfig(source_labels=(ZONE, SHARDING_DISABLED), regex=f"{expanded_later(ZONE_VARIABLE)};|.+;.+", action="keep"),
    )


def own_share_unless_hashed(sharding: Sharding, configs: tuple[RelabelConfig, ...]) -> tuple[RelabelConfig, ...]:
    """:func:`own_share` for a job whose rules are the user's own: nothing with a single shard, nor where a rule with ``hashmod`` already shares out."""
    if sharding.shards == 1 or any(config.action == "hashmod" for config in configs):
        return ()
    return own_share(sharding)
