"""DOC module prometheus"""

from typing import Annotated, ClassVar

import msgspec

from hooks.kinds.base import Kind, Spec
from hooks.kinds.http import BasicAuth, SafeAuthorization, Sigv4, TLSConfig
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.remote_read import RemoteRead
from hooks.kinds.schema import Bounds, ByteSize, Cel, Default, Duration, Int32, Int64, IntOrString, MapType, Marker, NonEmpty, OneOf, Pattern, Required
from hooks.kinds.selectors import LabelSelector
from hooks.kinds.status import PrometheusStatus
from hooks.kinds.thanos import Thanos
from hooks.kinds.workload import RuleReference


class AlertmanagerEndpoints(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.alerting.alertmanagers[]"""

    alert_relabelings: tuple[RelabelConfig, ...] = ()
    api_version: Annotated[str | None, OneOf(("v1", "V1", "v2", "V2"))] = None
    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    bearer_token_file: str | None = None
    enable_http2: bool | None = None
    name: Annotated[NonEmpty | None, Required()] = None
    namespace: NonEmpty | None = None
    no_proxy: str | None = None
    path_prefix: NonEmpty | None = None
    port: Annotated[IntOrString | None, Required()] = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    relabelings: tuple[RelabelConfig, ...] = ()
    scheme: Annotated[str | None, OneOf(("http", "https", "HTTP", "HTTPS"))] = None
    sigv4: Sigv4 | None = None
    timeout: Duration | None = None
    tls_config: TLSConfig | None = None


class Alerting(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.alerting"""

    alertmanagers: Annotated[tuple[AlertmanagerEndpoints, ...], Required()] = ()


class Exemplars(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.exemplars"""

    max_size: Int64 | None = None


class Query(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.query"""

    lookback_delta: str | None = None
    max_concurrency: Annotated[Int32 | None, Bounds(ge=1)] = None
    max_samples: Int32 | None = None
    timeout: Duration | None = None


class RulesAlert(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.rules.alert"""

    for_grace_period: str | None = None
    for_outage_tolerance: str | None = None
    resend_delay: str | None = None


class RulesSpec(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.rules"""

    alert: RulesAlert | None = None


class ShardRetain(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.shardRetentionPolicy.retain"""

    retention_period: Annotated[Duration | None, Required()] = None


class ShardRetentionPolicy(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.shardRetentionPolicy"""

    retain: ShardRetain | None = None
    when_scaled: Annotated[str | None, OneOf(("Retain", "Delete"))] = None


class PrometheusSpec(PrometheusCommonSpec, frozen=True, kw_only=True):
    """DOC Prometheus.spec"""

    schema: ClassVar[tuple[Marker, ...]] = (
        Cel(
            "!has(self.shardingStrategy) || !has(self.shardingStrategy.mode) || self.shardingStrategy.mode != 'Topology' || !has(self.shardingStrategy.topology) || !has(self.shardingStrategy.topology.values) || self.shardingStrategy.topology.values.size() == 0 || (has(self.shards) ? self.shards : 1) >= self.shardingStrategy.topology.values.size()",
            "shards must be greater than or equal to the number of topology values when sharding strategy mode is Topology",
        ),
    )

    additional_alert_manager_configs: SecretKeySelector | None = None
    additional_alert_relabel_configs: SecretKeySelector | None = None
    alerting: Alerting | None = None
    allow_overlapping_blocks: bool | None = None
    base_image: str | None = None
    disable_compaction: bool | None = None
    enable_admin_api: bool | None = msgspec.field(default=None, name="enableAdminAPI")
    evaluation_interval: Annotated[Duration | None, Default("30s")] = None
    exemplars: Exemplars | None = None
    prometheus_rules_excluded_from_enforce: tuple[RuleReference, ...] = ()
    query: Query | None = None
    query_log_file: str | None = None
    remote_read: tuple[RemoteRead, ...] = ()
    retention: Duration | None = None
    retention_size: ByteSize | None = None
    rule_namespace_selector: LabelSelector | None = None
    rule_query_offset: Duration | None = None
    rule_selector: LabelSelector | None = None
    rules: RulesSpec | None = None
    sha: str | None = None
    shard_retention_policy: ShardRetentionPolicy | None = None
    tag: str | None = None
    thanos: Thanos | None = None


class Prometheus(Kind, frozen=True, kw_only=True):
    """DOC Prometheus"""

    spec: PrometheusSpec = PrometheusSpec()
    status: PrometheusStatus | None = None
