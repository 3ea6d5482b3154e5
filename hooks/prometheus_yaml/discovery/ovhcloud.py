"""Dedicated servers and VPS of OVHcloud. Source: Prometheus configuration, ``<ovhcloud_sd_config>``."""

from hooks.kinds.discovery.ovhcloud import OvhcloudSDConfig
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source
from hooks.versions import Section

SERVICES = {"VPS": "vps", "DedicatedServer": "dedicated_server"}


class OVHcloud(Section, frozen=True, kw_only=True):
    """One entry of ovhcloud_sd_configs."""

    application_key: str
    application_secret: str
    consumer_key: str
    service: str | None = None
    endpoint: str | None = None
    refresh_interval: Duration = None


def discovery(spec: OvhcloudSDConfig, source: Source) -> OVHcloud:
    """The account is the one of the keys; a value that is not there is the empty string."""
    return OVHcloud(
        application_key=spec.application_key or "",
        application_secret=source.secret(spec.application_secret) or "",
        consumer_key=source.secret(spec.consumer_key) or "",
        service=SERVICES.get(spec.service or ""),
        endpoint=spec.endpoint,
        refresh_interval=spec.refresh_interval,
    )
