"""Targets from Nomad."""

from typing import Annotated

from hooks.kinds.discovery.client import HTTPDiscovery
from hooks.kinds.schema import Address, NonEmpty, Required


class NomadSDConfig(HTTPDiscovery, frozen=True, kw_only=True):
    """``spec.nomadSDConfigs[]`` of ScrapeConfig."""

    allow_stale: bool | None = None
    """Whether an answer of any server will do, not only of the leader."""
    namespace: NonEmpty | None = None
    """Nomad namespace whose services are listed; default when absent."""
    region: NonEmpty | None = None
    """Region of the provider; detected from the environment where possible when absent."""
    server: Annotated[Address | None, Required()] = None
    """Address of the Nomad server."""
    tag_separator: NonEmpty | None = None
    """Separator between the values of a tag label; a comma when absent."""
