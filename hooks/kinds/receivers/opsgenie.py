"""Opsgenie."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.receivers.entries import KeyValue
from hooks.kinds.receivers.notification import Notification
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Address, Items, Length, NonEmpty, OneOf, Required


class Responder(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].opsgenieConfigs[].responders[]`` of AlertmanagerConfig."""

    id: NonEmpty | None = None
    """Id of the responder."""
    name: NonEmpty | None = None
    """Name of the responder."""
    type: Annotated[str | None, OneOf(("team", "teams", "user", "escalation", "schedule")), Length(ge=1), Required()] = None
    """Sort of the responder: team, teams, user, escalation or schedule."""
    username: NonEmpty | None = None
    """User name of the responder."""


class OpsgenieConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].opsgenieConfigs[]`` of AlertmanagerConfig."""

    actions: NonEmpty | None = None
    """Comma-separated actions offered for the alert."""
    api_key: SecretKeySelector | None = None
    """Reference to the API key."""
    api_url: Address | None = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    description: NonEmpty | None = None
    """Description."""
    details: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    """Additional details."""
    entity: NonEmpty | None = None
    """What the alert is about."""
    message: NonEmpty | None = None
    """Text of the message."""
    note: NonEmpty | None = None
    """Note added to the alert."""
    priority: NonEmpty | None = None
    """Priority."""
    responders: Annotated[tuple[Responder, ...], Items(kind="atomic")] = ()
    """Who has to react."""
    source: NonEmpty | None = None
    """Source."""
    tags: NonEmpty | None = None
    """Comma-separated tags."""
    update_alerts: bool | None = None
    """Update message and description of an existing alert."""
