"""Virtual machines of Azure. Source: Prometheus configuration, ``<azure_sd_config>``."""

from typing import Annotated

import msgspec

from hooks.kinds.discovery.azure import AzureSDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration, HTTPClient
from hooks.source import Source
from hooks.versions import Values, since

_LATER_METHODS = Values({"SDK": since("2.52.0", refuse=True), "WorkloadIdentity": since("3.11.0", refuse=True)})


class Azure(OverHTTP, frozen=True, kw_only=True):
    """One entry of azure_sd_configs."""

    environment: str | None = None
    authentication_method: Annotated[str | None, _LATER_METHODS] = None
    subscription_id: str | None = None
    tenant_id: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    resource_group: str | None = None
    refresh_interval: Duration = None
    port: int | None = None


def discovery(spec: AzureSDConfig, source: Source) -> Azure:
    """All resource groups of the subscription where none is named."""
    return Azure(
        http=client(spec, source),
        environment=spec.environment,
        authentication_method=spec.authentication_method,
        subscription_id=spec.subscription_id or None,
        tenant_id=spec.tenant_id,
        client_id=spec.client_id,
        client_secret=source.secret(spec.client_secret),
        resource_group=spec.resource_group,
        refresh_interval=spec.refresh_interval,
        port=spec.port,
    )


def client(spec: AzureSDConfig, source: Source) -> HTTPClient:
    """The HTTP client. prometheus-operator never writes its two switches here; ours are written only where they differ from what Prometheus does anyway."""
    return msgspec.structs.replace(
        http_client(spec, source),
        follow_redirects=None if spec.follow_redirects else spec.follow_redirects,
        enable_http2=None if spec.enable_http2 else spec.enable_http2,
    )
