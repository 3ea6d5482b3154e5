"""Targets from Docker."""

from typing import Annotated

from hooks.kinds.discovery.client import HTTPDiscovery
from hooks.kinds.discovery.filters import Filter
from hooks.kinds.schema import Items, NonEmpty, Pattern, Port, Required


class DockerSDConfig(HTTPDiscovery, frozen=True, kw_only=True):
    """``spec.dockerSDConfigs[]`` of ScrapeConfig."""

    filters: Annotated[tuple[Filter, ...], Items(kind="map", keys=("name",))] = ()
    """Only what matches all of these filters of the provider's API."""
    host: Annotated[str | None, Pattern("^[a-zA-Z][a-zA-Z0-9+.-]*://.+$"), Required()] = None
    """Address of the Docker daemon."""
    host_networking_host: NonEmpty | None = None
    """Host to scrape for containers in the host's network."""
    match_first_network: bool | None = None
    """Take the first network of a container with several. Needs Prometheus 2.54.1."""
    port: Port | None = None
    """Port that is scraped for containers without published ports."""
