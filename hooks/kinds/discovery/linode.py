"""Targets from Linode."""

from hooks.kinds.discovery.client import TokenDiscovery
from hooks.kinds.schema import NonEmpty


class LinodeSDConfig(TokenDiscovery, frozen=True, kw_only=True):
    """``spec.linodeSDConfigs[]`` of ScrapeConfig."""

    region: NonEmpty | None = None
    """Only this region. Needs Prometheus 2.52."""
    tag_separator: NonEmpty | None = None
    """Separator between the values of a tag label; a comma when absent."""
