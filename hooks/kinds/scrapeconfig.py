"""DOC module scrapeconfig"""

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
    """DOC ScrapeConfig.spec"""

    schema: ClassVar[tuple[Marker, ...]] = (
        Cel(
            "[has(self.basicAuth), has(self.authorization), has(self.oauth2)].filter(x, x).size() <= 1",
            "at most one of basicAuth, authorization, or oauth2 can be configured",
        ),
    )

    authorization: SafeAuthorization | None = None
    azure_sd_configs: tuple[AzureSDConfig, ...] = msgspec.field(default=(), name="azureSDConfigs")
    basic_auth: BasicAuth | None = None
    body_size_limit: ByteSize | None = None
    consul_sd_configs: tuple[ConsulSDConfig, ...] = msgspec.field(default=(), name="consulSDConfigs")
    convert_classic_histograms_to_nhcb: bool | None = msgspec.field(default=None, name="convertClassicHistogramsToNHCB")
    digital_ocean_sd_configs: tuple[DigitalOceanSDConfig, ...] = msgspec.field(default=(), name="digitalOceanSDConfigs")
    dns_sd_configs: tuple[DnsSDConfig, ...] = msgspec.field(default=(), name="dnsSDConfigs")
    docker_sd_configs: tuple[DockerSDConfig, ...] = msgspec.field(default=(), name="dockerSDConfigs")
    docker_swarm_sd_configs: tuple[DockerSwarmSDConfig, ...] = msgspec.field(default=(), name="dockerSwarmSDConfigs")
    ec2_sd_configs: tuple[Ec2SDConfig, ...] = msgspec.field(default=(), name="ec2SDConfigs")
    enable_compression: bool | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    eureka_sd_configs: tuple[EurekaSDConfig, ...] = msgspec.field(default=(), name="eurekaSDConfigs")
    fallback_scrape_protocol: Annotated[
        str | None, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))
    ] = None
    file_sd_configs: tuple[FileSDConfig, ...] = msgspec.field(default=(), name="fileSDConfigs")
    gce_sd_configs: tuple[GceSDConfig, ...] = msgspec.field(default=(), name="gceSDConfigs")
    hetzner_sd_configs: tuple[HetznerSDConfig, ...] = msgspec.field(default=(), name="hetznerSDConfigs")
    honor_labels: bool | None = None
    honor_timestamps: bool | None = None
    http_sd_configs: tuple[HttpSDConfig, ...] = msgspec.field(default=(), name="httpSDConfigs")
    ionos_sd_configs: tuple[IonosSDConfig, ...] = msgspec.field(default=(), name="ionosSDConfigs")
    job_name: NonEmpty | None = None
    keep_dropped_targets: Count | None = None
    kubernetes_sd_configs: tuple[KubernetesSDConfig, ...] = msgspec.field(default=(), name="kubernetesSDConfigs")
    kuma_sd_configs: tuple[KumaSDConfig, ...] = msgspec.field(default=(), name="kumaSDConfigs")
    label_limit: Count | None = None
    label_name_length_limit: Count | None = None
    label_value_length_limit: Count | None = None
    light_sail_sd_configs: tuple[LightSailSDConfig, ...] = msgspec.field(default=(), name="lightSailSDConfigs")
    linode_sd_configs: tuple[LinodeSDConfig, ...] = msgspec.field(default=(), name="linodeSDConfigs")
    metric_relabelings: Annotated[tuple[RelabelConfig, ...], Items(ge=1)] = ()
    metrics_path: NonEmpty | None = None
    name_escaping_scheme: Annotated[str | None, OneOf(("AllowUTF8", "Underscores", "Dots", "Values"))] = None
    name_validation_scheme: Annotated[str | None, OneOf(("UTF8", "Legacy"))] = None
    native_histogram_bucket_limit: Count | None = None
    native_histogram_min_bucket_factor: Annotated[
        IntOrString | None, Pattern("^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$")
    ] = None
    no_proxy: str | None = None
    nomad_sd_configs: tuple[NomadSDConfig, ...] = msgspec.field(default=(), name="nomadSDConfigs")
    oauth2: OAuth2 | None = None
    openstack_sd_configs: tuple[OpenstackSDConfig, ...] = msgspec.field(default=(), name="openstackSDConfigs")
    ovhcloud_sd_configs: tuple[OvhcloudSDConfig, ...] = msgspec.field(default=(), name="ovhcloudSDConfigs")
    params: Annotated[dict[str, tuple[str, ...]], MapType("atomic")] = {}
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    puppet_dbsd_configs: tuple[PuppetDBSDConfig, ...] = msgspec.field(default=(), name="puppetDBSDConfigs")
    relabelings: Annotated[tuple[RelabelConfig, ...], Items(ge=1)] = ()
    sample_limit: Count | None = None
    scaleway_sd_configs: tuple[ScalewaySDConfig, ...] = msgspec.field(default=(), name="scalewaySDConfigs")
    scheme: Annotated[str | None, OneOf(("http", "https", "HTTP", "HTTPS"))] = None
    scrape_class: NonEmpty | None = None
    scrape_classic_histograms: bool | None = None
    scrape_interval: Duration | None = None
    scrape_native_histograms: bool | None = None
    scrape_protocols: Annotated[
        tuple[Annotated[str, OneOf(("PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"))], ...],
        Items(ge=1, kind="set"),
    ] = ()
    scrape_timeout: Duration | None = None
    static_configs: tuple[StaticConfig, ...] = ()
    target_limit: Count | None = None
    tls_config: SafeTLSConfig | None = None
    track_timestamps_staleness: bool | None = None


class ScrapeConfig(Kind, frozen=True, kw_only=True):
    """DOC ScrapeConfig"""

    spec: ScrapeConfigSpec = ScrapeConfigSpec()
    status: ConfigurationStatus | None = None
