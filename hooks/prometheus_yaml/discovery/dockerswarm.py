"""Services, tasks or nodes of a Docker swarm. Source: Prometheus configuration, ``<dockerswarm_sd_config>``."""

from hooks.kinds.discovery.dockerswarm import DockerSwarmSDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.discovery.filters import FilterSection, filters
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source


class DockerSwarm(OverHTTP, frozen=True, kw_only=True):
    """One entry of dockerswarm_sd_configs."""

    host: str
    role: str
    filters: tuple[FilterSection, ...] | None = None
    port: int | None = None
    refresh_interval: Duration = None


def discovery(spec: DockerSwarmSDConfig, source: Source) -> DockerSwarm:
    """``port`` is for what publishes none."""
    return DockerSwarm(
        http=http_client(spec, source),
        host=spec.host or "",
        role=(spec.role or "").lower(),
        filters=filters(spec.filters),
        port=spec.port,
        refresh_interval=spec.refresh_interval,
    )
