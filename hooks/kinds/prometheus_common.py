"""What Prometheus and PrometheusAgent share."""

from typing import Annotated

import msgspec

from hooks.kinds.apiserver import APIServerConfig
from hooks.kinds.base import Spec
from hooks.kinds.otlp import OTLPConfig
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.remote_write import RemoteWrite
from hooks.kinds.schema import (
    Bounds,
    ByteSize,
    Count,
    Default,
    Duration,
    EscapingScheme,
    Int32,
    Items,
    NonEmpty,
    OneOf,
    ScrapeProtocol,
    ServiceDiscoveryRole,
    ValidationScheme,
)
from hooks.kinds.scrapeclass import ArbitraryFSAccess, ScrapeClass
from hooks.kinds.selectors import LabelSelector
from hooks.kinds.sharding import PrometheusTopologySpreadConstraint, ShardingStrategy
from hooks.kinds.storage import TSDB
from hooks.kinds.tracing import TracingConfig
from hooks.kinds.web import WebSpec
from hooks.kinds.workload import ObjectReference, ServerSpec


class Runtime(Spec, frozen=True, kw_only=True):
    """Settings of the Go runtime."""

    go_gc: Annotated[Int32 | None, Bounds(ge=-1)] = msgspec.field(default=None, name="goGC")
    """Value of GOGC, the garbage collector's target in percent. Needs Prometheus 2.53 in the file."""


class PrometheusWeb(WebSpec, frozen=True, kw_only=True):
    """The web server of Prometheus."""

    max_connections: Annotated[Int32 | None, Bounds(ge=0)] = None
    """Most connections at the same time."""
    page_title: str | None = None
    """Title of the web page."""


class PrometheusCommonSpec(ServerSpec, frozen=True, kw_only=True):
    """What Prometheus and PrometheusAgent share."""

    service_monitor_selector: LabelSelector | None = None
    """ServiceMonitors that count; absent means none, empty all."""
    service_monitor_namespace_selector: LabelSelector | None = None
    """Namespaces whose ServiceMonitors count; absent means the own one, empty all."""
    pod_monitor_selector: LabelSelector | None = None
    """PodMonitors that count; absent means none, empty all."""
    pod_monitor_namespace_selector: LabelSelector | None = None
    """Namespaces whose PodMonitors count; absent means the own one, empty all."""
    probe_selector: LabelSelector | None = None
    """Probes that count; absent means none, empty all."""
    probe_namespace_selector: LabelSelector | None = None
    """Namespaces whose Probes count; absent means the own one, empty all."""
    scrape_config_selector: LabelSelector | None = None
    """ScrapeConfigs that count; absent means none, empty all."""
    scrape_config_namespace_selector: LabelSelector | None = None
    """Namespaces whose ScrapeConfigs count; absent means the own one, empty all."""
    additional_scrape_configs: SecretKeySelector | None = None
    """Reference to further scrape jobs, as Prometheus reads them; they are not checked."""
    scrape_interval: Annotated[Duration | None, Default("30s")] = None
    """Time between two scrapes, for jobs that set none."""
    scrape_timeout: Duration | None = None
    """Time after which a scrape is given up, for jobs that set none; not longer than the interval."""
    scrape_classes: Annotated[tuple[ScrapeClass, ...], Items(kind="map", keys=("name",))] = ()
    """Named defaults that monitors can take up."""
    scrape_protocols: Annotated[tuple[ScrapeProtocol, ...], Items(kind="set")] = ()
    """Formats asked for in the order of preference, for jobs that name none. Needs Prometheus 2.49."""
    scrape_native_histograms: bool | None = None
    """Whether native histograms are scraped, for jobs that do not say. Needs Prometheus 3.8."""
    scrape_classic_histograms: bool | None = None
    """Whether classic histograms are scraped beside native ones, for jobs that do not say. Needs Prometheus 3.5."""
    convert_classic_histograms_to_nhcb: bool | None = msgspec.field(default=None, name="convertClassicHistogramsToNHCB")
    """Whether classic histograms become native ones with custom buckets, for jobs that do not say. Needs Prometheus 3.4."""
    extra_scrape_metrics: bool | None = None
    """Store timeout, sample limit and body size of every scrape as metrics, for jobs that do not say. Needs Prometheus 2.32."""
    name_validation_scheme: ValidationScheme | None = None
    """Which metric and label names are valid: Legacy or UTF8. Needs Prometheus 3.0."""
    name_escaping_scheme: EscapingScheme | None = None
    """How names that are not legacy-valid are escaped when a target cannot take UTF-8. Needs Prometheus 3.4."""
    pod_target_labels: tuple[str, ...] = ()
    """Labels of the pods that are copied to the targets of all ServiceMonitors and PodMonitors."""
    service_discovery_role: ServiceDiscoveryRole | None = None
    """Whether targets of ServiceMonitors come from Endpoints or EndpointSlice objects, where the monitor does not say; Endpoints when absent."""
    scrape_failure_log_file: NonEmpty | None = None
    """File that failed scrapes are logged to. Needs Prometheus 2.55."""
    sample_limit: Count | None = None
    """Most samples of one scrape, for jobs that set no limit; a scrape with more fails. Needs Prometheus 2.45."""
    target_limit: Count | None = None
    """Most targets of a job, for jobs that set no limit; all scrapes of a job with more fail. Needs Prometheus 2.45."""
    label_limit: Count | None = None
    """Most labels of a sample, for jobs that set no limit; a scrape that breaks it fails. Needs Prometheus 2.45."""
    label_name_length_limit: Count | None = None
    """Longest label name in bytes, for jobs that set no limit; a scrape that breaks it fails. Needs Prometheus 2.45."""
    label_value_length_limit: Count | None = None
    """Longest label value in bytes, for jobs that set no limit; a scrape that breaks it fails. Needs Prometheus 2.45."""
    body_size_limit: ByteSize | None = None
    """Largest uncompressed response body, for jobs that set no limit; a scrape with more fails. Needs Prometheus 2.45."""
    keep_dropped_targets: Count | None = None
    """How many dropped targets of a job are kept to be shown, for jobs that set no number; 0 means no limit. Needs Prometheus 2.47."""
    enforced_sample_limit: Count | None = None
    """Upper bound of sampleLimit for all jobs."""
    enforced_target_limit: Count | None = None
    """Upper bound of targetLimit for all jobs."""
    enforced_label_limit: Count | None = None
    """Upper bound of labelLimit for all jobs."""
    enforced_label_name_length_limit: Count | None = None
    """Upper bound of labelNameLengthLimit for all jobs."""
    enforced_label_value_length_limit: Count | None = None
    """Upper bound of labelValueLengthLimit for all jobs."""
    enforced_body_size_limit: ByteSize | None = None
    """Upper bound of bodySizeLimit for all jobs."""
    enforced_keep_dropped_targets: Count | None = None
    """Upper bound of keepDroppedTargets for all jobs."""
    enforced_namespace_label: str | None = None
    """Label that gets the object's namespace as value in every metric, rule and alert; users cannot override it."""
    excluded_from_enforcement: tuple[ObjectReference, ...] = ()
    """Objects that the enforced namespace label does not apply to."""
    ignore_namespace_selectors: bool | None = None
    """Look for targets of a monitor in its own namespace only."""
    override_honor_labels: bool | None = None
    """Let labels of the target always win."""
    override_honor_timestamps: bool | None = None
    """Never keep timestamps of the samples."""
    arbitrary_fs_access: ArbitraryFSAccess | None = msgspec.field(default=None, name="arbitraryFSAccessThroughSMs")
    """Whether monitors may name files of the Prometheus container."""
    shards: Annotated[Int32 | None, Default(1)] = None
    """Number of shards; each has all replicas. More shards reshuffle targets, fewer do not move data."""
    sharding_strategy: ShardingStrategy | None = None
    """How targets are spread over the shards."""
    topology_spread_constraints: tuple[PrometheusTopologySpreadConstraint, ...] = ()
    """How the pods spread over zones and nodes."""
    external_labels: dict[str, str] = {}
    """Labels added to everything that leaves this Prometheus."""
    prometheus_external_label_name: str | None = None
    """Name of the external label with namespace and name; prometheus when absent, none when empty."""
    replica_external_label_name: str | None = None
    """Name of the external label with the pod's name; prometheus_replica when absent, none when empty."""
    remote_write: tuple[RemoteWrite, ...] = ()
    """Endpoints that samples are sent to."""
    enable_remote_write_receiver: bool | None = None
    """Take in samples over remote write. Needs Prometheus 2.33."""
    remote_write_receiver_message_versions: Annotated[tuple[Annotated[str, OneOf(("V1.0", "V2.0"))], ...], Items(ge=1, kind="set")] = ()
    """Versions of the remote write protocol that are taken in. Needs Prometheus 2.54."""
    enable_otlp_receiver: bool | None = msgspec.field(default=None, name="enableOTLPReceiver")
    """Take in metrics over OTLP. Needs Prometheus 2.47."""
    otlp: OTLPConfig | None = None
    """Settings of the OTLP receiver. Needs Prometheus 2.55."""
    web: PrometheusWeb | None = None
    """The program's own web server."""
    tsdb: TSDB | None = None
    """Settings of the time series database."""
    wal_compression: bool | None = None
    """Compress the write-ahead log with Snappy; Prometheus does so when absent."""
    apiserver_config: APIServerConfig | None = None
    """How the API server is reached; the pod's ServiceAccount when absent."""
    secrets: Annotated[tuple[str, ...], Items(kind="set")] = ()
    """Secrets of the namespace to mount below secrets/<name>."""
    runtime: Runtime | None = None
    """Settings of the Go runtime of Prometheus."""
    enable_features: Annotated[tuple[NonEmpty, ...], Items(kind="set")] = ()
    """Feature flags of the program to switch on; they may change with any version."""
    tracing_config: TracingConfig | None = None
    """Where traces of the program's own requests go."""
    reload_strategy: Annotated[str | None, OneOf(("HTTP", "ProcessSignal"))] = None
    """How the sidecar makes Prometheus reload: HTTP or ProcessSignal."""
    maximum_startup_duration_seconds: Annotated[Int32 | None, Bounds(ge=60)] = None
    """Seconds that starting may take; 900 when absent."""
