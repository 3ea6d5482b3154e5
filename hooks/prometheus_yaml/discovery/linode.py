"""Instances of Linode. Source: Prometheus configuration, ``<linode_sd_config>``."""

from typing import Annotated

from hooks.kinds.discovery.linode import LinodeSDConfig
from hooks.prometheus_yaml.discovery.client import OverHTTP
from hooks.prometheus_yaml.http import http_client
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source
from hooks.versions import since


class Linode(OverHTTP, frozen=True, kw_only=True):
    """One entry of linode_sd_configs. A region that is left out would find more targets than asked for, so an older Prometheus is refused."""

    port: int | None = None
    region: Annotated[str | None, since("2.52.0", refuse=True)] = None
    tag_separator: str | None = None
    refresh_interval: Duration = None


def discovery(spec: LinodeSDConfig, source: Source) -> Linode:
    """All regions where none is named."""
    return Linode(http=http_client(spec, source), port=spec.port, region=spec.region, tag_separator=spec.tag_separator, refresh_interval=spec.refresh_interval)
