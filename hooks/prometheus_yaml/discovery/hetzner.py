"""Servers of Hetzner, cloud or dedicated. Source: Prometheus configuration, ``<hetzner_sd_config>``."""

from typing import Annotated

from hooks.kinds.discovery.hetzner import HetznerSDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source
from hooks.versions import since


class Hetzner(OverHTTP, frozen=True, kw_only=True):
    """One entry of hetzner_sd_configs."""

    role: str
    port: int | None = None
    refresh_interval: Duration = None
    label_selector: Annotated[str | None, since("3.5.0", refuse=True)] = None


def discovery(spec: HetznerSDConfig, source: Source) -> Hetzner:
    """Role ``hcloud`` or ``robot``."""
    return Hetzner(
        http=http_client(spec, source),
        role=(spec.role or "").lower(),
        port=spec.port,
        refresh_interval=spec.refresh_interval,
        label_selector=spec.label_selector or None,
    )
