"""Targets from DNS."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.schema import Duration, Items, NonEmpty, OneOf, Port, Required


class DnsSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.dnsSDConfigs[]`` of ScrapeConfig."""

    names: Annotated[tuple[NonEmpty, ...], Items(ge=1), Required()] = ()
    """Names that are looked up."""
    port: Port | None = None
    """Port that is scraped, for records that hold none."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    type: Annotated[str | None, OneOf(("A", "AAAA", "MX", "NS", "SRV"))] = None
    """Type of the records that are asked for; SRV when absent. MX needs Prometheus 2.38, NS 2.49."""
