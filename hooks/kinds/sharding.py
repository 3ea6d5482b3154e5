"""How targets and pods are spread."""

from typing import Annotated, ClassVar

from hooks.kinds.base import Spec
from hooks.kinds.schema import Cel, Items, Marker, OneOf
from hooks.kinds.workload import TopologySpreadConstraint


class ShardingTopology(Spec, frozen=True, kw_only=True):
    """Spreading by zone."""

    external_label_name: str | None = None
    """External label that gets the zone; zone when absent, none when empty."""
    values: Annotated[tuple[str, ...], Items(kind="atomic")] = ()
    """Zones over which the shards are spread."""


class ShardingStrategy(Spec, frozen=True, kw_only=True):
    """How targets are spread over the shards."""

    schema: ClassVar[tuple[Marker, ...]] = (
        Cel("!has(self.topology) || (has(self.mode) && self.mode == 'Topology')", "topology can only be defined when mode is set to 'Topology'"),
    )

    mode: Annotated[str | None, OneOf(("Address", "Topology"))] = None
    """How targets are spread: by Address or by Topology."""
    topology: ShardingTopology | None = None
    """Settings of the mode Topology: the zones, and the label for them."""


class PrometheusTopologySpreadConstraint(TopologySpreadConstraint, frozen=True, kw_only=True):
    """How pods spread over zones and nodes."""

    additional_label_selectors: Annotated[str | None, OneOf(("OnResource", "OnShard"))] = None
    """Which labels are added to the selector: OnResource or OnShard."""
