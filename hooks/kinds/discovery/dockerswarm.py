"""Targets from Docker Swarm."""

from typing import Annotated

from hooks.kinds.discovery.client import HTTPDiscovery
from hooks.kinds.discovery.filters import Filter
from hooks.kinds.schema import Items, OneOf, Pattern, Port, Required


class DockerSwarmSDConfig(HTTPDiscovery, frozen=True, kw_only=True):
    """``spec.dockerSwarmSDConfigs[]`` of ScrapeConfig."""

    filters: Annotated[tuple[Filter, ...], Items(kind="map", keys=("name",))] = ()
    """Only what matches all of these filters of the provider's API."""
    host: Annotated[str | None, Pattern("^[a-zA-Z][a-zA-Z0-9+.-]*://.+$"), Required()] = None
    """Address of the Docker daemon."""
    port: Port | None = None
    """Port that is scraped for nodes and for services without ports."""
    role: Annotated[str | None, OneOf(("Services", "Tasks", "Nodes")), Required()] = None
    """What becomes a target: Services, Tasks or Nodes."""
