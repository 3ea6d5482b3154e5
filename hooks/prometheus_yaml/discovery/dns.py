"""Targets from DNS records. Source: Prometheus configuration, ``<dns_sd_config>``."""

from typing import Annotated

from hooks.kinds.discovery.dns import DnsSDConfig
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source
from hooks.versions import Section, Values, since

LATER_TYPES = Values({"MX": since("2.38.0"), "NS": since("2.49.0")})
"""Record types that Prometheus did not always know; without a type it asks for SRV records."""


class DNS(Section, frozen=True, kw_only=True):
    """One entry of dns_sd_configs."""

    names: tuple[str, ...]
    type: Annotated[str | None, LATER_TYPES] = None
    port: int | None = None
    refresh_interval: Duration = None


def discovery(spec: DnsSDConfig, _source: Source) -> DNS:
    """``port`` is read for every record type but SRV, whose records carry their own."""
    return DNS(names=spec.names, type=spec.type, port=spec.port, refresh_interval=spec.refresh_interval)
