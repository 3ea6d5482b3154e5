"""Services of a Nomad cluster. Source: Prometheus configuration, ``<nomad_sd_config>``."""

from hooks.kinds.discovery.nomad import NomadSDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source


class Nomad(OverHTTP, frozen=True, kw_only=True):
    """One entry of nomad_sd_configs."""

    server: str
    allow_stale: bool | None = None
    namespace: str | None = None
    region: str | None = None
    tag_separator: str | None = None
    refresh_interval: Duration = None


def discovery(spec: NomadSDConfig, source: Source) -> Nomad:
    """Nomad's namespace, not one of Kubernetes."""
    return Nomad(
        http=http_client(spec, source),
        server=spec.server or "",
        allow_stale=spec.allow_stale,
        namespace=spec.namespace,
        region=spec.region,
        tag_separator=spec.tag_separator,
        refresh_interval=spec.refresh_interval,
    )
