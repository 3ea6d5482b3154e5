"""What Prometheus and PrometheusAgent share."""

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
    """How the API server is reached."""

    authorization: Authorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    bearer_token: str | None = None
    """Deprecated, use authorization: the token in plain text."""
    bearer_token_file: str | None = None
    """Deprecated, use authorization: path of a file with the token, in the container."""
    host: Annotated[str | None, Required()] = None
    """Address of the API server, without a path."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    tls_config: TLSConfig | None = None
    """TLS settings of the client."""


class ArbitraryFSAccess(Spec, frozen=True, kw_only=True):
    """Whether monitors may name files of the Prometheus container."""

    deny: bool | None = None
    """Refuse monitors that name files of the Prometheus container."""


class OTLPConfig(Spec, frozen=True, kw_only=True):
    """Settings of the OTLP receiver."""

    convert_histograms_to_nhcb: bool | None = msgspec.field(default=None, name="convertHistogramsToNHCB")
    """Store explicit histograms as native ones with custom buckets. Needs Prometheus 3.4."""
    ignore_resource_attributes: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set")] = ()
    """Resource attributes that are not promoted. Needs Prometheus 3.5."""
    keep_identifying_resource_attributes: bool | None = None
    """Keep the identifying attributes in target_info too. Needs Prometheus 3.1."""
    label_name_preserve_multiple_underscores: bool | None = None
    """Keep several underscores in a row in label names. Needs Prometheus 3.8."""
    label_name_underscore_sanitization: bool | None = None
    """Put key_ in front of label names that start with an underscore. Needs Prometheus 3.8."""
    promote_all_resource_attributes: bool | None = None
    """Make every resource attribute a label. Needs Prometheus 3.5."""
    promote_resource_attributes: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set")] = ()
    """Resource attributes that become labels."""
    promote_scope_metadata: bool | None = None
    """Make the scope's metadata labels. Needs Prometheus 3.6."""
    translation_strategy: Annotated[
        str | None, OneOf(("NoUTF8EscapingWithSuffixes", "UnderscoreEscapingWithSuffixes", "NoTranslation", "UnderscoreEscapingWithoutSuffixes"))
    ] = None
    """How names are translated. Needs Prometheus 3.0."""


class Runtime(Spec, frozen=True, kw_only=True):
    """Settings of the Go runtime."""

    go_gc: Annotated[Int32 | None, Bounds(ge=-1)] = msgspec.field(default=None, name="goGC")
    """Value of GOGC, the garbage collector's target in percent. Needs Prometheus 2.53 in the file."""


class ScrapeClass(Spec, frozen=True, kw_only=True):
    """Named defaults that monitors can take up."""

    attach_metadata: AttachMetadata | None = None
    """Which metadata of Kubernetes objects discovery adds to the targets."""
    authorization: Authorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    default: bool | None = None
    """Apply this class to all objects that name none; at most one class may say so."""
    fallback_scrape_protocol: Annotated[
        str | None, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))
    ] = None
    """Format to assume when a target sends no usable Content-Type. Needs Prometheus 3.0."""
    metric_relabelings: tuple[RelabelConfig, ...] = ()
    """Relabeling of the samples before they are stored."""
    name: Annotated[NonEmpty | None, Required()] = None
    """Name that monitors use."""
    relabelings: tuple[RelabelConfig, ...] = ()
    """Relabeling of the targets before the scrape."""
    tls_config: TLSConfig | None = None
    """TLS settings of the client."""


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
    """Settings of Topology."""


class PrometheusTopologySpreadConstraint(Spec, frozen=True, kw_only=True):
    """How pods spread over zones and nodes."""

    additional_label_selectors: Annotated[str | None, OneOf(("OnResource", "OnShard"))] = None
    """Which labels are added to the selector: OnResource or OnShard."""
    label_selector: LabelSelector | None = None
    """Which pods count."""
    match_label_keys: Annotated[tuple[str, ...], Items(kind="atomic")] = ()
    """Keys of pod labels whose values are taken from the pod itself for the comparison."""
    max_skew: Annotated[Int32 | None, Required()] = None
    """How uneven the spread may be, in pods."""
    min_domains: Int32 | None = None
    """Fewest topology domains."""
    node_affinity_policy: str | None = None
    """Whether nodeAffinity counts when skew is computed."""
    node_taints_policy: str | None = None
    """Whether taints count when skew is computed."""
    topology_key: Annotated[str | None, Required()] = None
    """Label of the nodes that forms the domains."""
    when_unsatisfiable: Annotated[str | None, Required()] = None
    """What to do with a pod that does not fit: DoNotSchedule or ScheduleAnyway."""


class TracingConfig(Spec, frozen=True, kw_only=True):
    """Where traces of Prometheus' own requests go."""

    client_type: Annotated[str | None, OneOf(("http", "grpc", "HTTP", "GRPC"))] = None
    """Protocol: http or grpc."""
    compression: Annotated[str | None, OneOf(("gzip", "Gzip"))] = None
    """Compression of the traces."""
    endpoint: Annotated[NonEmpty | None, Required()] = None
    """Where traces are sent to."""
    headers: dict[str, str] = {}
    """Additional headers."""
    insecure: bool | None = None
    """Do not use TLS."""
    sampling_fraction: Annotated[
        IntOrString | None, Pattern("^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$")
    ] = None
    """Share of requests that are traced, 0 to 1."""
    timeout: Duration | None = None
    """Time after which a request is given up."""
    tls_config: TLSConfig | None = None
    """TLS settings of the client."""


class ChunkEncoding(Spec, frozen=True, kw_only=True):
    """How samples are encoded on disk."""

    floats: Annotated[str | None, OneOf(("Xor", "Xor2"))] = None
    """Encoding of float samples: Xor or Xor2."""


class TSDB(Spec, frozen=True, kw_only=True):
    """Settings of the time series database."""

    chunk_encoding: ChunkEncoding | None = None
    """How samples are encoded on disk."""
    out_of_order_time_window: Duration | None = None
    """How old an out-of-order sample may be. Needs Prometheus 2.39."""
    stale_series_compaction_threshold: Annotated[
        IntOrString | None, Pattern("^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$")
    ] = None
    """Share of stale series that starts an early compaction. Needs Prometheus 3.10."""


class PrometheusWeb(Spec, frozen=True, kw_only=True):
    """The web server of Prometheus."""

    http_config: WebHTTPConfig | None = None
    """HTTP settings of the web server."""
    max_connections: Annotated[Int32 | None, Bounds(ge=0)] = None
    """Most connections at the same time."""
    page_title: str | None = None
    """Title of the web page."""
    tls_config: WebTLSConfig | None = None
    """TLS settings of the web server."""


class PrometheusCommonSpec(WorkloadSpec, frozen=True, kw_only=True):
    """What Prometheus and PrometheusAgent share."""

    additional_scrape_configs: SecretKeySelector | None = None
    """Reference to further scrape jobs, as Prometheus reads them; they are not checked."""
    apiserver_config: APIServerConfig | None = None
    """How the API server is reached; the pod's ServiceAccount when absent."""
    arbitrary_fs_access: ArbitraryFSAccess | None = msgspec.field(default=None, name="arbitraryFSAccessThroughSMs")
    """Whether monitors may name files of the Prometheus container."""
    automount_service_account_token: bool | None = None
    """Whether the token of the ServiceAccount is mounted into the pods."""
    body_size_limit: ByteSize | None = None
    """Uncompressed response bodies above this size fail the scrape; 0 means no limit. Needs Prometheus 2.28."""
    config_maps: tuple[str, ...] = ()
    """ConfigMaps of the namespace to mount below configmaps/<name>."""
    convert_classic_histograms_to_nhcb: bool | None = msgspec.field(default=None, name="convertClassicHistogramsToNHCB")
    """Store classic histograms as native ones with custom buckets. Needs Prometheus 3.0."""
    enable_features: Annotated[tuple[NonEmpty, ...], Items(kind="set")] = ()
    """Feature flags of the program to switch on; they may change with any version."""
    enable_otlp_receiver: bool | None = msgspec.field(default=None, name="enableOTLPReceiver")
    """Take in metrics over OTLP. Needs Prometheus 2.47."""
    enable_remote_write_receiver: bool | None = None
    """Take in samples over remote write. Needs Prometheus 2.33."""
    enforced_body_size_limit: ByteSize | None = None
    """Upper bound of bodySizeLimit for all jobs."""
    enforced_keep_dropped_targets: Count | None = None
    """Upper bound of keepDroppedTargets for all jobs."""
    enforced_label_limit: Count | None = None
    """Upper bound of labelLimit for all jobs."""
    enforced_label_name_length_limit: Count | None = None
    """Upper bound of labelNameLengthLimit for all jobs."""
    enforced_label_value_length_limit: Count | None = None
    """Upper bound of labelValueLengthLimit for all jobs."""
    enforced_namespace_label: str | None = None
    """Label that gets the object's namespace as value in every metric, rule and alert; users cannot override it."""
    enforced_sample_limit: Count | None = None
    """Upper bound of sampleLimit for all jobs."""
    enforced_target_limit: Count | None = None
    """Upper bound of targetLimit for all jobs."""
    excluded_from_enforcement: tuple[ObjectReference, ...] = ()
    """Objects that the enforced namespace label does not apply to."""
    external_labels: dict[str, str] = {}
    """Labels added to everything that leaves this Prometheus."""
    external_url: str | None = None
    """Address under which the program is reached from outside; used in links of alerts."""
    host_network: bool | None = None
    """Use the network of the node; the dnsPolicy becomes ClusterFirstWithHostNet where none is set."""
    ignore_namespace_selectors: bool | None = None
    """Look for targets of a monitor in its own namespace only."""
    keep_dropped_targets: Count | None = None
    """How many targets dropped by relabeling are kept in memory to be shown; 0 means no limit. Needs Prometheus 2.47."""
    label_limit: Count | None = None
    """A sample with more labels fails the scrape. Needs Prometheus 2.27."""
    label_name_length_limit: Count | None = None
    """A sample with a longer label name, in bytes, fails the scrape. Needs Prometheus 2.27."""
    label_value_length_limit: Count | None = None
    """A sample with a longer label value, in bytes, fails the scrape. Needs Prometheus 2.27."""
    maximum_startup_duration_seconds: Annotated[Int32 | None, Bounds(ge=60)] = None
    """Seconds that starting may take; 900 when absent."""
    name_escaping_scheme: Annotated[str | None, OneOf(("AllowUTF8", "Underscores", "Dots", "Values"))] = None
    """How names that are not legacy-valid are escaped when a target cannot take UTF-8. Needs Prometheus 3.4."""
    name_validation_scheme: Annotated[str | None, OneOf(("UTF8", "Legacy"))] = None
    """Which metric and label names are valid: Legacy or UTF8. Needs Prometheus 3.0."""
    otlp: OTLPConfig | None = None
    """Settings of the OTLP receiver. Needs Prometheus 2.55."""
    override_honor_labels: bool | None = None
    """Let labels of the target always win."""
    override_honor_timestamps: bool | None = None
    """Never keep timestamps of the samples."""
    persistent_volume_claim_retention_policy: ClaimRetentionPolicy | None = None
    """What happens to volume claims when the StatefulSet is deleted or scaled down."""
    pod_monitor_namespace_selector: LabelSelector | None = None
    """Namespaces whose PodMonitors count; absent means the own one, empty all."""
    pod_monitor_selector: LabelSelector | None = None
    """PodMonitors that count; absent means none, empty all."""
    pod_target_labels: tuple[str, ...] = ()
    """Labels of the pod that are copied to its targets."""
    probe_namespace_selector: LabelSelector | None = None
    """Namespaces whose Probes count; absent means the own one, empty all."""
    probe_selector: LabelSelector | None = None
    """Probes that count; absent means none, empty all."""
    prometheus_external_label_name: str | None = None
    """Name of the external label with namespace and name; prometheus when absent, none when empty."""
    reload_strategy: Annotated[str | None, OneOf(("HTTP", "ProcessSignal"))] = None
    """How the sidecar makes Prometheus reload: HTTP or ProcessSignal."""
    remote_write: tuple[RemoteWrite, ...] = ()
    """Endpoints that samples are sent to."""
    remote_write_receiver_message_versions: Annotated[tuple[Annotated[str, OneOf(("V1.0", "V2.0"))], ...], Items(ge=1, kind="set")] = ()
    """Versions of the remote write protocol that are taken in. Needs Prometheus 2.54."""
    replica_external_label_name: str | None = None
    """Name of the external label with the pod's name; prometheus_replica when absent, none when empty."""
    runtime: Runtime | None = None
    """Settings of the Go runtime."""
    sample_limit: Count | None = None
    """A scrape with more samples fails."""
    scrape_classes: Annotated[tuple[ScrapeClass, ...], Items(kind="map", keys=("name",))] = ()
    """Named defaults that monitors can take up."""
    scrape_classic_histograms: bool | None = None
    """Scrape a classic histogram also where a native one is exposed. Needs Prometheus 2.45."""
    scrape_config_namespace_selector: LabelSelector | None = None
    """Namespaces whose ScrapeConfigs count; absent means the own one, empty all."""
    scrape_config_selector: LabelSelector | None = None
    """ScrapeConfigs that count; absent means none, empty all."""
    scrape_failure_log_file: NonEmpty | None = None
    """File that failed scrapes are logged to. Needs Prometheus 2.55."""
    scrape_interval: Annotated[Duration | None, Default("30s")] = None
    """Time between two scrapes."""
    scrape_native_histograms: bool | None = None
    """Scrape native histograms. Needs Prometheus 3.8."""
    scrape_protocols: Annotated[
        tuple[Annotated[str, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))], ...],
        Items(kind="set"),
    ] = ()
    """Formats asked for, in the order of preference. Needs Prometheus 2.49."""
    scrape_timeout: Duration | None = None
    """Time after which a scrape is given up; not longer than the interval."""
    secrets: Annotated[tuple[str, ...], Items(kind="set")] = ()
    """Secrets of the namespace to mount below secrets/<name>."""
    service_discovery_role: Annotated[str | None, OneOf(("Endpoints", "EndpointSlice"))] = None
    """Whether targets come from Endpoints or EndpointSlice objects."""
    service_monitor_namespace_selector: LabelSelector | None = None
    """Namespaces whose ServiceMonitors count; absent means the own one, empty all."""
    service_monitor_selector: LabelSelector | None = None
    """ServiceMonitors that count; absent means none, empty all."""
    sharding_strategy: ShardingStrategy | None = None
    """How targets are spread over the shards."""
    shards: Annotated[Int32 | None, Default(1)] = None
    """Number of shards; each has all replicas. More shards reshuffle targets, fewer do not move data."""
    target_limit: Count | None = None
    """More targets than this make all scrapes of the job fail. Needs Prometheus 2.21."""
    topology_spread_constraints: tuple[PrometheusTopologySpreadConstraint, ...] = ()
    """How the pods spread over zones and nodes."""
    tracing_config: TracingConfig | None = None
    """Where traces of the program's own requests go."""
    tsdb: TSDB | None = None
    """Settings of the time series database."""
    wal_compression: bool | None = None
    """Compress the write-ahead log."""
    web: PrometheusWeb | None = None
    """The program's own web server."""
