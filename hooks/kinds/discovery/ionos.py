"""Targets from IONOS."""

from typing import Annotated

import msgspec

from hooks.kinds.discovery.client import TokenDiscovery
from hooks.kinds.http import SafeAuthorization
from hooks.kinds.schema import NonEmpty, Required


class IonosSDConfig(TokenDiscovery, frozen=True, kw_only=True):
    """``spec.ionosSDConfigs[]`` of ScrapeConfig."""

    authorization: Annotated[SafeAuthorization | None, Required()] = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    datacenter_id: Annotated[NonEmpty | None, Required()] = msgspec.field(default=None, name="datacenterID")
    """Datacenter whose servers are listed."""
