"""Targets from an HTTP endpoint that answers with JSON. Source: Prometheus configuration, ``<http_sd_config>``."""

from hooks.kinds.discovery.http import HttpSDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source


class HTTP(OverHTTP, frozen=True, kw_only=True):
    """One entry of http_sd_configs."""

    url: str
    refresh_interval: Duration = None


def discovery(spec: HttpSDConfig, source: Source) -> HTTP:
    """The URL and how to ask it."""
    return HTTP(http=http_client(spec, source), url=spec.url or "", refresh_interval=spec.refresh_interval)
