"""Service discoveries of a ScrapeConfig: what each asks beside the HTTP client settings that most of them have.

Which discoveries there are says the type of the ScrapeConfig, and what they reference is found by :mod:`hooks.selection.references`: one that has nothing
of its own to ask needs no line here.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from hooks.findings import Finding
from hooks.findings.fields import NEEDS
from hooks.findings.references import UNNAMED
from hooks.kinds.base import Spec
from hooks.kinds.discovery.azure import AzureSDConfig
from hooks.kinds.discovery.consul import ConsulSDConfig
from hooks.kinds.discovery.dns import DnsSDConfig
from hooks.kinds.discovery.docker import DockerSDConfig
from hooks.kinds.discovery.dockerswarm import DockerSwarmSDConfig
from hooks.kinds.discovery.ec2 import Ec2SDConfig
from hooks.kinds.discovery.eureka import EurekaSDConfig
from hooks.kinds.discovery.hetzner import HetznerSDConfig
from hooks.kinds.discovery.http import HttpSDConfig
from hooks.kinds.discovery.kubernetes import KubernetesSDConfig
from hooks.kinds.discovery.kuma import KumaSDConfig
from hooks.kinds.discovery.lightsail import LightSailSDConfig
from hooks.kinds.discovery.nomad import NomadSDConfig
from hooks.kinds.discovery.openstack import OpenstackSDConfig
from hooks.kinds.discovery.puppetdb import PuppetDBSDConfig
from hooks.kinds.scrapeconfig import ScrapeConfigSpec
from hooks.selection import http, kubernetes_discovery, urls
from hooks.selection.context import SelectionContext
from hooks.source import Source

Own = Callable[[Any, str, SelectionContext], Iterator[Finding]]


def findings(spec: ScrapeConfigSpec, ctx: SelectionContext, source: Source) -> Iterator[Finding]:
    """What is wrong with each entry of each discovery."""
    for attribute, name in fields():
        for index, found in enumerate(getattr(spec, attribute)):
            path = f"spec.{name}[{index}]"
            yield from http.findings(found, path, source)
            if type(found) in _OWN:
                yield from _OWN[type(found)](found, path, ctx)


@cache
def fields() -> tuple[tuple[str, str], ...]:
    """(attribute, field) of every discovery that a ScrapeConfig has, in their order."""
    names = zip(ScrapeConfigSpec.__struct_fields__, ScrapeConfigSpec.__struct_encode_fields__, strict=True)
    return tuple((attribute, name) for attribute, name in names if attribute.endswith("_sd_configs"))


def _azure(found: AzureSDConfig, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    since = {"SDK": "2.52.0", "WorkloadIdentity": "3.11.0"}.get(found.authentication_method or "")
    if since:
        yield from ctx.older_than(since, f"{path}.authenticationMethod", found.authentication_method or "")
    if found.authentication_method not in {"ManagedIdentity", "SDK", "WorkloadIdentity"}:
        for value, name in ((found.tenant_id, "tenantID"), (found.client_id, "clientID")):
            if not value:
                yield NEEDS.at(f"{path}.{name}", "OAuth needs it", "add it or choose another authenticationMethod")
        if found.client_secret is None:
            yield UNNAMED.at(f"{path}.clientSecret", "OAuth needs it", "add it or choose another authenticationMethod")


def _amazon(found: Ec2SDConfig | LightSailSDConfig, path: str, _ctx: SelectionContext) -> Iterator[Finding]:
    """Without a region Prometheus asks the metadata of its node, and refuses its whole configuration where there are none."""
    if not found.region:
        yield NEEDS.at(f"{path}.region", "the region is missing", "write it like eu-west-1")


def _consul(found: ConsulSDConfig, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    for value, name, since in (
        (found.path_prefix, "pathPrefix", "2.45.0"),
        (found.filter, "filter", "3.0.0"),
        (found.health_filter, "healthFilter", "3.11.2"),
    ):
        if value is not None:
            yield from ctx.older_than(since, f"{path}.{name}", name)


def _dns(found: DnsSDConfig, path: str, ctx: SelectionContext) -> Iterator[Finding]:  # noqa: ARG001  each is asked alike
    if found.type is not None and found.type != "SRV" and found.port is None:
        yield NEEDS.at(f"{path}.port", f"{found.type} records hold no port", "write the port to scrape")


def _docker(found: DockerSDConfig, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    if found.match_first_network is not None:
        yield from ctx.older_than("2.54.1", f"{path}.matchFirstNetwork", "matchFirstNetwork")
    yield from urls.malformed(found.host or "", f"{path}.host")


def _swarm(found: DockerSwarmSDConfig, path: str, ctx: SelectionContext) -> Iterator[Finding]:  # noqa: ARG001
    return urls.malformed(found.host or "", f"{path}.host")


def _eureka(found: EurekaSDConfig, path: str, ctx: SelectionContext) -> Iterator[Finding]:  # noqa: ARG001
    return urls.malformed(found.server or "", f"{path}.server")


def _hetzner(found: HetznerSDConfig, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    if found.label_selector is not None:
        yield from ctx.older_than("3.5.0", f"{path}.labelSelector", "labelSelector")


def _http(found: HttpSDConfig, path: str, ctx: SelectionContext) -> Iterator[Finding]:  # noqa: ARG001
    return urls.malformed(found.url or "", f"{path}.url")


def _kuma(found: KumaSDConfig, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    if found.client_id is not None:
        yield from ctx.older_than("2.50.0", f"{path}.clientID", "clientID")
    yield from urls.incomplete(found.server or "", f"{path}.server")


def _nomad(found: NomadSDConfig, path: str, ctx: SelectionContext) -> Iterator[Finding]:  # noqa: ARG001
    return urls.incomplete(found.server or "", f"{path}.server")


def _openstack(found: OpenstackSDConfig, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    if found.role == "LoadBalancer":
        yield from ctx.older_than("3.2.0", f"{path}.role", found.role)


def _puppet(found: PuppetDBSDConfig, path: str, ctx: SelectionContext) -> Iterator[Finding]:  # noqa: ARG001
    return urls.incomplete(found.url or "", f"{path}.url", schemes=("http", "https"))


_OWN: Mapping[type[Spec], Own] = {
    AzureSDConfig: _azure,
    ConsulSDConfig: _consul,
    Ec2SDConfig: _amazon,
    LightSailSDConfig: _amazon,
    DnsSDConfig: _dns,
    DockerSDConfig: _docker,
    DockerSwarmSDConfig: _swarm,
    EurekaSDConfig: _eureka,
    HetznerSDConfig: _hetzner,
    HttpSDConfig: _http,
    KubernetesSDConfig: kubernetes_discovery.findings,
    KumaSDConfig: _kuma,
    NomadSDConfig: _nomad,
    OpenstackSDConfig: _openstack,
    PuppetDBSDConfig: _puppet,
}
