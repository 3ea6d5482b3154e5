"""Discord."""

from typing import Annotated

import msgspec

from hooks.kinds.receivers.notification import Notification
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Address, NonEmpty, Required


class DiscordConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].discordConfigs[]`` of AlertmanagerConfig."""

    api_url: Annotated[SecretKeySelector | None, Required()] = msgspec.field(default=None, name="apiURL")
    """Reference to the address of the webhook, which is a secret."""
    avatar_url: Address | None = msgspec.field(default=None, name="avatarURL")
    """Address of the picture that the message is shown with. Needs Alertmanager 0.28."""
    content: NonEmpty | None = None
    """Plain text above the embedded message. Needs Alertmanager 0.28. Templates are expanded."""
    message: str | None = None
    """Text of the embedded message. Templates are expanded."""
    title: str | None = None
    """Title of the embedded message. Templates are expanded."""
    username: NonEmpty | None = None
    """Name that the message is shown under, instead of the webhook's own. Needs Alertmanager 0.28."""
