"""PagerDuty."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.receivers.entries import KeyValue
from hooks.kinds.receivers.notification import Notification
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Address, Duration, Items, NonEmpty


class PagerDutyImageConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].pagerdutyConfigs[].pagerDutyImageConfigs[]`` of AlertmanagerConfig."""

    alt: NonEmpty | None = None
    """Alternative text."""
    href: str | None = None
    """Address of the link."""
    src: NonEmpty | None = None
    """Address of the picture."""


class PagerDutyLinkConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].pagerdutyConfigs[].pagerDutyLinkConfigs[]`` of AlertmanagerConfig."""

    alt: NonEmpty | None = None
    """Alternative text."""
    href: str | None = None
    """Address of the link."""


class PagerdutyConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].pagerdutyConfigs[]`` of AlertmanagerConfig."""

    class_: NonEmpty | None = None
    """Class of the event."""
    client: NonEmpty | None = None
    """Name of the sender."""
    client_url: str | None = msgspec.field(default=None, name="clientURL")
    """Address of the sender's page."""
    component: NonEmpty | None = None
    """Affected component."""
    description: NonEmpty | None = None
    """Description."""
    details: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    """Additional details."""
    group: NonEmpty | None = None
    """Logical group."""
    pager_duty_image_configs: Annotated[tuple[PagerDutyImageConfig, ...], Items(kind="atomic")] = ()
    """Pictures."""
    pager_duty_link_configs: Annotated[tuple[PagerDutyLinkConfig, ...], Items(kind="atomic")] = ()
    """Links."""
    routing_key: SecretKeySelector | None = None
    """Reference to the key of the Events API v2; one of this and serviceKey."""
    service_key: SecretKeySelector | None = None
    """Reference to the key of the Events API v1; one of this and routingKey."""
    severity: NonEmpty | None = None
    """Severity of the event."""
    source: NonEmpty | None = None
    """Affected system."""
    timeout: Duration | None = None
    """Time after which sending is given up."""
    url: Address | None = None
    """Address."""
