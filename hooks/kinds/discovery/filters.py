"""Filters of the Docker and the EC2 API."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.schema import Items, NonEmpty, Required


class Filter(Spec, frozen=True, kw_only=True):
    """``spec.dockerSDConfigs[].filters[]`` of ScrapeConfig."""

    name: Annotated[NonEmpty | None, Required()] = None
    """Name of the filter, as the provider's API calls it."""
    values: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="set"), Required()] = ()
    """Values of which one must match."""
