"""Instances of Google Compute Engine. Source: Prometheus configuration, ``<gce_sd_config>``."""

from hooks.kinds.discovery.gce import GceSDConfig
from hooks.prometheus_yaml.model import Duration
from hooks.source import Source
from hooks.versions import Section


class GCE(Section, frozen=True, kw_only=True):
    """One entry of gce_sd_configs; credentials come from the environment of the Prometheus container."""

    project: str
    zone: str
    filter: str | None = None
    refresh_interval: Duration = None
    port: int | None = None
    tag_separator: str | None = None


def discovery(spec: GceSDConfig, _source: Source) -> GCE:
    """One project and one zone each."""
    return GCE(
        project=spec.project or "",
        zone=spec.zone or "",
        filter=spec.filter,
        refresh_interval=spec.refresh_interval,
        port=spec.port,
        tag_separator=spec.tag_separator,
    )
