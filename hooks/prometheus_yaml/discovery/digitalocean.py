"""Droplets of DigitalOcean. Source: Prometheus configuration, ``<digitalocean_sd_config>``."""

from hooks.kinds.discovery.digitalocean import DigitalOceanSDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source


class DigitalOcean(OverHTTP, frozen=True, kw_only=True):
    """One entry of digitalocean_sd_configs."""

    port: int | None = None
    refresh_interval: Duration = None


def discovery(spec: DigitalOceanSDConfig, source: Source) -> DigitalOcean:
    """The account is the one of the credentials."""
    return DigitalOcean(http=http_client(spec, source), port=spec.port, refresh_interval=spec.refresh_interval)
