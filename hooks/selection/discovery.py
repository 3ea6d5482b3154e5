"""Service discoveries of a ScrapeConfig: what each asks beside the HTTP client settings that most of them have."""

from collections.abc import Callable
from typing import Any

from hooks.errors import InvalidObject
from hooks.kinds.discovery.azure import AzureSDConfig
from hooks.kinds.discovery.consul import ConsulSDConfig
from hooks.kinds.discovery.dns import DnsSDConfig
from hooks.kinds.discovery.docker import DockerSDConfig
from hooks.kinds.discovery.dockerswarm import DockerSwarmSDConfig
from hooks.kinds.discovery.eureka import EurekaSDConfig
from hooks.kinds.discovery.hetzner import HetznerSDConfig
from hooks.kinds.discovery.http import HttpSDConfig
from hooks.kinds.discovery.kuma import KumaSDConfig
from hooks.kinds.discovery.nomad import NomadSDConfig
from hooks.kinds.discovery.openstack import OpenstackSDConfig
from hooks.kinds.discovery.puppetdb import PuppetDBSDConfig
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.scrapeconfig import ScrapeConfigSpec
from hooks.selection import http, kubernetes_discovery, urls
from hooks.selection.context import SelectionContext
from hooks.source import Source

Check = Callable[[Any, str, SelectionContext, Source], None]

_KEYS = (
    ("access_key", "accessKey"),
    ("secret_key", "secretKey"),
    ("token_ref", "tokenRef"),
    ("password", "password"),
    ("application_credential_secret", "applicationCredentialSecret"),
    ("application_secret", "applicationSecret"),
    ("consumer_key", "consumerKey"),
)
"""Secrets that a discovery names itself, beside those of its HTTP client."""


def check(found: Any, path: str, ctx: SelectionContext, source: Source) -> None:  # noqa: ARG001  every check takes the context
    """InvalidObject where a Secret, or the HTTP client settings, cannot be used: all that most discoveries ask."""
    for attribute, name in _KEYS:
        selector = getattr(found, attribute, None)
        if isinstance(selector, SecretKeySelector):
            source.required(f"{path}.{name}", selector)
    http.check(found, path, source)


def _azure(found: AzureSDConfig, path: str, ctx: SelectionContext, source: Source) -> None:
    since = {"SDK": "2.52.0", "WorkloadIdentity": "3.11.0"}.get(found.authentication_method or "")
    if since:
        ctx.check_since(since, f"{path}.authenticationMethod", found.authentication_method or "")
    if found.authentication_method not in {"ManagedIdentity", "SDK", "WorkloadIdentity"}:
        for value, name in ((found.tenant_id, "tenantID"), (found.client_id, "clientID"), (found.client_secret, "clientSecret")):
            if not value:
                raise InvalidObject(f"{path}.{name}", "OAuth needs it, add it or choose another authenticationMethod")
        source.required(f"{path}.clientSecret", found.client_secret or SecretKeySelector())
    check(found, path, ctx, source)


def _consul(found: ConsulSDConfig, path: str, ctx: SelectionContext, source: Source) -> None:
    for value, name, since in (
        (found.path_prefix, "pathPrefix", "2.45.0"),
        (found.filter, "filter", "3.0.0"),
        (found.health_filter, "healthFilter", "3.11.2"),
    ):
        if value is not None:
            ctx.check_since(since, f"{path}.{name}", name)
    check(found, path, ctx, source)


def _dns(found: DnsSDConfig, path: str, ctx: SelectionContext, source: Source) -> None:
    if found.type is not None and found.type != "SRV" and found.port is None:
        raise InvalidObject(f"{path}.port", f"{found.type} records hold no port, write the port to scrape")
    check(found, path, ctx, source)


def _docker(found: DockerSDConfig, path: str, ctx: SelectionContext, source: Source) -> None:
    if found.match_first_network is not None:
        ctx.check_since("2.54.1", f"{path}.matchFirstNetwork", "matchFirstNetwork")
    _docker_host(found, path, ctx, source)


def _docker_host(found: DockerSDConfig | DockerSwarmSDConfig, path: str, ctx: SelectionContext, source: Source) -> None:
    urls.parsed(found.host or "", f"{path}.host")
    check(found, path, ctx, source)


def _eureka(found: EurekaSDConfig, path: str, ctx: SelectionContext, source: Source) -> None:
    urls.parsed(found.server or "", f"{path}.server")
    check(found, path, ctx, source)


def _hetzner(found: HetznerSDConfig, path: str, ctx: SelectionContext, source: Source) -> None:
    if found.label_selector is not None:
        ctx.check_since("3.5.0", f"{path}.labelSelector", "labelSelector")
    check(found, path, ctx, source)


def _http(found: HttpSDConfig, path: str, ctx: SelectionContext, source: Source) -> None:
    urls.parsed(found.url or "", f"{path}.url")
    check(found, path, ctx, source)


def _kuma(found: KumaSDConfig, path: str, ctx: SelectionContext, source: Source) -> None:
    if found.client_id is not None:
        ctx.check_since("2.50.0", f"{path}.clientID", "clientID")
    _server(found, path, ctx, source)


def _server(found: KumaSDConfig | NomadSDConfig, path: str, ctx: SelectionContext, source: Source) -> None:
    urls.check_absolute(found.server or "", f"{path}.server")
    check(found, path, ctx, source)


def _openstack(found: OpenstackSDConfig, path: str, ctx: SelectionContext, source: Source) -> None:
    if found.role == "LoadBalancer":
        ctx.check_since("3.2.0", f"{path}.role", found.role)
    check(found, path, ctx, source)


def _puppet(found: PuppetDBSDConfig, path: str, ctx: SelectionContext, source: Source) -> None:
    urls.check_absolute(found.url or "", f"{path}.url", schemes=("http", "https"))
    check(found, path, ctx, source)


_OWN: dict[str, Check] = {
    "azure_sd_configs": _azure,
    "consul_sd_configs": _consul,
    "dns_sd_configs": _dns,
    "docker_sd_configs": _docker,
    "docker_swarm_sd_configs": _docker_host,
    "eureka_sd_configs": _eureka,
    "hetzner_sd_configs": _hetzner,
    "http_sd_configs": _http,
    "kubernetes_sd_configs": kubernetes_discovery.check,
    "kuma_sd_configs": _kuma,
    "nomad_sd_configs": _server,
    "openstack_sd_configs": _openstack,
    "puppetdb_sd_configs": _puppet,
}

NAMES = {
    attribute: name
    for attribute, name in zip(ScrapeConfigSpec.__struct_fields__, ScrapeConfigSpec.__struct_encode_fields__, strict=True)
    if name.endswith("SDConfigs")
}
"""Attribute → field of each discovery."""
CHECKS: dict[str, Check] = {attribute: _OWN.get(attribute, check) for attribute in NAMES}
"""Attribute → the check of one of its entries."""
