"""Prometheus: what only a server has."""

from typing import Annotated, ClassVar

import msgspec

from hooks.kinds.base import Kind, Spec
from hooks.kinds.http import ServerAccess, Sigv4
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.remote_read import RemoteRead
from hooks.kinds.schema import Bounds, ByteSize, Cel, Default, Duration, Int32, Int64, IntOrString, Marker, NonEmpty, OneOf, Quantity, Required, Scheme
from hooks.kinds.selectors import LabelSelector
from hooks.kinds.status import PrometheusStatus
from hooks.kinds.thanos import Thanos
from hooks.kinds.tls import TLSConfig
from hooks.kinds.workload import RuleReference


class AlertmanagerEndpoints(ServerAccess, frozen=True, kw_only=True):
    """``spec.alerting.alertmanagers[]`` of Prometheus."""

    name: Annotated[NonEmpty | None, Required()] = None
    """Name of the Service of the Alertmanager."""
    namespace: NonEmpty | None = None
    """Namespace of that Service; the own one when absent."""
    port: Annotated[IntOrString | None, Required()] = None
    """Name or number of its port."""
    scheme: Scheme | None = None
    """Protocol of Alertmanager: http or https; http when absent."""
    path_prefix: NonEmpty | None = None
    """Prefix of the path that alerts are posted to."""
    api_version: Annotated[str | None, OneOf(("v1", "V1", "v2", "V2"))] = None
    """Version of the Alertmanager API; V2 when absent."""
    timeout: Duration | None = None
    """Time after which sending alerts is given up."""
    tls_config: TLSConfig | None = None
    """TLS settings of the connection to Alertmanager."""
    bearer_token_file: str | None = None
    """Deprecated, use authorization: path of a file with the token, in the container."""
    sigv4: Sigv4 | None = None
    """Signing of requests to AWS. Needs Prometheus 2.48."""
    enable_http2: bool | None = None
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    relabelings: tuple[RelabelConfig, ...] = ()
    """Relabeling of the discovered Alertmanagers."""
    alert_relabelings: tuple[RelabelConfig, ...] = ()
    """Relabeling of the alerts before they are sent here. Needs Prometheus 2.51."""


class Alerting(Spec, frozen=True, kw_only=True):
    """``spec.alerting`` of Prometheus."""

    alertmanagers: Annotated[tuple[AlertmanagerEndpoints, ...], Required()] = ()
    """Alertmanagers that alerts are sent to."""


class Exemplars(Spec, frozen=True, kw_only=True):
    """``spec.exemplars`` of Prometheus."""

    max_size: Int64 | None = None
    """Most exemplars kept in memory, over all series; none when zero. Needs Prometheus 2.29."""


class Query(Spec, frozen=True, kw_only=True):
    """``spec.query`` of Prometheus."""

    lookback_delta: str | None = None
    """How far back a sample may lie to count as current."""
    max_concurrency: Annotated[Int32 | None, Bounds(ge=1)] = None
    """Most queries at the same time."""
    max_samples: Int32 | None = None
    """Most samples that one query may load."""
    timeout: Duration | None = None
    """Time after which a query is given up."""


class RulesAlert(Spec, frozen=True, kw_only=True):
    """``spec.rules.alert`` of Prometheus."""

    for_grace_period: str | None = None
    """Shortest time between an alert and its restored for-state."""
    for_outage_tolerance: str | None = None
    """Longest outage after which for-states are restored."""
    resend_delay: str | None = None
    """Shortest time before an alert is sent again to Alertmanager."""


class RulesSpec(Spec, frozen=True, kw_only=True):
    """``spec.rules`` of Prometheus."""

    alert: RulesAlert | None = None
    """How alerts survive restarts and are sent again."""


class ShardRetain(Spec, frozen=True, kw_only=True):
    """``spec.shardRetentionPolicy.retain`` of Prometheus."""

    retention_period: Annotated[Duration | None, Required()] = None
    """How long an inactive shard is kept."""


class ShardRetentionPolicy(Spec, frozen=True, kw_only=True):
    """``spec.shardRetentionPolicy`` of Prometheus."""

    retain: ShardRetain | None = None
    """How long Retain keeps a shard."""
    when_scaled: Annotated[str | None, OneOf(("Retain", "Delete"))] = None
    """What happens to shards that are scaled away: Delete or Retain."""


class PrometheusSpec(PrometheusCommonSpec, frozen=True, kw_only=True):
    """``spec`` of Prometheus."""

    schema: ClassVar[tuple[Marker, ...]] = (
        Cel(
            "!has(self.shardingStrategy) || !has(self.shardingStrategy.mode) || self.shardingStrategy.mode != 'Topology' || !has(self.shardingStrategy.topology) || !has(self.shardingStrategy.topology.values) || self.shardingStrategy.topology.values.size() == 0 || (has(self.shards) ? self.shards : 1) >= self.shardingStrategy.topology.values.size()",
            "shards must be greater than or equal to the number of topology values when sharding strategy mode is Topology",
        ),
    )

    rule_selector: LabelSelector | None = None
    """PrometheusRules that count; absent means none, empty all."""
    rule_namespace_selector: LabelSelector | None = None
    """Namespaces whose PrometheusRules count; absent means the own one, empty all."""
    evaluation_interval: Annotated[Duration | None, Default("30s")] = None
    """Time between two evaluations of rules."""
    rule_query_offset: Duration | None = None
    """How far back the rules look by default. Needs Prometheus 2.53."""
    rules: RulesSpec | None = None
    """Settings of the evaluation of rules."""
    prometheus_rules_excluded_from_enforce: tuple[RuleReference, ...] = ()
    """Deprecated, use excludedFromEnforcement: rules that the enforced namespace label does not apply to."""
    alerting: Alerting | None = None
    """Where alerts are sent to."""
    additional_alert_manager_configs: SecretKeySelector | None = None
    """Reference to further entries of alerting.alertmanagers, as Prometheus reads them."""
    additional_alert_relabel_configs: SecretKeySelector | None = None
    """Reference to further entries of alert_relabel_configs, as Prometheus reads them."""
    retention: Duration | None = None
    """How long samples are kept; 24h when neither this nor another limit is set."""
    retention_size: ByteSize | None = None
    """Most bytes that blocks may take on disk; the oldest are deleted first."""
    retention_percentage: Quantity | None = None
    """Most of the data volume that blocks may take, in percent from 0 to 100; 0 means no limit. Needs Prometheus 3.11."""
    disable_compaction: bool | None = None
    """Leave the blocks as they are; needed by a Thanos sidecar of older versions."""
    allow_overlapping_blocks: bool | None = None
    """Deprecated, without effect since Prometheus 2.39: accept blocks that overlap in time."""
    exemplars: Exemplars | None = None
    """Settings of exemplars; needs the feature exemplar-storage."""
    shard_retention_policy: ShardRetentionPolicy | None = None
    """What happens to shards that are scaled away."""
    query: Query | None = None
    """Limits and defaults of queries."""
    query_log_file: str | None = None
    """File that queries are logged to."""
    remote_read: tuple[RemoteRead, ...] = ()
    """Endpoints that samples are read from."""
    enable_admin_api: bool | None = msgspec.field(default=None, name="enableAdminAPI")
    """Offer the admin API, which can delete data and shut down."""
    thanos: Thanos | None = None
    """A Thanos sidecar beside each Prometheus, for its Store API and for uploads."""
    base_image: str | None = None
    """Deprecated, use image: the image without its tag."""
    tag: str | None = None
    """Deprecated, use image: tag of the image; wins over version."""
    sha: str | None = None
    """Deprecated, use image: digest of the image; wins over tag and version."""


class Prometheus(Kind, frozen=True, kw_only=True):
    """A Prometheus server, or several shards of one."""

    spec: PrometheusSpec = PrometheusSpec()
    """What is wanted."""
    status: PrometheusStatus | None = None
    """What was observed."""
