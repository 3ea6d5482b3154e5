"""Instances registered with a Eureka server. Source: Prometheus configuration, ``<eureka_sd_config>``."""

from hooks.kinds.discovery.eureka import EurekaSDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source


class Eureka(OverHTTP, frozen=True, kw_only=True):
    """One entry of eureka_sd_configs."""

    server: str | None = None
    refresh_interval: Duration = None


def discovery(spec: EurekaSDConfig, source: Source) -> Eureka:
    """The server's URL and how to ask it."""
    return Eureka(http=http_client(spec, source), server=spec.server or None, refresh_interval=spec.refresh_interval)
