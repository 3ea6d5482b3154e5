"""Targets from DigitalOcean."""

from hooks.kinds.discovery.client import TokenDiscovery


class DigitalOceanSDConfig(TokenDiscovery, frozen=True, kw_only=True):
    """``spec.digitalOceanSDConfigs[]`` of ScrapeConfig."""
