"""Servers of an IONOS data center. Source: Prometheus configuration, ``<ionos_sd_config>``."""

import msgspec

from hooks.kinds.discovery.ionos import IonosSDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source


class IONOS(OverHTTP, frozen=True, kw_only=True):
    """One entry of ionos_sd_configs."""

    datacenter_id: str
    port: int | None = None
    refresh_interval: Duration = None


def discovery(spec: IonosSDConfig, source: Source) -> IONOS:
    """The API requires ``authorization`` even beside ``oauth2``, Prometheus takes one of them: OAuth 2 wins."""
    login = spec if spec.oauth2 is None else msgspec.structs.replace(spec, authorization=None)
    return IONOS(http=http_client(login, source), datacenter_id=spec.datacenter_id or "", port=spec.port, refresh_interval=spec.refresh_interval)
