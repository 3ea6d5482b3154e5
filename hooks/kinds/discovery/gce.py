"""Targets from Google Compute Engine."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.schema import Duration, NonEmpty, Port, Required


class GceSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.gceSDConfigs[]`` of ScrapeConfig."""

    filter: NonEmpty | None = None
    """Filter expression of the Compute Engine API; all instances of the zone when absent."""
    port: Port | None = None
    """Port of the targets, from 0 to 65535; 80 when absent."""
    project: Annotated[NonEmpty | None, Required()] = None
    """Google Cloud project whose instances are listed."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    tag_separator: NonEmpty | None = None
    """Separator between the values of a tag label; a comma when absent."""
    zone: Annotated[NonEmpty | None, Required()] = None
    """Zone whose instances are listed; one discovery is needed for each."""
