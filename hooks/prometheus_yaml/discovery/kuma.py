"""Data plane proxies of a Kuma control plane. Source: Prometheus configuration, ``<kuma_sd_config>``."""

from typing import Annotated

from hooks.kinds.discovery.kuma import KumaSDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source
from hooks.versions import since


class Kuma(OverHTTP, frozen=True, kw_only=True):
    """One entry of kuma_sd_configs."""

    server: str
    refresh_interval: Duration = None
    fetch_timeout: Duration = None
    client_id: Annotated[str | None, since("2.50.0", refuse=True)] = None


def discovery(spec: KumaSDConfig, source: Source) -> Kuma:
    """``client_id`` names this Prometheus to the control plane."""
    return Kuma(
        http=http_client(spec, source),
        server=spec.server or "",
        refresh_interval=spec.refresh_interval,
        fetch_timeout=spec.fetch_timeout,
        client_id=spec.client_id,
    )
