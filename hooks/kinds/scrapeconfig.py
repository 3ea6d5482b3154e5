"""ScrapeConfig."""

from typing import Annotated, ClassVar

import msgspec

from hooks.kinds.base import Kind
from hooks.kinds.discovery.azure import AzureSDConfig
from hooks.kinds.discovery.consul import ConsulSDConfig
from hooks.kinds.discovery.digitalocean import DigitalOceanSDConfig
from hooks.kinds.discovery.dns import DnsSDConfig
from hooks.kinds.discovery.docker import DockerSDConfig
from hooks.kinds.discovery.dockerswarm import DockerSwarmSDConfig
from hooks.kinds.discovery.ec2 import Ec2SDConfig
from hooks.kinds.discovery.eureka import EurekaSDConfig
from hooks.kinds.discovery.file import FileSDConfig
from hooks.kinds.discovery.gce import GceSDConfig
from hooks.kinds.discovery.hetzner import HetznerSDConfig
from hooks.kinds.discovery.http import HttpSDConfig
from hooks.kinds.discovery.ionos import IonosSDConfig
from hooks.kinds.discovery.kubernetes import KubernetesSDConfig
from hooks.kinds.discovery.kuma import KumaSDConfig
from hooks.kinds.discovery.lightsail import LightSailSDConfig
from hooks.kinds.discovery.linode import LinodeSDConfig
from hooks.kinds.discovery.nomad import NomadSDConfig
from hooks.kinds.discovery.openstack import OpenstackSDConfig
from hooks.kinds.discovery.ovhcloud import OvhcloudSDConfig
from hooks.kinds.discovery.puppetdb import PuppetDBSDConfig
from hooks.kinds.discovery.scaleway import ScalewaySDConfig
from hooks.kinds.discovery.static import StaticConfig
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.relabeling import RelabelConfig
from hooks.kinds.schema import ByteSize, Cel, Duration, EscapingScheme, Items, MapType, Marker, NonEmpty, Pattern, Scheme, ScrapeProtocol, ValidationScheme
from hooks.kinds.scrape import JobSpec
from hooks.kinds.status import ConfigurationStatus


class ScrapeConfigSpec(JobSpec, frozen=True, kw_only=True):
    """``spec`` of ScrapeConfig."""

    schema: ClassVar[tuple[Marker, ...]] = (
        Cel(
            "[has(self.basicAuth), has(self.authorization), has(self.oauth2)].filter(x, x).size() <= 1",
            "at most one of basicAuth, authorization, or oauth2 can be configured",
        ),
    )

    job_name: NonEmpty | None = None
    """Job label of the metrics; the job itself is named scrapeConfig/<namespace>/<name>."""
    static_configs: tuple[StaticConfig, ...] = ()
    """Targets that are listed here, with labels for them."""
    file_sd_configs: tuple[FileSDConfig, ...] = msgspec.field(default=(), name="fileSDConfigs")
    """Targets from files of the Prometheus container."""
    http_sd_configs: tuple[HttpSDConfig, ...] = msgspec.field(default=(), name="httpSDConfigs")
    """Targets from an HTTP endpoint that lists them as JSON."""
    kubernetes_sd_configs: tuple[KubernetesSDConfig, ...] = msgspec.field(default=(), name="kubernetesSDConfigs")
    """Targets from Kubernetes: pods, endpoints, services, ingresses or nodes."""
    dns_sd_configs: tuple[DnsSDConfig, ...] = msgspec.field(default=(), name="dnsSDConfigs")
    """Targets from DNS: answers to queries for records."""
    consul_sd_configs: tuple[ConsulSDConfig, ...] = msgspec.field(default=(), name="consulSDConfigs")
    """Targets from Consul: instances of services in the catalog."""
    docker_sd_configs: tuple[DockerSDConfig, ...] = msgspec.field(default=(), name="dockerSDConfigs")
    """Targets from Docker: containers of one daemon."""
    docker_swarm_sd_configs: tuple[DockerSwarmSDConfig, ...] = msgspec.field(default=(), name="dockerSwarmSDConfigs")
    """Targets from Docker Swarm: services, tasks or nodes."""
    ec2_sd_configs: tuple[Ec2SDConfig, ...] = msgspec.field(default=(), name="ec2SDConfigs")
    """Targets from AWS EC2: instances."""
    light_sail_sd_configs: tuple[LightSailSDConfig, ...] = msgspec.field(default=(), name="lightSailSDConfigs")
    """Targets from AWS Lightsail: instances."""
    azure_sd_configs: tuple[AzureSDConfig, ...] = msgspec.field(default=(), name="azureSDConfigs")
    """Targets from Azure: virtual machines."""
    gce_sd_configs: tuple[GceSDConfig, ...] = msgspec.field(default=(), name="gceSDConfigs")
    """Targets from Google Compute Engine: instances."""
    openstack_sd_configs: tuple[OpenstackSDConfig, ...] = msgspec.field(default=(), name="openstackSDConfigs")
    """Targets from OpenStack: instances, hypervisors or load balancers."""
    digital_ocean_sd_configs: tuple[DigitalOceanSDConfig, ...] = msgspec.field(default=(), name="digitalOceanSDConfigs")
    """Targets from DigitalOcean: droplets."""
    linode_sd_configs: tuple[LinodeSDConfig, ...] = msgspec.field(default=(), name="linodeSDConfigs")
    """Targets from Linode: instances."""
    hetzner_sd_configs: tuple[HetznerSDConfig, ...] = msgspec.field(default=(), name="hetznerSDConfigs")
    """Targets from Hetzner: servers of Cloud or Robot."""
    ionos_sd_configs: tuple[IonosSDConfig, ...] = msgspec.field(default=(), name="ionosSDConfigs")
    """Targets from IONOS: servers of a datacenter."""
    ovhcloud_sd_configs: tuple[OvhcloudSDConfig, ...] = msgspec.field(default=(), name="ovhcloudSDConfigs")
    """Targets from OVHcloud: dedicated servers or VPS."""
    scaleway_sd_configs: tuple[ScalewaySDConfig, ...] = msgspec.field(default=(), name="scalewaySDConfigs")
    """Targets from Scaleway: instances or bare-metal servers."""
    eureka_sd_configs: tuple[EurekaSDConfig, ...] = msgspec.field(default=(), name="eurekaSDConfigs")
    """Targets from Eureka: instances of applications."""
    kuma_sd_configs: tuple[KumaSDConfig, ...] = msgspec.field(default=(), name="kumaSDConfigs")
    """Targets from Kuma: data plane proxies."""
    nomad_sd_configs: tuple[NomadSDConfig, ...] = msgspec.field(default=(), name="nomadSDConfigs")
    """Targets from Nomad: services."""
    puppetdb_sd_configs: tuple[PuppetDBSDConfig, ...] = msgspec.field(default=(), name="puppetDBSDConfigs")
    """Targets from PuppetDB: resources that a query finds."""
    relabelings: Annotated[tuple[RelabelConfig, ...], Items(ge=1)] = ()
    """Relabeling of the targets before the scrape."""
    metric_relabelings: Annotated[tuple[RelabelConfig, ...], Items(ge=1)] = ()
    """Relabeling of the samples before they are stored."""
    scheme: Scheme | None = None
    """Protocol of the targets: http or https; http when absent."""
    metrics_path: NonEmpty | None = None
    """HTTP path; /metrics when absent."""
    params: Annotated[dict[str, tuple[str, ...]], MapType("atomic")] = {}
    """Parameters of the HTTP request."""
    scrape_interval: Duration | None = None
    """Time between two scrapes; that of the Prometheus when absent."""
    scrape_protocols: Annotated[tuple[ScrapeProtocol, ...], Items(ge=1, kind="set")] = ()
    """Formats asked for, in the order of preference. Needs Prometheus 2.49."""
    enable_compression: bool | None = None
    """Ask for compressed answers; true when absent. Needs Prometheus 2.49."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    honor_labels: bool | None = None
    """Whether labels of the scraped samples win over the labels of the target."""
    honor_timestamps: bool | None = None
    """Whether timestamps in the scraped samples are kept; true when absent."""
    track_timestamps_staleness: bool | None = None
    """Whether series with timestamps of their own become stale when they vanish. Needs Prometheus 2.48."""
    name_validation_scheme: ValidationScheme | None = None
    """Which metric and label names are valid: Legacy or UTF8. Needs Prometheus 3.0."""
    name_escaping_scheme: EscapingScheme | None = None
    """How names that are not legacy-valid are escaped when a target cannot take UTF-8. Needs Prometheus 3.4."""
    body_size_limit: ByteSize | None = None
    """Uncompressed response bodies above this size fail the scrape; 0 means no limit. Needs Prometheus 2.28."""


class ScrapeConfig(Kind, frozen=True, kw_only=True):
    """A scrape job with any service discovery. Needs Prometheus 2.40."""

    spec: ScrapeConfigSpec = ScrapeConfigSpec()
    """What is wanted."""
    status: ConfigurationStatus | None = None
    """What was observed."""
