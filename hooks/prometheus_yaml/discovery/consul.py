"""Services of a Consul catalog. Source: Prometheus configuration, ``<consul_sd_config>``."""

from typing import Annotated

from hooks.kinds.discovery.consul import ConsulSDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.http import http_client, lower
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source
from hooks.versions import since


class Consul(OverHTTP, frozen=True, kw_only=True):
    """One entry of consul_sd_configs. A filter that is left out would find more targets than asked for, so an older Prometheus is refused."""

    server: str
    path_prefix: Annotated[str | None, since("2.45.0", refuse=True)] = None
    token: str | None = None
    datacenter: str | None = None
    namespace: str | None = None
    partition: str | None = None
    scheme: str | None = None
    services: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None
    tag_separator: str | None = None
    node_meta: dict[str, str] | None = None
    filter: Annotated[str | None, since("3.0.0", refuse=True)] = None
    health_filter: Annotated[str | None, since("3.11.2", refuse=True)] = None
    allow_stale: bool | None = None
    refresh_interval: Duration = None


def discovery(spec: ConsulSDConfig, source: Source) -> Consul:
    """All services where ``services`` is empty."""
    return Consul(
        http=http_client(spec, source),
        server=spec.server or "",
        path_prefix=spec.path_prefix,
        token=source.secret(spec.token_ref),
        datacenter=spec.datacenter,
        namespace=spec.namespace,
        partition=spec.partition,
        scheme=lower(spec.scheme),
        services=spec.services or None,
        tags=spec.tags or None,
        tag_separator=spec.tag_separator,
        node_meta=dict(sorted(spec.node_meta.items())) or None,
        filter=spec.filter,
        health_filter=spec.health_filter,
        allow_stale=spec.allow_stale,
        refresh_interval=spec.refresh_interval,
    )
