"""Service discoveries of a ScrapeConfig: what each asks beside the HTTP client settings that most of them have.

Which discoveries there are says the type of the ScrapeConfig, and what they reference is found by :mod:`hooks.selection.references`: one that has nothing
of its own to ask needs no line here.
"""

import re
from collections.abc import Iterator
from functools import cache

from hooks.findings import Finding, quoted
from hooks.findings.fields import NEEDS, VALUE
from hooks.findings.references import UNNAMED
from hooks.kinds.base import Spec
from hooks.kinds.connection import Client
from hooks.kinds.discovery.azure import AzureSDConfig
from hooks.kinds.discovery.dns import DnsSDConfig
from hooks.kinds.discovery.docker import DockerSDConfig
from hooks.kinds.discovery.dockerswarm import DockerSwarmSDConfig
from hooks.kinds.discovery.ec2 import Ec2SDConfig
from hooks.kinds.discovery.eureka import EurekaSDConfig
from hooks.kinds.discovery.http import HttpSDConfig
from hooks.kinds.discovery.kubernetes import KubernetesSDConfig
from hooks.kinds.discovery.kuma import KumaSDConfig
from hooks.kinds.discovery.lightsail import LightSailSDConfig
from hooks.kinds.discovery.nomad import NomadSDConfig
from hooks.kinds.discovery.openstack import OpenstackSDConfig
from hooks.kinds.discovery.ovhcloud import OvhcloudSDConfig
from hooks.kinds.discovery.puppetdb import PuppetDBSDConfig
from hooks.kinds.discovery.scaleway import ScalewaySDConfig
from hooks.kinds.scrapeconfig import ScrapeConfigSpec
from hooks.selection import http, kubernetes_discovery, tls, urls
from hooks.source import Source

_SCALEWAY_KEY = re.compile("SCW[A-Z0-9]{17}")
_SCALEWAY_ZONE = re.compile("(?:fr-par|nl-ams|pl-waw|it-mil)-[0-9]+")
_UUID = re.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def findings(spec: ScrapeConfigSpec, source: Source) -> Iterator[Finding]:
    """What is wrong with each entry of each discovery. Which version reads which field stands in its section (hooks/prometheus_yaml/discovery)."""
    for attribute, name in fields():
        for index, found in enumerate(getattr(spec, attribute)):
            path = f"spec.{name}[{index}]"
            yield from http.findings(found, path, source) if isinstance(found, Client) else ()
            yield from _own(found, path, source)
            yield from _credentials(found, path, source)


@cache
def fields() -> tuple[tuple[str, str], ...]:
    """(attribute, field) of every discovery that a ScrapeConfig has, in their order."""
    names = zip(ScrapeConfigSpec.__struct_fields__, ScrapeConfigSpec.__struct_encode_fields__, strict=True)
    return tuple((attribute, name) for attribute, name in names if attribute.endswith("_sd_configs"))


def _own(found: Spec, path: str, source: Source) -> Iterator[Finding]:
    match found:
        case AzureSDConfig():
            yield from _azure(found, path)
        case Ec2SDConfig() | LightSailSDConfig():
            yield from _amazon(found, path)
        case DnsSDConfig():
            yield from _dns(found, path)
        case KubernetesSDConfig():
            yield from kubernetes_discovery.findings(found, path)
        case OpenstackSDConfig(tls_config=settings):
            yield from tls.findings(settings, f"{path}.tlsConfig", source)
    yield from _address(found, path)


def _address(found: Spec, path: str) -> Iterator[Finding]:
    """Some are content with anything that can be parsed."""
    match found:
        case DockerSDConfig(host=address) | DockerSwarmSDConfig(host=address):
            yield from urls.malformed(address or "", f"{path}.host")
        case EurekaSDConfig(server=address):
            yield from urls.malformed(address or "", f"{path}.server")
        case HttpSDConfig(url=address):
            yield from urls.malformed(address or "", f"{path}.url")
        case KumaSDConfig(server=address) | NomadSDConfig(server=address):
            yield from urls.incomplete(address or "", f"{path}.server")
        case PuppetDBSDConfig(url=address):
            yield from urls.incomplete(address or "", f"{path}.url", schemes=("http", "https"))


def _credentials(found: Spec, path: str, source: Source) -> Iterator[Finding]:
    match found:
        case OvhcloudSDConfig():
            yield from _ovhcloud(found, path, source)
        case ScalewaySDConfig():
            yield from _scaleway(found, path, source)


def _azure(found: AzureSDConfig, path: str) -> Iterator[Finding]:
    if found.authentication_method not in {"ManagedIdentity", "SDK", "WorkloadIdentity"}:
        for value, name in ((found.tenant_id, "tenantID"), (found.client_id, "clientID")):
            if not value:
                yield NEEDS.at(f"{path}.{name}", "OAuth needs it", "add it or choose another authenticationMethod")
        if found.client_secret is None:
            yield UNNAMED.at(f"{path}.clientSecret", "OAuth needs it", "add it or choose another authenticationMethod")


def _amazon(found: Ec2SDConfig | LightSailSDConfig, path: str) -> Iterator[Finding]:
    """Without a region Prometheus asks the metadata of its node, and refuses its whole configuration where there are none."""
    if not found.region:
        yield NEEDS.at(f"{path}.region", "the region is missing", "write it like eu-west-1")


def _dns(found: DnsSDConfig, path: str) -> Iterator[Finding]:
    if found.type is not None and found.type != "SRV" and found.port is None:
        yield NEEDS.at(f"{path}.port", f"{found.type} records hold no port", "write the port to scrape")


def _ovhcloud(found: OvhcloudSDConfig, path: str, source: Source) -> Iterator[Finding]:
    for selector, name in ((found.application_secret, "applicationSecret"), (found.consumer_key, "consumerKey")):
        if source.secret(selector) == "":
            yield NEEDS.at(f"{path}.{name}", "it is empty", "put one there")


def _scaleway(found: ScalewaySDConfig, path: str, source: Source) -> Iterator[Finding]:
    """Scaleway's own library looks at the forms before anything is asked."""
    if not _SCALEWAY_KEY.fullmatch(found.access_key or ""):
        yield VALUE.at(f"{path}.accessKey", f"{quoted(found.access_key or '')} is no access key", "write it like SCW00000000000000000")
    if not _UUID.fullmatch(found.project_id or ""):
        yield VALUE.at(f"{path}.projectID", f"{quoted(found.project_id or '')} is no project", "write it like 00000000-0000-0000-0000-000000000000")
    if found.zone is not None and not _SCALEWAY_ZONE.fullmatch(found.zone):
        yield VALUE.at(f"{path}.zone", f"{quoted(found.zone)} is no zone", "write it like fr-par-1")
    value = source.secret(found.secret_key)
    if value is not None and not _UUID.fullmatch(value):
        yield VALUE.at(f"{path}.secretKey", "it is no secret key", "put one like 00000000-0000-0000-0000-000000000000 there")
