"""Targets from Eureka."""

from typing import Annotated

from hooks.kinds.discovery.client import HTTPDiscovery
from hooks.kinds.schema import Address, Required


class EurekaSDConfig(HTTPDiscovery, frozen=True, kw_only=True):
    """``spec.eurekaSDConfigs[]`` of ScrapeConfig."""

    server: Annotated[Address | None, Required()] = None
    """Address of the Eureka server."""
