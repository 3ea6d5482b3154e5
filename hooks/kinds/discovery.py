"""The service discoveries of a ScrapeConfig."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.http import BasicAuth, OAuth2, SafeAuthorization, SafeTLSConfig
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Bounds, Duration, Int32, Items, Length, MapType, NonEmpty, OneOf, Pattern, Required
from hooks.kinds.scrape import AttachMetadata


class AzureSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.azureSDConfigs[]`` of ScrapeConfig."""

    authentication_method: Annotated[str | None, OneOf(("OAuth", "ManagedIdentity", "SDK", "WorkloadIdentity"))] = None
    """OAuth, ManagedIdentity or SDK. SDK needs Prometheus 2.52."""
    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    client_id: NonEmpty | None = msgspec.field(default=None, name="clientID")
    """Id of the client for OAuth."""
    client_secret: SecretKeySelector | None = None
    """Reference to the client secret for OAuth."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    environment: NonEmpty | None = None
    """Azure cloud; AzurePublicCloud when absent."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    resource_group: NonEmpty | None = None
    """Only this resource group. Needs Prometheus 2.35."""
    subscription_id: Annotated[NonEmpty | None, Required()] = msgspec.field(default=None, name="subscriptionID")
    """Id of the subscription."""
    tenant_id: NonEmpty | None = msgspec.field(default=None, name="tenantID")
    """Id of the tenant for OAuth."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class ConsulSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.consulSDConfigs[]`` of ScrapeConfig."""

    allow_stale: bool | None = None
    """Whether an answer of any server will do, not only of the leader."""
    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    datacenter: NonEmpty | None = None
    """Datacenter that is asked; the server's own when absent."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    filter: NonEmpty | None = None
    """Filter expression for the catalog. Needs Prometheus 3.0."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    health_filter: NonEmpty | None = None
    """Filter expression for the health endpoint. Needs Prometheus 3.10."""
    namespace: NonEmpty | None = None
    """Namespace of Consul Enterprise. Needs Prometheus 2.28."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    node_meta: Annotated[dict[str, str], MapType("atomic")] = {}
    """Deprecated, use filter: metadata that nodes must have."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    partition: NonEmpty | None = None
    """Admin partition."""
    path_prefix: NonEmpty | None = None
    """Prefix of the server's path. Needs Prometheus 2.45."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    scheme: Annotated[str | None, OneOf(("http", "https", "HTTP", "HTTPS"))] = None
    """HTTP or HTTPS."""
    server: Annotated[NonEmpty | None, Required()] = None
    """Host and port of the Consul server."""
    services: Annotated[tuple[str, ...], Items(kind="set")] = ()
    """Only these services; all when absent."""
    tag_separator: NonEmpty | None = None
    """Separator between the values of a tag label; a comma when absent."""
    tags: Annotated[tuple[str, ...], Items(kind="set")] = ()
    """Deprecated, use filter: tags that services must have."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""
    token_ref: SecretKeySelector | None = None
    """Reference to the ACL token."""


class DigitalOceanSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.digitalOceanSDConfigs[]`` of ScrapeConfig."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class DnsSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.dnsSDConfigs[]`` of ScrapeConfig."""

    names: Annotated[tuple[NonEmpty, ...], Items(ge=1), Required()] = ()
    """Names that are looked up."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped, for records that hold none."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    type: Annotated[str | None, OneOf(("A", "AAAA", "MX", "NS", "SRV"))] = None
    """Type of the records; SRV when absent. NS needs Prometheus 2.49."""


class Filter(Spec, frozen=True, kw_only=True):
    """``spec.dockerSDConfigs[].filters[]`` of ScrapeConfig."""

    name: Annotated[NonEmpty | None, Required()] = None
    """Name of the filter."""
    values: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set"), Required()] = ()
    """Values of which one must match."""


class DockerSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.dockerSDConfigs[]`` of ScrapeConfig."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    filters: Annotated[tuple[Filter, ...], Items(kind="map", keys=("name",))] = ()
    """Only what matches all of these filters of the provider's API."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    host: Annotated[str | None, Length(ge=1), Pattern("^[a-zA-Z][a-zA-Z0-9+.-]*://.+$"), Required()] = None
    """Address of the Docker daemon."""
    host_networking_host: NonEmpty | None = None
    """Host to scrape for containers in the host's network."""
    match_first_network: bool | None = None
    """Take the first network of a container with several. Needs Prometheus 2.54."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped for containers without published ports."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class DockerSwarmSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.dockerSwarmSDConfigs[]`` of ScrapeConfig."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    filters: Annotated[tuple[Filter, ...], Items(kind="map", keys=("name",))] = ()
    """Only what matches all of these filters of the provider's API."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    host: Annotated[str | None, Pattern("^[a-zA-Z][a-zA-Z0-9+.-]*://.+$"), Required()] = None
    """Address of the Docker daemon."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped for nodes and for services without ports."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    role: Annotated[str | None, OneOf(("Services", "Tasks", "Nodes")), Required()] = None
    """What becomes a target: Services, Tasks or Nodes."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class Ec2SDConfig(Spec, frozen=True, kw_only=True):
    """``spec.ec2SDConfigs[]`` of ScrapeConfig."""

    access_key: SecretKeySelector | None = None
    """Reference to the AWS access key; the environment of the pod is used when absent."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    filters: Annotated[tuple[Filter, ...], Items(kind="map", keys=("name",))] = ()
    """Only what matches all of these filters of the provider's API."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    region: NonEmpty | None = None
    """Region of the provider; detected from the environment where possible when absent."""
    role_arn: NonEmpty | None = msgspec.field(default=None, name="roleARN")
    """AWS role that is assumed."""
    secret_key: SecretKeySelector | None = None
    """Reference to the AWS secret key; the environment of the pod is used when absent."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class EurekaSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.eurekaSDConfigs[]`` of ScrapeConfig."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    server: Annotated[str | None, Pattern("^https?://.+$"), Required()] = None
    """Address of the Eureka server."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class FileSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.fileSDConfigs[]`` of ScrapeConfig."""

    files: Annotated[tuple[Annotated[str, Pattern("^[^*]*(\\*[^/]*)?\\.(json|yml|yaml|JSON|YML|YAML)$")], ...], Items(ge=1, kind="set"), Required()] = ()
    """Files with targets in the container; the last part may hold wildcards."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""


class GceSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.gceSDConfigs[]`` of ScrapeConfig."""

    filter: NonEmpty | None = None
    """Filter expression of the provider's API."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped."""
    project: Annotated[NonEmpty | None, Required()] = None
    """Project."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    tag_separator: NonEmpty | None = None
    """Separator between the values of a tag label; a comma when absent."""
    zone: Annotated[NonEmpty | None, Required()] = None
    """Zone."""


class HetznerSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.hetznerSDConfigs[]`` of ScrapeConfig."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    label_selector: NonEmpty | None = None
    """Only servers with these labels. Needs Prometheus 3.5."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    role: Annotated[str | None, OneOf(("hcloud", "Hcloud", "robot", "Robot")), Required()] = None
    """Which API is asked: hcloud or robot."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class HttpSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.httpSDConfigs[]`` of ScrapeConfig."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""
    url: Annotated[str | None, Pattern("^https?://.+$"), Required()] = None
    """Address that answers with targets."""


class IonosSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.ionosSDConfigs[]`` of ScrapeConfig."""

    authorization: Annotated[SafeAuthorization | None, Required()] = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    datacenter_id: Annotated[NonEmpty | None, Required()] = msgspec.field(default=None, name="datacenterID")
    """Id of the datacenter."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class NamespaceDiscovery(Spec, frozen=True, kw_only=True):
    """``spec.kubernetesSDConfigs[].namespaces`` of ScrapeConfig."""

    names: Annotated[tuple[str, ...], Items(kind="set")] = ()
    """Names of the namespaces."""
    own_namespace: bool | None = None
    """Whether the namespace of the Prometheus counts too. Needs Prometheus 2.35."""


class KubernetesSelector(Spec, frozen=True, kw_only=True):
    """``spec.kubernetesSDConfigs[].selectors[]`` of ScrapeConfig."""

    field: NonEmpty | None = None
    """Field selector."""
    label: NonEmpty | None = None
    """Label selector."""
    role: Annotated[str | None, OneOf(("Pod", "Endpoints", "Ingress", "Service", "Node", "EndpointSlice")), Required()] = None
    """Sort of object that the selector is for."""


class KubernetesSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.kubernetesSDConfigs[]`` of ScrapeConfig."""

    api_server: NonEmpty | None = None
    """Address of the API server; the cluster's own when absent."""
    attach_metadata: AttachMetadata | None = None
    """Which metadata of Kubernetes objects discovery adds to the targets."""
    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    namespaces: NamespaceDiscovery | None = None
    """Namespaces that are searched; all when absent."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    role: Annotated[str | None, OneOf(("Pod", "Endpoints", "Ingress", "Service", "Node", "EndpointSlice")), Required()] = None
    """Sort of object that becomes a target."""
    selectors: Annotated[tuple[KubernetesSelector, ...], Items(kind="map", keys=("role",))] = ()
    """Label and field selectors by sort of object."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class KumaSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.kumaSDConfigs[]`` of ScrapeConfig."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    client_id: NonEmpty | None = msgspec.field(default=None, name="clientID")
    """Id told to the control plane. Needs Prometheus 2.50."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    fetch_timeout: Duration | None = None
    """Time after which a request to the control plane is given up."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    server: Annotated[str | None, Pattern("^https?://.+$"), Required()] = None
    """Address of the control plane."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class LightSailSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.lightSailSDConfigs[]`` of ScrapeConfig."""

    access_key: SecretKeySelector | None = None
    """Reference to the AWS access key; the environment of the pod is used when absent."""
    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    endpoint: NonEmpty | None = None
    """Address of the API, if not the usual one."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    region: NonEmpty | None = None
    """Region of the provider; detected from the environment where possible when absent."""
    role_arn: NonEmpty | None = msgspec.field(default=None, name="roleARN")
    """AWS role that is assumed."""
    secret_key: SecretKeySelector | None = None
    """Reference to the AWS secret key; the environment of the pod is used when absent."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class LinodeSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.linodeSDConfigs[]`` of ScrapeConfig."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    region: NonEmpty | None = None
    """Only this region. Needs Prometheus 2.51."""
    tag_separator: NonEmpty | None = None
    """Separator between the values of a tag label; a comma when absent."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class NomadSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.nomadSDConfigs[]`` of ScrapeConfig."""

    allow_stale: bool | None = None
    """Whether an answer of any server will do, not only of the leader."""
    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    namespace: NonEmpty | None = None
    """Namespace."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    region: NonEmpty | None = None
    """Region of the provider; detected from the environment where possible when absent."""
    server: Annotated[str | None, Pattern("^https?://.+$"), Required()] = None
    """Address of the Nomad server."""
    tag_separator: NonEmpty | None = None
    """Separator between the values of a tag label; a comma when absent."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""


class OpenstackSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.openstackSDConfigs[]`` of ScrapeConfig."""

    all_tenants: bool | None = None
    """Instances of all projects; needs the right to see them."""
    application_credential_id: NonEmpty | None = None
    """Id of the application credential."""
    application_credential_name: NonEmpty | None = None
    """Name of the application credential."""
    application_credential_secret: SecretKeySelector | None = None
    """Reference to the secret of the application credential."""
    availability: Annotated[str | None, OneOf(("Public", "public", "Admin", "admin", "Internal", "internal"))] = None
    """Which endpoint is used: Public, Admin or Internal."""
    domain_id: NonEmpty | None = msgspec.field(default=None, name="domainID")
    """Id of the domain."""
    domain_name: NonEmpty | None = None
    """Name of the domain."""
    identity_endpoint: Annotated[str | None, Pattern("^https?://.+$")] = None
    """Address of the identity API."""
    password: SecretKeySelector | None = None
    """Reference to the password."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped."""
    project_id: NonEmpty | None = msgspec.field(default=None, name="projectID")
    """Id of the project."""
    project_name: NonEmpty | None = None
    """Name of the project."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    region: Annotated[NonEmpty | None, Required()] = None
    """Region of the provider; detected from the environment where possible when absent."""
    role: Annotated[str | None, OneOf(("Instance", "Hypervisor", "LoadBalancer")), Required()] = None
    """Which sort of object becomes a target."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""
    userid: NonEmpty | None = None
    """Id of the user."""
    username: NonEmpty | None = None
    """Name of the user."""


class OvhcloudSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.ovhcloudSDConfigs[]`` of ScrapeConfig."""

    application_key: Annotated[NonEmpty | None, Required()] = None
    """Key of the application."""
    application_secret: Annotated[SecretKeySelector | None, Required()] = None
    """Reference to the secret of the application."""
    consumer_key: Annotated[SecretKeySelector | None, Required()] = None
    """Reference to the consumer key."""
    endpoint: NonEmpty | None = None
    """Which API is asked; ovh-eu when absent."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    service: Annotated[str | None, OneOf(("VPS", "DedicatedServer")), Required()] = None
    """What is listed: VPS or DedicatedServer."""


class PuppetDBSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.puppetDBSDConfigs[]`` of ScrapeConfig."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    include_parameters: bool | None = None
    """Put the parameters of the resources into meta labels; they may hold secrets."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    query: Annotated[NonEmpty | None, Required()] = None
    """PQL query."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""
    url: Annotated[str | None, Pattern("^https?://.+$"), Required()] = None
    """Address of the PuppetDB root."""


class ScalewaySDConfig(Spec, frozen=True, kw_only=True):
    """``spec.scalewaySDConfigs[]`` of ScrapeConfig."""

    access_key: Annotated[NonEmpty | None, Required()] = None
    """The access key."""
    api_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="apiURL")
    """Address of the API."""
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    name_filter: NonEmpty | None = None
    """Only servers with this in their name."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    """Port that is scraped."""
    project_id: Annotated[NonEmpty | None, Required()] = msgspec.field(default=None, name="projectID")
    """Id of the project."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    role: Annotated[str | None, OneOf(("Instance", "Baremetal")), Required()] = None
    """What becomes a target: Instance or Baremetal."""
    secret_key: Annotated[SecretKeySelector | None, Required()] = None
    """Reference to the secret key."""
    tags_filter: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set")] = ()
    """Only servers with all these tags."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the client."""
    zone: NonEmpty | None = None
    """Zone."""


class StaticConfig(Spec, frozen=True, kw_only=True):
    """``spec.staticConfigs[]`` of ScrapeConfig."""

    labels: Annotated[dict[str, str], MapType("atomic")] = {}
    """Labels of all these targets."""
    targets: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set"), Required()] = ()
    """Addresses, as host:port."""
