"""Targets from files."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.schema import Duration, Items, Pattern, Required


class FileSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.fileSDConfigs[]`` of ScrapeConfig."""

    files: Annotated[tuple[Annotated[str, Pattern("^[^*]*(\\*[^/]*)?\\.(json|yml|yaml|JSON|YML|YAML)$")], ...], Items(ge=1, kind="set"), Required()] = ()
    """Files with targets in the container; the last part may hold wildcards."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
