"""The parts of prometheus.yaml that are shared: scrape jobs, HTTP clients, relabeling. Which version reads a field is said here and nowhere else.

Source: the configuration reference of Prometheus (docs/configuration/configuration.md) and its changelog. Fields stand in the order in which people
look for them; ``None`` is left out of the file. What one section alone needs is declared beside its builder (global.py, remote_write.py …).
"""

from typing import Annotated

import msgspec

from hooks.versions import INLINE, OMIT_EMPTY, Section, Values, since, until

Duration = Annotated[str | None, OMIT_EMPTY]
"""The schemas let a duration be empty, Prometheus does not: it counts as absent."""


class RelabelConfig(Section, frozen=True, kw_only=True):
    """One entry of relabel_configs, metric_relabel_configs, write_relabel_configs or alert_relabel_configs."""

    source_labels: tuple[str, ...] | None = None
    separator: str | None = None
    target_label: str | None = None
    regex: str | int | None = None
    modulus: int | None = None
    replacement: str | None = None
    action: str | None = None


class TLS(Section, frozen=True, kw_only=True):
    """tls_config: files, because the values live in a Secret that is mounted into the pod."""

    insecure_skip_verify: bool | None = None
    ca_file: str | None = None
    cert_file: str | None = None
    key_file: str | None = None
    server_name: str | None = None
    min_version: Annotated[str | None, since("2.35.0")] = None
    max_version: Annotated[str | None, since("2.41.0")] = None


class BasicAuth(Section, frozen=True, kw_only=True):
    """basic_auth."""

    username: str | None = None
    password: str | None = None


class Authorization(Section, frozen=True, kw_only=True):
    """authorization."""

    type: str | None = None
    credentials: str | None = None
    credentials_file: str | None = None


class Proxy(Section, frozen=True, kw_only=True):
    """The settings of a proxy, which stand directly in the HTTP client's section."""

    proxy_url: str | None = None
    no_proxy: Annotated[str | None, since("2.43.0")] = None
    proxy_from_environment: Annotated[bool | None, since("2.43.0")] = None
    proxy_connect_header: Annotated[dict[str, tuple[str, ...]] | None, since("2.43.0")] = None


class OAuth2(Section, frozen=True, kw_only=True):
    """oauth2."""

    client_id: str | None = None
    client_secret: str | None = None
    token_url: str | None = None
    scopes: tuple[str, ...] | None = None
    endpoint_params: dict[str, str] | None = None
    proxy: Annotated[Proxy | None, since("2.43.0")] = msgspec.field(default=None, name=f"{INLINE}proxy")
    tls_config: Annotated[TLS | None, since("2.43.0")] = None


class HTTPClient(Section, frozen=True, kw_only=True):
    """How Prometheus connects to something; stands directly in the section of a scrape job, a discovery, a remote endpoint."""

    basic_auth: BasicAuth | None = None
    bearer_token: str | None = None
    bearer_token_file: str | None = None
    authorization: Annotated[Authorization | None, since("2.26.0")] = None
    oauth2: Annotated[OAuth2 | None, since("2.27.0")] = None
    tls_config: TLS | None = None
    follow_redirects: Annotated[bool | None, since("2.26.0")] = None
    enable_http2: Annotated[bool | None, since("2.35.0")] = None
    proxy: Proxy | None = msgspec.field(default=None, name=f"{INLINE}proxy")


class SigV4(Section, frozen=True, kw_only=True):
    """sigv4: how requests to AWS are signed."""

    region: str | None = None
    access_key: str | None = None
    secret_key: str | None = None
    profile: str | None = None
    role_arn: str | None = None
    external_id: Annotated[str | None, since("3.11.0")] = None
    use_fips_sts_endpoint: Annotated[bool | None, since("2.54.0")] = None


class Limits(Section, frozen=True, kw_only=True):
    """Limits per scrape, which stand directly in a scrape job. Zero means no limit."""

    sample_limit: int | None = None
    target_limit: Annotated[int | None, since("2.21.0")] = None
    label_limit: Annotated[int | None, since("2.27.0")] = None
    label_name_length_limit: Annotated[int | None, since("2.27.0")] = None
    label_value_length_limit: Annotated[int | None, since("2.27.0")] = None
    keep_dropped_targets: Annotated[int | None, since("2.47.0")] = None
    body_size_limit: Annotated[str | None, since("2.28.0")] = None


class Histograms(Section, frozen=True, kw_only=True):
    """How native and classic histograms are scraped; stands directly in a scrape job."""

    scrape_native_histograms: Annotated[bool | None, since("3.8.0")] = None
    native_histogram_bucket_limit: Annotated[int | None, since("2.45.0")] = None
    native_histogram_min_bucket_factor: Annotated[float | None, since("2.50.0")] = None
    scrape_classic_histograms: Annotated[bool | None, since("2.45.0"), until("3.0.0-0", quiet=True)] = None
    """The name of the next field in Prometheus 2; a builder sets both."""
    always_scrape_classic_histograms: Annotated[bool | None, since("3.0.0-0", quiet=True)] = None
    convert_classic_histograms_to_nhcb: Annotated[bool | None, since("3.0.0")] = None


TEXT_1_0_0 = Values({"PrometheusText1.0.0": since("3.0.0-rc.0")})
"""The one scrape protocol that came after the others."""


class Protocols(Section, frozen=True, kw_only=True):
    """In which formats metrics are asked for; stands directly in a scrape job."""

    scrape_protocols: Annotated[tuple[str, ...] | None, since("2.49.0"), TEXT_1_0_0] = None
    fallback_scrape_protocol: Annotated[str | None, since("3.0.0")] = None


class ScrapeJob(Section, frozen=True, kw_only=True):
    """One entry of scrape_configs."""

    job_name: str
    honor_labels: bool | None = None
    honor_timestamps: Annotated[bool | None, since("2.9.0")] = None
    track_timestamps_staleness: Annotated[bool | None, since("2.48.0")] = None
    scrape_interval: Duration = None
    scrape_timeout: Duration = None
    protocols: Protocols | None = msgspec.field(default=None, name=f"{INLINE}protocols")
    histograms: Histograms | None = msgspec.field(default=None, name=f"{INLINE}histograms")
    extra_scrape_metrics: Annotated[bool | None, since("3.10.0")] = None
    metric_name_validation_scheme: Annotated[str | None, since("3.0.0")] = None
    metric_name_escaping_scheme: Annotated[str | None, since("3.4.0")] = None
    metrics_path: str | None = None
    scheme: str | None = None
    params: dict[str, tuple[str, ...]] | None = None
    enable_compression: Annotated[bool | None, since("2.49.0")] = None
    http: HTTPClient | None = msgspec.field(default=None, name=f"{INLINE}http")

    static_configs: tuple[Section, ...] | None = None
    azure_sd_configs: tuple[Section, ...] | None = None
    consul_sd_configs: tuple[Section, ...] | None = None
    digitalocean_sd_configs: tuple[Section, ...] | None = None
    dns_sd_configs: tuple[Section, ...] | None = None
    docker_sd_configs: tuple[Section, ...] | None = None
    dockerswarm_sd_configs: tuple[Section, ...] | None = None
    ec2_sd_configs: tuple[Section, ...] | None = None
    eureka_sd_configs: tuple[Section, ...] | None = None
    file_sd_configs: tuple[Section, ...] | None = None
    gce_sd_configs: tuple[Section, ...] | None = None
    hetzner_sd_configs: tuple[Section, ...] | None = None
    http_sd_configs: tuple[Section, ...] | None = None
    ionos_sd_configs: tuple[Section, ...] | None = None
    kubernetes_sd_configs: tuple[Section, ...] | None = None
    kuma_sd_configs: tuple[Section, ...] | None = None
    lightsail_sd_configs: tuple[Section, ...] | None = None
    linode_sd_configs: tuple[Section, ...] | None = None
    nomad_sd_configs: tuple[Section, ...] | None = None
    openstack_sd_configs: tuple[Section, ...] | None = None
    ovhcloud_sd_configs: tuple[Section, ...] | None = None
    puppetdb_sd_configs: tuple[Section, ...] | None = None
    scaleway_sd_configs: tuple[Section, ...] | None = None

    relabel_configs: tuple[RelabelConfig, ...] | None = None
    limits: Limits | None = msgspec.field(default=None, name=f"{INLINE}limits")
    metric_relabel_configs: tuple[RelabelConfig, ...] | None = None


class NamespaceNames(Section, frozen=True, kw_only=True):
    """namespaces of a Kubernetes service discovery."""

    own_namespace: bool | None = None
    names: tuple[str, ...] | None = None


class RoleSelector(Section, frozen=True, kw_only=True):
    """One entry of selectors of a Kubernetes service discovery: what the API server filters before Prometheus sees it."""

    role: str | None = None
    label: str | None = None
    field: str | None = None


class AttachMetadata(Section, frozen=True, kw_only=True):
    """attach_metadata of a Kubernetes service discovery."""

    node: bool | None = None


class KubernetesSD(Section, frozen=True, kw_only=True):
    """One entry of kubernetes_sd_configs; a subclass adds since when its role can attach metadata."""

    role: str
    namespaces: NamespaceNames | None = None
    api_server: str | None = None
    http: HTTPClient | None = msgspec.field(default=None, name=f"{INLINE}http")
    selectors: Annotated[tuple[RoleSelector, ...] | None, since("2.17.0")] = None


class PodSD(KubernetesSD, frozen=True, kw_only=True):
    """Discovery of pods (and, for ScrapeConfigs, of every role for which no other gate is known)."""

    attach_metadata: Annotated[AttachMetadata | None, since("2.35.0")] = None


class EndpointsSD(KubernetesSD, frozen=True, kw_only=True):
    """Discovery of endpoints or endpoint slices."""

    attach_metadata: Annotated[AttachMetadata | None, since("2.37.0")] = None
