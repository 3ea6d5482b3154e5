"""Targets from Google Compute Engine."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.schema import Duration, NonEmpty, Port, Required


class GceSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.gceSDConfigs[]`` of ScrapeConfig."""

    filter: NonEmpty | None = None
    """Filter expression of the provider's API."""
    port: Port | None = None
    """Port that is scraped."""
    project: Annotated[NonEmpty | None, Required()] = None
    """Project."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    tag_separator: NonEmpty | None = None
    """Separator between the values of a tag label; a comma when absent."""
    zone: Annotated[NonEmpty | None, Required()] = None
    """Zone."""
