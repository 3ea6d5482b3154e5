"""DOC module discovery"""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.http import BasicAuth, OAuth2, SafeAuthorization, SafeTLSConfig
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Bounds, Duration, Int32, Items, Length, MapType, NonEmpty, OneOf, Pattern, Required
from hooks.kinds.scrape import AttachMetadata


class AzureSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.azureSDConfigs[]"""

    authentication_method: Annotated[str | None, OneOf(("OAuth", "ManagedIdentity", "SDK", "WorkloadIdentity"))] = None
    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    client_id: NonEmpty | None = msgspec.field(default=None, name="clientID")
    client_secret: SecretKeySelector | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    environment: NonEmpty | None = None
    follow_redirects: bool | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    resource_group: NonEmpty | None = None
    subscription_id: Annotated[NonEmpty | None, Required()] = msgspec.field(default=None, name="subscriptionID")
    tenant_id: NonEmpty | None = msgspec.field(default=None, name="tenantID")
    tls_config: SafeTLSConfig | None = None


class ConsulSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.consulSDConfigs[]"""

    allow_stale: bool | None = None
    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    datacenter: NonEmpty | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    filter: NonEmpty | None = None
    follow_redirects: bool | None = None
    health_filter: NonEmpty | None = None
    namespace: NonEmpty | None = None
    no_proxy: str | None = None
    node_meta: Annotated[dict[str, str], MapType("atomic")] = {}
    oauth2: OAuth2 | None = None
    partition: NonEmpty | None = None
    path_prefix: NonEmpty | None = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    scheme: Annotated[str | None, OneOf(("http", "https", "HTTP", "HTTPS"))] = None
    server: Annotated[NonEmpty | None, Required()] = None
    services: Annotated[tuple[str, ...], Items(kind="set")] = ()
    tag_separator: NonEmpty | None = None
    tags: Annotated[tuple[str, ...], Items(kind="set")] = ()
    tls_config: SafeTLSConfig | None = None
    token_ref: SecretKeySelector | None = None


class DigitalOceanSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.digitalOceanSDConfigs[]"""

    authorization: SafeAuthorization | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    follow_redirects: bool | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    tls_config: SafeTLSConfig | None = None


class DnsSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.dnsSDConfigs[]"""

    names: Annotated[tuple[NonEmpty, ...], Items(ge=1), Required()] = ()
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    refresh_interval: Duration | None = None
    type: Annotated[str | None, OneOf(("A", "AAAA", "MX", "NS", "SRV"))] = None


class Filter(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.dockerSDConfigs[].filters[]"""

    name: Annotated[NonEmpty | None, Required()] = None
    values: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set"), Required()] = ()


class DockerSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.dockerSDConfigs[]"""

    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    filters: Annotated[tuple[Filter, ...], Items(kind="map", keys=("name",))] = ()
    follow_redirects: bool | None = None
    host: Annotated[str | None, Length(ge=1), Pattern("^[a-zA-Z][a-zA-Z0-9+.-]*://.+$"), Required()] = None
    host_networking_host: NonEmpty | None = None
    match_first_network: bool | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    tls_config: SafeTLSConfig | None = None


class DockerSwarmSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.dockerSwarmSDConfigs[]"""

    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    filters: Annotated[tuple[Filter, ...], Items(kind="map", keys=("name",))] = ()
    follow_redirects: bool | None = None
    host: Annotated[str | None, Pattern("^[a-zA-Z][a-zA-Z0-9+.-]*://.+$"), Required()] = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    role: Annotated[str | None, OneOf(("Services", "Tasks", "Nodes")), Required()] = None
    tls_config: SafeTLSConfig | None = None


class Ec2SDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.ec2SDConfigs[]"""

    access_key: SecretKeySelector | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    filters: Annotated[tuple[Filter, ...], Items(kind="map", keys=("name",))] = ()
    follow_redirects: bool | None = None
    no_proxy: str | None = None
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    region: NonEmpty | None = None
    role_arn: NonEmpty | None = msgspec.field(default=None, name="roleARN")
    secret_key: SecretKeySelector | None = None
    tls_config: SafeTLSConfig | None = None


class EurekaSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.eurekaSDConfigs[]"""

    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    follow_redirects: bool | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    server: Annotated[str | None, Pattern("^https?://.+$"), Required()] = None
    tls_config: SafeTLSConfig | None = None


class FileSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.fileSDConfigs[]"""

    files: Annotated[tuple[Annotated[str, Pattern("^[^*]*(\\*[^/]*)?\\.(json|yml|yaml|JSON|YML|YAML)$")], ...], Items(ge=1, kind="set"), Required()] = ()
    refresh_interval: Duration | None = None


class GceSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.gceSDConfigs[]"""

    filter: NonEmpty | None = None
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    project: Annotated[NonEmpty | None, Required()] = None
    refresh_interval: Duration | None = None
    tag_separator: NonEmpty | None = None
    zone: Annotated[NonEmpty | None, Required()] = None


class HetznerSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.hetznerSDConfigs[]"""

    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    follow_redirects: bool | None = None
    label_selector: NonEmpty | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    role: Annotated[str | None, OneOf(("hcloud", "Hcloud", "robot", "Robot")), Required()] = None
    tls_config: SafeTLSConfig | None = None


class HttpSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.httpSDConfigs[]"""

    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    follow_redirects: bool | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    tls_config: SafeTLSConfig | None = None
    url: Annotated[str | None, Pattern("^https?://.+$"), Required()] = None


class IonosSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.ionosSDConfigs[]"""

    authorization: Annotated[SafeAuthorization | None, Required()] = None
    datacenter_id: Annotated[NonEmpty | None, Required()] = msgspec.field(default=None, name="datacenterID")
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    follow_redirects: bool | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    tls_config: SafeTLSConfig | None = None


class NamespaceDiscovery(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.kubernetesSDConfigs[].namespaces"""

    names: Annotated[tuple[str, ...], Items(kind="set")] = ()
    own_namespace: bool | None = None


class KubernetesSelector(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.kubernetesSDConfigs[].selectors[]"""

    field: NonEmpty | None = None
    label: NonEmpty | None = None
    role: Annotated[str | None, OneOf(("Pod", "Endpoints", "Ingress", "Service", "Node", "EndpointSlice")), Required()] = None


class KubernetesSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.kubernetesSDConfigs[]"""

    api_server: NonEmpty | None = None
    attach_metadata: AttachMetadata | None = None
    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    follow_redirects: bool | None = None
    namespaces: NamespaceDiscovery | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    role: Annotated[str | None, OneOf(("Pod", "Endpoints", "Ingress", "Service", "Node", "EndpointSlice")), Required()] = None
    selectors: Annotated[tuple[KubernetesSelector, ...], Items(kind="map", keys=("role",))] = ()
    tls_config: SafeTLSConfig | None = None


class KumaSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.kumaSDConfigs[]"""

    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    client_id: NonEmpty | None = msgspec.field(default=None, name="clientID")
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    fetch_timeout: Duration | None = None
    follow_redirects: bool | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    server: Annotated[str | None, Pattern("^https?://.+$"), Required()] = None
    tls_config: SafeTLSConfig | None = None


class LightSailSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.lightSailSDConfigs[]"""

    access_key: SecretKeySelector | None = None
    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    endpoint: NonEmpty | None = None
    follow_redirects: bool | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    region: NonEmpty | None = None
    role_arn: NonEmpty | None = msgspec.field(default=None, name="roleARN")
    secret_key: SecretKeySelector | None = None
    tls_config: SafeTLSConfig | None = None


class LinodeSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.linodeSDConfigs[]"""

    authorization: SafeAuthorization | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    follow_redirects: bool | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    region: NonEmpty | None = None
    tag_separator: NonEmpty | None = None
    tls_config: SafeTLSConfig | None = None


class NomadSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.nomadSDConfigs[]"""

    allow_stale: bool | None = None
    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    follow_redirects: bool | None = None
    namespace: NonEmpty | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    region: NonEmpty | None = None
    server: Annotated[str | None, Pattern("^https?://.+$"), Required()] = None
    tag_separator: NonEmpty | None = None
    tls_config: SafeTLSConfig | None = None


class OpenstackSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.openstackSDConfigs[]"""

    all_tenants: bool | None = None
    application_credential_id: NonEmpty | None = None
    application_credential_name: NonEmpty | None = None
    application_credential_secret: SecretKeySelector | None = None
    availability: Annotated[str | None, OneOf(("Public", "public", "Admin", "admin", "Internal", "internal"))] = None
    domain_id: NonEmpty | None = msgspec.field(default=None, name="domainID")
    domain_name: NonEmpty | None = None
    identity_endpoint: Annotated[str | None, Pattern("^https?://.+$")] = None
    password: SecretKeySelector | None = None
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    project_id: NonEmpty | None = msgspec.field(default=None, name="projectID")
    project_name: NonEmpty | None = None
    refresh_interval: Duration | None = None
    region: Annotated[NonEmpty | None, Required()] = None
    role: Annotated[str | None, OneOf(("Instance", "Hypervisor", "LoadBalancer")), Required()] = None
    tls_config: SafeTLSConfig | None = None
    userid: NonEmpty | None = None
    username: NonEmpty | None = None


class OvhcloudSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.ovhcloudSDConfigs[]"""

    application_key: Annotated[NonEmpty | None, Required()] = None
    application_secret: Annotated[SecretKeySelector | None, Required()] = None
    consumer_key: Annotated[SecretKeySelector | None, Required()] = None
    endpoint: NonEmpty | None = None
    refresh_interval: Duration | None = None
    service: Annotated[str | None, OneOf(("VPS", "DedicatedServer")), Required()] = None


class PuppetDBSDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.puppetDBSDConfigs[]"""

    authorization: SafeAuthorization | None = None
    basic_auth: BasicAuth | None = None
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    follow_redirects: bool | None = None
    include_parameters: bool | None = None
    no_proxy: str | None = None
    oauth2: OAuth2 | None = None
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    query: Annotated[NonEmpty | None, Required()] = None
    refresh_interval: Duration | None = None
    tls_config: SafeTLSConfig | None = None
    url: Annotated[str | None, Pattern("^https?://.+$"), Required()] = None


class ScalewaySDConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.scalewaySDConfigs[]"""

    access_key: Annotated[NonEmpty | None, Required()] = None
    api_url: Annotated[str | None, Pattern("^https?://.+$")] = msgspec.field(default=None, name="apiURL")
    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    follow_redirects: bool | None = None
    name_filter: NonEmpty | None = None
    no_proxy: str | None = None
    port: Annotated[Int32 | None, Bounds(ge=0, le=65535)] = None
    project_id: Annotated[NonEmpty | None, Required()] = msgspec.field(default=None, name="projectID")
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    proxy_from_environment: bool | None = None
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    refresh_interval: Duration | None = None
    role: Annotated[str | None, OneOf(("Instance", "Baremetal")), Required()] = None
    secret_key: Annotated[SecretKeySelector | None, Required()] = None
    tags_filter: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set")] = ()
    tls_config: SafeTLSConfig | None = None
    zone: NonEmpty | None = None


class StaticConfig(Spec, frozen=True, kw_only=True):
    """DOC ScrapeConfig.spec.staticConfigs[]"""

    labels: Annotated[dict[str, str], MapType("atomic")] = {}
    targets: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set"), Required()] = ()
