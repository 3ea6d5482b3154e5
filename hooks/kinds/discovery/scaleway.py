"""Targets from Scaleway."""

from typing import Annotated

import msgspec

from hooks.kinds.discovery.client import CloudDiscovery
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Address, Items, NonEmpty, OneOf, Required


class ScalewaySDConfig(CloudDiscovery, frozen=True, kw_only=True):
    """``spec.scalewaySDConfigs[]`` of ScrapeConfig."""

    access_key: Annotated[NonEmpty | None, Required()] = None
    """Access key of the API; its secret half is secretKey."""
    api_url: Address | None = msgspec.field(default=None, name="apiURL")
    """Address of the API; https://api.scaleway.com when absent."""
    name_filter: NonEmpty | None = None
    """Only servers with this in their name."""
    project_id: Annotated[NonEmpty | None, Required()] = msgspec.field(default=None, name="projectID")
    """Scaleway project whose servers are listed."""
    role: Annotated[str | None, OneOf(("Instance", "Baremetal")), Required()] = None
    """What becomes a target: Instance or Baremetal."""
    secret_key: Annotated[SecretKeySelector | None, Required()] = None
    """Reference to the secret half of the access key."""
    tags_filter: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set")] = ()
    """Only servers with all these tags."""
    zone: NonEmpty | None = None
    """Availability zone whose servers are listed; fr-par-1 when absent."""
