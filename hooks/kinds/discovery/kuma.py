"""Targets from Kuma."""

from typing import Annotated

import msgspec

from hooks.kinds.discovery.client import HTTPDiscovery
from hooks.kinds.schema import Address, Duration, NonEmpty, Required


class KumaSDConfig(HTTPDiscovery, frozen=True, kw_only=True):
    """``spec.kumaSDConfigs[]`` of ScrapeConfig."""

    client_id: NonEmpty | None = msgspec.field(default=None, name="clientID")
    """Id told to the control plane. Needs Prometheus 2.50."""
    fetch_timeout: Duration | None = None
    """Time after which a request to the control plane is given up."""
    server: Annotated[Address | None, Required()] = None
    """Address of the control plane."""
