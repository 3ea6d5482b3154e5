"""ScrapeConfig."""

from typing import Annotated, ClassVar

import msgspec

from hooks.kinds.base import Kind, Spec
from hooks.kinds.discovery import (
    AzureSDConfig,
    ConsulSDConfig,
    DigitalOceanSDConfig,
    DnsSDConfig,
    DockerSDConfig,
    DockerSwarmSDConfig,
    Ec2SDConfig,
    EurekaSDConfig,
    FileSDConfig,
    GceSDConfig,
    HetznerSDConfig,
    HttpSDConfig,
    IonosSDConfig,
    KubernetesSDConfig,
    KumaSDConfig,
    LightSailSDConfig,
    LinodeSDConfig,
    NomadSDConfig,
    OpenstackSDConfig,
    OvhcloudSDConfig,
    PuppetDBSDConfig,
    ScalewaySDConfig,
    StaticConfig,
)
from hooks.kinds.http import BasicAuth, OAuth2, SafeAuthorization, SafeTLSConfig
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.schema import ByteSize, Cel, Count, Duration, IntOrString, Items, MapType, Marker, NonEmpty, OneOf, Pattern
from hooks.kinds.status import ConfigurationStatus


class ScrapeConfigSpec(Spec, frozen=True, kw_only=True):
    """``spec`` of ScrapeConfig."""

    schema: ClassVar[tuple[Marker, ...]] = (
        Cel(
            "[has(self.basicAuth), has(self.authorization), has(self.oauth2)].filter(x, x).size() <= 1",
            "at most one of basicAuth, authorization, or oauth2 can be configured",
        ),
    )

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    azure_sd_configs: tuple[AzureSDConfig, ...] = msgspec.field(default=(), name="azureSDConfigs")
    """Targets from Azure."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    body_size_limit: ByteSize | None = None
    """Uncompressed response bodies above this size fail the scrape; 0 means no limit. Needs Prometheus 2.28."""
    consul_sd_configs: tuple[ConsulSDConfig, ...] = msgspec.field(default=(), name="consulSDConfigs")
    """Targets from Consul."""
    convert_classic_histograms_to_nhcb: bool | None = msgspec.field(default=None, name="convertClassicHistogramsToNHCB")
    """Store classic histograms as native ones with custom buckets. Needs Prometheus 3.0."""
    digital_ocean_sd_configs: tuple[DigitalOceanSDConfig, ...] = msgspec.field(default=(), name="digitalOceanSDConfigs")
    """Targets from DigitalOcean."""
    dns_sd_configs: tuple[DnsSDConfig, ...] = msgspec.field(default=(), name="dnsSDConfigs")
    """Targets from DNS."""
    docker_sd_configs: tuple[DockerSDConfig, ...] = msgspec.field(default=(), name="dockerSDConfigs")
    """Targets from Docker."""
    docker_swarm_sd_configs: tuple[DockerSwarmSDConfig, ...] = msgspec.field(default=(), name="dockerSwarmSDConfigs")
    """Targets from Docker Swarm."""
    ec2_sd_configs: tuple[Ec2SDConfig, ...] = msgspec.field(default=(), name="ec2SDConfigs")
    """Targets from AWS EC2."""
    enable_compression: bool | None = None
    """Ask for compressed answers; true when absent. Needs Prometheus 2.49."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    eureka_sd_configs: tuple[EurekaSDConfig, ...] = msgspec.field(default=(), name="eurekaSDConfigs")
    """Targets from Eureka."""
    fallback_scrape_protocol: Annotated[
        str | None, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))
    ] = None
    """Format to assume when a target sends no usable Content-Type. Needs Prometheus 3.0."""
    file_sd_configs: tuple[FileSDConfig, ...] = msgspec.field(default=(), name="fileSDConfigs")
    """Targets from files."""
    gce_sd_configs: tuple[GceSDConfig, ...] = msgspec.field(default=(), name="gceSDConfigs")
    """Targets from Google Compute Engine."""
    hetzner_sd_configs: tuple[HetznerSDConfig, ...] = msgspec.field(default=(), name="hetznerSDConfigs")
    """Targets from Hetzner."""
    honor_labels: bool | None = None
    """Whether labels of the scraped samples win over the labels of the target."""
    honor_timestamps: bool | None = None
    """Whether timestamps in the scraped samples are kept; true when absent."""
    http_sd_configs: tuple[HttpSDConfig, ...] = msgspec.field(default=(), name="httpSDConfigs")
    """Targets from an HTTP endpoint."""
    ionos_sd_configs: tuple[IonosSDConfig, ...] = msgspec.field(default=(), name="ionosSDConfigs")
    """Targets from IONOS."""
    job_name: NonEmpty | None = None
    """Job label of the metrics; the job itself is named scrapeConfig/<namespace>/<name>."""
    keep_dropped_targets: Count | None = None
    """How many targets dropped by relabeling are kept in memory to be shown; 0 means no limit. Needs Prometheus 2.47."""
    kubernetes_sd_configs: tuple[KubernetesSDConfig, ...] = msgspec.field(default=(), name="kubernetesSDConfigs")
    """Targets from Kubernetes."""
    kuma_sd_configs: tuple[KumaSDConfig, ...] = msgspec.field(default=(), name="kumaSDConfigs")
    """Targets from Kuma."""
    label_limit: Count | None = None
    """A sample with more labels fails the scrape. Needs Prometheus 2.27."""
    label_name_length_limit: Count | None = None
    """A sample with a longer label name, in bytes, fails the scrape. Needs Prometheus 2.27."""
    label_value_length_limit: Count | None = None
    """A sample with a longer label value, in bytes, fails the scrape. Needs Prometheus 2.27."""
    light_sail_sd_configs: tuple[LightSailSDConfig, ...] = msgspec.field(default=(), name="lightSailSDConfigs")
    """Targets from AWS Lightsail."""
    linode_sd_configs: tuple[LinodeSDConfig, ...] = msgspec.field(default=(), name="linodeSDConfigs")
    """Targets from Linode."""
    metric_relabelings: Annotated[tuple[RelabelConfig, ...], Items(ge=1)] = ()
    """Relabeling of the samples before they are stored."""
    metrics_path: NonEmpty | None = None
    """HTTP path; /metrics when absent."""
    name_escaping_scheme: Annotated[str | None, OneOf(("AllowUTF8", "Underscores", "Dots", "Values"))] = None
    """How names that are not legacy-valid are escaped when a target cannot take UTF-8. Needs Prometheus 3.4."""
    name_validation_scheme: Annotated[str | None, OneOf(("UTF8", "Legacy"))] = None
    """Which metric and label names are valid: Legacy or UTF8. Needs Prometheus 3.0."""
    native_histogram_bucket_limit: Count | None = None
    """A native histogram with more buckets is made coarser, or the scrape fails. Needs Prometheus 2.45."""
    native_histogram_min_bucket_factor: Annotated[
        IntOrString | None, Pattern("^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$")
    ] = None
    """Smallest factor between two buckets of a native histogram; finer ones are merged. Needs Prometheus 2.50."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    nomad_sd_configs: tuple[NomadSDConfig, ...] = msgspec.field(default=(), name="nomadSDConfigs")
    """Targets from Nomad."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    openstack_sd_configs: tuple[OpenstackSDConfig, ...] = msgspec.field(default=(), name="openstackSDConfigs")
    """Targets from OpenStack."""
    ovhcloud_sd_configs: tuple[OvhcloudSDConfig, ...] = msgspec.field(default=(), name="ovhcloudSDConfigs")
    """Targets from OVHcloud."""
    params: Annotated[dict[str, tuple[str, ...]], MapType("atomic")] = {}
    """Parameters of the HTTP request."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    puppetdb_sd_configs: tuple[PuppetDBSDConfig, ...] = msgspec.field(default=(), name="puppetDBSDConfigs")
    """Targets from PuppetDB."""
    relabelings: Annotated[tuple[RelabelConfig, ...], Items(ge=1)] = ()
    """Relabeling of the targets before the scrape."""
    sample_limit: Count | None = None
    """A scrape with more samples fails."""
    scaleway_sd_configs: tuple[ScalewaySDConfig, ...] = msgspec.field(default=(), name="scalewaySDConfigs")
    """Targets from Scaleway."""
    scheme: Annotated[str | None, OneOf(("http", "https", "HTTP", "HTTPS"))] = None
    """HTTP or HTTPS."""
    scrape_class: NonEmpty | None = None
    """Name of the scrape class that is applied; the default class when absent."""
    scrape_classic_histograms: bool | None = None
    """Scrape a classic histogram also where a native one is exposed. Needs Prometheus 2.45."""
    scrape_interval: Duration | None = None
    """Time between two scrapes."""
    scrape_native_histograms: bool | None = None
    """Scrape native histograms. Needs Prometheus 3.8."""
    scrape_protocols: Annotated[
        tuple[Annotated[str, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))], ...],
        Items(ge=1, kind="set"),
    ] = ()
    """Formats asked for, in the order of preference. Needs Prometheus 2.49."""
    scrape_timeout: Duration | None = None
    """Time after which a scrape is given up; not longer than the interval."""
    static_configs: tuple[StaticConfig, ...] = ()
    """Fixed targets."""
    target_limit: Count | None = None
    """More targets than this make all scrapes of the job fail. Needs Prometheus 2.21."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""
    track_timestamps_staleness: bool | None = None
    """Whether series with timestamps of their own become stale when they vanish. Needs Prometheus 2.48."""


class ScrapeConfig(Kind, frozen=True, kw_only=True):
    """A scrape job with any service discovery."""

    spec: ScrapeConfigSpec = ScrapeConfigSpec()
    """What is wanted."""
    status: ConfigurationStatus | None = None
    """What was observed."""
