"""Resources of a PuppetDB. Source: Prometheus configuration, ``<puppetdb_sd_config>``."""

from hooks.kinds.discovery.puppetdb import PuppetDBSDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source


class PuppetDB(OverHTTP, frozen=True, kw_only=True):
    """One entry of puppetdb_sd_configs."""

    url: str
    query: str
    include_parameters: bool | None = None
    port: int | None = None
    refresh_interval: Duration = None


def discovery(spec: PuppetDBSDConfig, source: Source) -> PuppetDB:
    """``include_parameters`` shows the parameters of resources as labels, secrets among them: never set by itself."""
    return PuppetDB(
        http=http_client(spec, source),
        url=spec.url or "",
        query=spec.query or "",
        include_parameters=spec.include_parameters,
        port=spec.port,
        refresh_interval=spec.refresh_interval,
    )
