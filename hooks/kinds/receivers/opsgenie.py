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
    """Id of the responder; one of id, name and username is needed."""
    name: NonEmpty | None = None
    """Name of the responder; one of id, name and username is needed."""
    type: Annotated[str | None, OneOf(("team", "teams", "user", "escalation", "schedule")), Length(ge=1), Required()] = None
    """Sort of the responder: team, teams, user, escalation or schedule."""
    username: NonEmpty | None = None
    """User name of the responder; one of id, name and username is needed."""


class OpsgenieConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].opsgenieConfigs[]`` of AlertmanagerConfig."""

    actions: NonEmpty | None = None
    """Comma-separated actions offered for the alert. Needs Alertmanager 0.24."""
    api_key: SecretKeySelector | None = None
    """Reference to the API key; the global one when absent."""
    api_url: Address | None = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    description: NonEmpty | None = None
    """Long description of the incident. Templates are expanded."""
    details: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    """Pairs of keys and values shown with the alert; the common labels are there in any case."""
    entity: NonEmpty | None = None
    """Entity that the alert is about, such as a host or a service. Needs Alertmanager 0.24. Templates are expanded."""
    message: NonEmpty | None = None
    """Short text of the alert, at most 130 characters. Templates are expanded."""
    note: NonEmpty | None = None
    """Note added to the alert."""
    priority: NonEmpty | None = None
    """Priority of the alert, P1 to P5. Templates are expanded."""
    responders: Annotated[tuple[Responder, ...], Items(kind="atomic")] = ()
    """Teams, users, escalations and schedules that have to react."""
    source: NonEmpty | None = None
    """Where the alert comes from; a link to Alertmanager when absent. Templates are expanded."""
    tags: NonEmpty | None = None
    """Tags of the alert, comma-separated. Templates are expanded."""
    update_alerts: bool | None = None
    """Update message and description of an existing alert. Needs Alertmanager 0.24."""
