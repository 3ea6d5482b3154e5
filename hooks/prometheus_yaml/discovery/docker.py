"""Containers of a Docker engine. Source: Prometheus configuration, ``<docker_sd_config>``."""

from typing import Annotated

from hooks.kinds.discovery.docker import DockerSDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.discovery.filters import FilterSection, filters
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source
from hooks.versions import since


class Docker(OverHTTP, frozen=True, kw_only=True):
    """One entry of docker_sd_configs."""

    host: str
    filters: tuple[FilterSection, ...] | None = None
    port: int | None = None
    host_networking_host: str | None = None
    match_first_network: Annotated[bool | None, since("2.54.1", refuse=True)] = None
    refresh_interval: Duration = None


def discovery(spec: DockerSDConfig, source: Source) -> Docker:
    """``port`` is for containers that expose none."""
    return Docker(
        http=http_client(spec, source),
        host=spec.host or "",
        filters=filters(spec.filters),
        port=spec.port,
        host_networking_host=spec.host_networking_host,
        match_first_network=spec.match_first_network,
        refresh_interval=spec.refresh_interval,
    )
