"""The default versions of the release whose answers were recorded; ours are those of a newer one."""

from typing import Any

from hooks.settings import Settings


def recorded(**given: Any) -> Settings:
    """Settings as that release had them, apart from what is given."""
    return Settings(prometheus_version="v3.13.2", alertmanager_version="v0.33.1", thanos_version="v0.42.4", **given)
