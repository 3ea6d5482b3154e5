"""Targets from PuppetDB."""

from typing import Annotated

from hooks.kinds.discovery.client import HTTPDiscovery
from hooks.kinds.schema import Address, NonEmpty, Port, Required


class PuppetDBSDConfig(HTTPDiscovery, frozen=True, kw_only=True):
    """``spec.puppetDBSDConfigs[]`` of ScrapeConfig."""

    include_parameters: bool | None = None
    """Put the parameters of the resources into meta labels; they may hold secrets."""
    port: Port | None = None
    """Port of the targets, from 0 to 65535; 80 when absent."""
    query: Annotated[NonEmpty | None, Required()] = None
    """Query in PQL that selects the resources; only resources are supported."""
    url: Annotated[Address | None, Required()] = None
    """Address of the PuppetDB root."""
