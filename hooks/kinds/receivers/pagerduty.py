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
    """Text shown where the picture cannot be."""
    href: str | None = None
    """Address that a click on the picture leads to."""
    src: NonEmpty | None = None
    """Address of the picture itself."""


class PagerDutyLinkConfig(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].pagerdutyConfigs[].pagerDutyLinkConfigs[]`` of AlertmanagerConfig."""

    alt: NonEmpty | None = None
    """Text that is shown for the link."""
    href: str | None = None
    """Address that the link leads to."""


class PagerdutyConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].pagerdutyConfigs[]`` of AlertmanagerConfig."""

    class_: NonEmpty | None = None
    """Class or type of the event. Templates are expanded."""
    client: NonEmpty | None = None
    """Name that the event is shown to come from. Templates are expanded."""
    client_url: str | None = msgspec.field(default=None, name="clientURL")
    """Address behind the name that the event is shown to come from. Templates are expanded."""
    component: NonEmpty | None = None
    """Part of the source that is affected. Templates are expanded."""
    description: NonEmpty | None = None
    """Description of the incident. Templates are expanded."""
    details: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    """Pairs of keys and values shown with the incident. Values are templates."""
    group: NonEmpty | None = None
    """Cluster or grouping of sources. Templates are expanded."""
    pager_duty_image_configs: Annotated[tuple[PagerDutyImageConfig, ...], Items(kind="atomic")] = ()
    """Pictures that are attached to the incident."""
    pager_duty_link_configs: Annotated[tuple[PagerDutyLinkConfig, ...], Items(kind="atomic")] = ()
    """Links that are attached to the incident."""
    routing_key: SecretKeySelector | None = None
    """Reference to the key of the Events API v2; one of this and serviceKey."""
    service_key: SecretKeySelector | None = None
    """Reference to the key of the Events API v1; one of this and routingKey."""
    severity: NonEmpty | None = None
    """Severity of the incident: critical, error, warning or info. Templates are expanded."""
    source: NonEmpty | None = None
    """Affected system, such as a host; the client when absent. Needs Alertmanager 0.25. Templates are expanded."""
    timeout: Duration | None = None
    """Time after which sending is given up. Needs Alertmanager 0.30."""
    url: Address | None = None
    """Address that events are sent to; the global one when absent."""
