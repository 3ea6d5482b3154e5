"""DOC module prometheus_common"""

from typing import Annotated, ClassVar

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.http import Authorization, BasicAuth, TLSConfig
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.remote_write import RemoteWrite
from hooks.kinds.schema import Bounds, ByteSize, Cel, Count, Default, Duration, Int32, IntOrString, Items, MapType, Marker, NonEmpty, OneOf, Pattern, Required
from hooks.kinds.scrape import AttachMetadata
from hooks.kinds.selectors import LabelSelector
from hooks.kinds.web import WebHTTPConfig, WebTLSConfig
from hooks.kinds.workload import ClaimRetentionPolicy, ObjectReference, WorkloadSpec


class APIServerConfig(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.apiserverConfig"""

    authorization: Authorization | None = None
    basic_auth: BasicAuth | None = None
    bearer_token: str | None = None
    bearer_token_file: str | None = None
    host: Annotated[str | None, Required()] = None
    no_proxy: str | None = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    tls_config: TLSConfig | None = None


class ArbitraryFSAccess(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.arbitraryFSAccessThroughSMs"""

    deny: bool | None = None


class OTLPConfig(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.otlp"""

    convert_histograms_to_nhcb: bool | None = msgspec.field(default=None, name="convertHistogramsToNHCB")
    ignore_resource_attributes: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set")] = ()
    keep_identifying_resource_attributes: bool | None = None
    label_name_preserve_multiple_underscores: bool | None = None
    label_name_underscore_sanitization: bool | None = None
    promote_all_resource_attributes: bool | None = None
    promote_resource_attributes: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set")] = ()
    promote_scope_metadata: bool | None = None
    translation_strategy: Annotated[
        str | None, OneOf(("NoUTF8EscapingWithSuffixes", "UnderscoreEscapingWithSuffixes", "NoTranslation", "UnderscoreEscapingWithoutSuffixes"))
    ] = None


class Runtime(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.runtime"""

    go_gc: Annotated[Int32 | None, Bounds(ge=-1)] = msgspec.field(default=None, name="goGC")


class ScrapeClass(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.scrapeClasses[]"""

    attach_metadata: AttachMetadata | None = None
    authorization: Authorization | None = None
    default: bool | None = None
    fallback_scrape_protocol: Annotated[
        str | None, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))
    ] = None
    metric_relabelings: tuple[RelabelConfig, ...] = ()
    name: Annotated[NonEmpty | None, Required()] = None
    relabelings: tuple[RelabelConfig, ...] = ()
    tls_config: TLSConfig | None = None


class ShardingTopology(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.shardingStrategy.topology"""

    external_label_name: str | None = None
    values: Annotated[tuple[str, ...], Items(kind="atomic")] = ()


class ShardingStrategy(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.shardingStrategy"""

    schema: ClassVar[tuple[Marker, ...]] = (
        Cel("!has(self.topology) || (has(self.mode) && self.mode == 'Topology')", "topology can only be defined when mode is set to 'Topology'"),
    )

    mode: Annotated[str | None, OneOf(("Address", "Topology"))] = None
    topology: ShardingTopology | None = None


class PrometheusTopologySpreadConstraint(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.topologySpreadConstraints[]"""

    additional_label_selectors: Annotated[str | None, OneOf(("OnResource", "OnShard"))] = None
    label_selector: LabelSelector | None = None
    match_label_keys: Annotated[tuple[str, ...], Items(kind="atomic")] = ()
    max_skew: Annotated[Int32 | None, Required()] = None
    min_domains: Int32 | None = None
    node_affinity_policy: str | None = None
    node_taints_policy: str | None = None
    topology_key: Annotated[str | None, Required()] = None
    when_unsatisfiable: Annotated[str | None, Required()] = None


class TracingConfig(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.tracingConfig"""

    client_type: Annotated[str | None, OneOf(("http", "grpc", "HTTP", "GRPC"))] = None
    compression: Annotated[str | None, OneOf(("gzip", "Gzip"))] = None
    endpoint: Annotated[NonEmpty | None, Required()] = None
    headers: dict[str, str] = {}
    insecure: bool | None = None
    sampling_fraction: Annotated[
        IntOrString | None, Pattern("^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$")
    ] = None
    timeout: Duration | None = None
    tls_config: TLSConfig | None = None


class ChunkEncoding(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.tsdb.chunkEncoding"""

    floats: Annotated[str | None, OneOf(("Xor", "Xor2"))] = None


class TSDB(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.tsdb"""

    chunk_encoding: ChunkEncoding | None = None
    out_of_order_time_window: Duration | None = None
    stale_series_compaction_threshold: Annotated[
        IntOrString | None, Pattern("^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$")
    ] = None


class PrometheusWeb(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.web"""

    http_config: WebHTTPConfig | None = None
    max_connections: Annotated[Int32 | None, Bounds(ge=0)] = None
    page_title: str | None = None
    tls_config: WebTLSConfig | None = None


class PrometheusCommonSpec(WorkloadSpec, frozen=True, kw_only=True):
    """DOC shared"""

    additional_scrape_configs: SecretKeySelector | None = None
    apiserver_config: APIServerConfig | None = None
    arbitrary_fs_access_through_s_ms: ArbitraryFSAccess | None = msgspec.field(default=None, name="arbitraryFSAccessThroughSMs")
    automount_service_account_token: bool | None = None
    body_size_limit: ByteSize | None = None
    config_maps: tuple[str, ...] = ()
    convert_classic_histograms_to_nhcb: bool | None = msgspec.field(default=None, name="convertClassicHistogramsToNHCB")
    enable_features: Annotated[tuple[NonEmpty, ...], Items(kind="set")] = ()
    enable_otlp_receiver: bool | None = msgspec.field(default=None, name="enableOTLPReceiver")
    enable_remote_write_receiver: bool | None = None
    enforced_body_size_limit: ByteSize | None = None
    enforced_keep_dropped_targets: Count | None = None
    enforced_label_limit: Count | None = None
    enforced_label_name_length_limit: Count | None = None
    enforced_label_value_length_limit: Count | None = None
    enforced_namespace_label: str | None = None
    enforced_sample_limit: Count | None = None
    enforced_target_limit: Count | None = None
    excluded_from_enforcement: tuple[ObjectReference, ...] = ()
    external_labels: dict[str, str] = {}
    external_url: str | None = None
    host_network: bool | None = None
    ignore_namespace_selectors: bool | None = None
    keep_dropped_targets: Count | None = None
    label_limit: Count | None = None
    label_name_length_limit: Count | None = None
    label_value_length_limit: Count | None = None
    maximum_startup_duration_seconds: Annotated[Int32 | None, Bounds(ge=60)] = None
    name_escaping_scheme: Annotated[str | None, OneOf(("AllowUTF8", "Underscores", "Dots", "Values"))] = None
    name_validation_scheme: Annotated[str | None, OneOf(("UTF8", "Legacy"))] = None
    otlp: OTLPConfig | None = None
    override_honor_labels: bool | None = None
    override_honor_timestamps: bool | None = None
    persistent_volume_claim_retention_policy: ClaimRetentionPolicy | None = None
    pod_monitor_namespace_selector: LabelSelector | None = None
    pod_monitor_selector: LabelSelector | None = None
    pod_target_labels: tuple[str, ...] = ()
    probe_namespace_selector: LabelSelector | None = None
    probe_selector: LabelSelector | None = None
    prometheus_external_label_name: str | None = None
    reload_strategy: Annotated[str | None, OneOf(("HTTP", "ProcessSignal"))] = None
    remote_write: tuple[RemoteWrite, ...] = ()
    remote_write_receiver_message_versions: Annotated[tuple[Annotated[str, OneOf(("V1.0", "V2.0"))], ...], Items(ge=1, kind="set")] = ()
    replica_external_label_name: str | None = None
    runtime: Runtime | None = None
    sample_limit: Count | None = None
    scrape_classes: Annotated[tuple[ScrapeClass, ...], Items(kind="map", keys=("name",))] = ()
    scrape_classic_histograms: bool | None = None
    scrape_config_namespace_selector: LabelSelector | None = None
    scrape_config_selector: LabelSelector | None = None
    scrape_failure_log_file: NonEmpty | None = None
    scrape_interval: Annotated[Duration | None, Default("30s")] = None
    scrape_native_histograms: bool | None = None
    scrape_protocols: Annotated[
        tuple[Annotated[str, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))], ...],
        Items(kind="set"),
    ] = ()
    scrape_timeout: Duration | None = None
    secrets: Annotated[tuple[str, ...], Items(kind="set")] = ()
    service_discovery_role: Annotated[str | None, OneOf(("Endpoints", "EndpointSlice"))] = None
    service_monitor_namespace_selector: LabelSelector | None = None
    service_monitor_selector: LabelSelector | None = None
    sharding_strategy: ShardingStrategy | None = None
    shards: Annotated[Int32 | None, Default(1)] = None
    target_limit: Count | None = None
    topology_spread_constraints: tuple[PrometheusTopologySpreadConstraint, ...] = ()
    tracing_config: TracingConfig | None = None
    tsdb: TSDB | None = None
    wal_compression: bool | None = None
    web: PrometheusWeb | None = None
