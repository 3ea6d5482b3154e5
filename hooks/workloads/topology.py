"""Where pods may run: zones of shards, spread constraints."""

from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.kinds.sharding import PrometheusTopologySpreadConstraint
from hooks.protocol import Manifest
from hooks.settings import Settings
from hooks.shards import zone_of
from hooks.workloads.labels import SHARD, Labels
from hooks.workloads.manifests import plain


def node_selector(spec: PrometheusCommonSpec, shard: int, settings: Settings) -> Labels:
    """The user's node selector, and the zone of the shard."""
    own = zone_of(shard, spec, settings)
    return {**spec.node_selector, **({"topology.kubernetes.io/zone": own} if own else {})}


def spread(constraints: tuple[PrometheusTopologySpreadConstraint, ...], selected: Labels) -> list[Manifest]:
    """Spread constraints, with the labels of the pods where the user asks for them."""
    return [_constraint(constraint, selected) for constraint in constraints]


def _constraint(constraint: PrometheusTopologySpreadConstraint, selected: Labels) -> Manifest:
    written: Manifest = plain(constraint)
    scope = written.pop("additionalLabelSelectors", None)
    if scope is None:
        return written
    added = {label: value for label, value in selected.items() if label != SHARD or scope == "OnShard"}
    selector = written.get("labelSelector", {})
    return {**written, "labelSelector": {**selector, "matchLabels": {**selector.get("matchLabels", {}), **added}}}
