"""Targets from OVHcloud."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Duration, NonEmpty, OneOf, Required


class OvhcloudSDConfig(Spec, frozen=True, kw_only=True):
    """``spec.ovhcloudSDConfigs[]`` of ScrapeConfig."""

    application_key: Annotated[NonEmpty | None, Required()] = None
    """Key of the application that is registered with OVHcloud."""
    application_secret: Annotated[SecretKeySelector | None, Required()] = None
    """Reference to the secret of the application."""
    consumer_key: Annotated[SecretKeySelector | None, Required()] = None
    """Reference to the consumer key."""
    endpoint: NonEmpty | None = None
    """Which API is asked; ovh-eu when absent."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again."""
    service: Annotated[str | None, OneOf(("VPS", "DedicatedServer")), Required()] = None
    """What is listed: VPS or DedicatedServer."""
