"""Microsoft Teams, by connectors and by workflows."""

from typing import Annotated

import msgspec

from hooks.kinds.receivers.notification import Notification
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import NonEmpty, Required


class MsteamsConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].msteamsConfigs[]`` of AlertmanagerConfig."""

    summary: str | None = None
    """Summary that is shown in notifications. Needs Alertmanager 0.27. Templates are expanded."""
    text: str | None = None
    """Text of the card. Templates are expanded."""
    title: str | None = None
    """Title of the card. Templates are expanded."""
    webhook_url: Annotated[SecretKeySelector | None, Required()] = None
    """Reference to the address of the webhook, which is a secret."""


class Msteamsv2Config(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].msteamsv2Configs[]`` of AlertmanagerConfig."""

    text: NonEmpty | None = None
    """Text of the card. Templates are expanded."""
    title: NonEmpty | None = None
    """Title of the card. Templates are expanded."""
    webhook_url: SecretKeySelector | None = msgspec.field(default=None, name="webhookURL")
    """Reference to the address of the webhook, which is a secret."""
