"""PrometheusAgent."""

from typing import Annotated, ClassVar

from hooks.kinds.base import Kind
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.kinds.schema import Cel, Marker, OneOf
from hooks.kinds.status import PrometheusStatus


class PrometheusAgentSpec(PrometheusCommonSpec, frozen=True, kw_only=True):
    """``spec`` of PrometheusAgent."""

    schema: ClassVar[tuple[Marker, ...]] = (
        Cel("!(has(self.mode) && self.mode == 'DaemonSet' && has(self.replicas))", "replicas cannot be set when mode is DaemonSet"),
        Cel("!(has(self.mode) && self.mode == 'DaemonSet' && has(self.storage))", "storage cannot be set when mode is DaemonSet"),
        Cel("!(has(self.mode) && self.mode == 'DaemonSet' && has(self.shards) && self.shards > 1)", "shards cannot be greater than 1 when mode is DaemonSet"),
        Cel(
            "!(has(self.mode) && self.mode == 'DaemonSet' && has(self.persistentVolumeClaimRetentionPolicy))",
            "persistentVolumeClaimRetentionPolicy cannot be set when mode is DaemonSet",
        ),
        Cel("!(has(self.mode) && self.mode == 'DaemonSet' && has(self.scrapeConfigSelector))", "scrapeConfigSelector cannot be set when mode is DaemonSet"),
        Cel("!(has(self.mode) && self.mode == 'DaemonSet' && has(self.probeSelector))", "probeSelector cannot be set when mode is DaemonSet"),
        Cel(
            "!(has(self.mode) && self.mode == 'DaemonSet' && has(self.scrapeConfigNamespaceSelector))",
            "scrapeConfigNamespaceSelector cannot be set when mode is DaemonSet",
        ),
        Cel("!(has(self.mode) && self.mode == 'DaemonSet' && has(self.probeNamespaceSelector))", "probeNamespaceSelector cannot be set when mode is DaemonSet"),
        Cel("!(has(self.mode) && self.mode == 'DaemonSet' && has(self.serviceMonitorSelector))", "serviceMonitorSelector cannot be set when mode is DaemonSet"),
        Cel(
            "!(has(self.mode) && self.mode == 'DaemonSet' && has(self.serviceMonitorNamespaceSelector))",
            "serviceMonitorNamespaceSelector cannot be set when mode is DaemonSet",
        ),
        Cel(
            "!(has(self.mode) && self.mode == 'DaemonSet' && has(self.additionalScrapeConfigs))", "additionalScrapeConfigs cannot be set when mode is DaemonSet"
        ),
        Cel("!(has(self.mode) && self.mode == 'DaemonSet' && has(self.shardingStrategy))", "shardingStrategy cannot be set when mode is DaemonSet"),
        Cel(
            "!has(self.shardingStrategy) || !has(self.shardingStrategy.mode) || self.shardingStrategy.mode != 'Topology' || !has(self.shardingStrategy.topology) || !has(self.shardingStrategy.topology.values) || self.shardingStrategy.topology.values.size() == 0 || (has(self.shards) ? self.shards : 1) >= self.shardingStrategy.topology.values.size()",
            "shards must be greater than or equal to the number of topology values when sharding strategy mode is Topology",
        ),
    )

    mode: Annotated[str | None, OneOf(("StatefulSet", "DaemonSet"))] = None
    """What runs the pods: a StatefulSet, or a DaemonSet with one pod a node; StatefulSet when absent."""


class PrometheusAgent(Kind, frozen=True, kw_only=True):
    """A Prometheus that scrapes and sends on, without storage, rules or queries."""

    spec: PrometheusAgentSpec = PrometheusAgentSpec()
    """What is wanted."""
    status: PrometheusStatus | None = None
    """What was observed."""
