"""Instances and bare metal of Scaleway. Source: Prometheus configuration, ``<scaleway_sd_config>``."""

from hooks.kinds.discovery.scaleway import ScalewaySDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source


class Scaleway(OverHTTP, frozen=True, kw_only=True):
    """One entry of scaleway_sd_configs."""

    access_key: str
    secret_key: str
    project_id: str
    role: str
    port: int | None = None
    api_url: str | None = None
    zone: str | None = None
    name_filter: str | None = None
    tags_filter: tuple[str, ...] | None = None
    refresh_interval: Duration = None


def discovery(spec: ScalewaySDConfig, source: Source) -> Scaleway:
    """A secret key that is not there is the empty string."""
    return Scaleway(
        http=http_client(spec, source),
        access_key=spec.access_key or "",
        secret_key=source.secret(spec.secret_key) or "",
        project_id=spec.project_id or "",
        role=(spec.role or "").lower(),
        port=spec.port,
        api_url=spec.api_url,
        zone=spec.zone,
        name_filter=spec.name_filter,
        tags_filter=spec.tags_filter or None,
        refresh_interval=spec.refresh_interval,
    )
