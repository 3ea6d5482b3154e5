"""Targets from an HTTP endpoint."""

from typing import Annotated

from hooks.kinds.discovery.client import HTTPDiscovery
from hooks.kinds.schema import Address, Required


class HttpSDConfig(HTTPDiscovery, frozen=True, kw_only=True):
    """``spec.httpSDConfigs[]`` of ScrapeConfig."""

    url: Annotated[Address | None, Required()] = None
    """Address that answers with targets."""
