"""Targets that are listed."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.schema import Items, MapType, NonEmpty, Required


class StaticConfig(Spec, frozen=True, kw_only=True):
    """``spec.staticConfigs[]`` of ScrapeConfig."""

    labels: Annotated[dict[str, str], MapType("atomic")] = {}
    """Labels that all these targets get."""
    targets: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set"), Required()] = ()
    """Addresses that are scraped, each as host:port."""
