"""Discord."""

from typing import Annotated

import msgspec

from hooks.kinds.receivers.notification import Notification
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Address, NonEmpty, Required


class DiscordConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].discordConfigs[]`` of AlertmanagerConfig."""

    api_url: Annotated[SecretKeySelector | None, Required()] = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    avatar_url: Address | None = msgspec.field(default=None, name="avatarURL")
    """Address of the sender's picture."""
    content: NonEmpty | None = None
    """Text above the message."""
    message: str | None = None
    """Text of the message."""
    title: str | None = None
    """Title."""
    username: NonEmpty | None = None
    """Name of the sender."""
