"""Webex."""

from typing import Annotated, ClassVar

import msgspec

from hooks.kinds.receivers.notification import Notification
from hooks.kinds.schema import Address, Cel, Marker, NonEmpty, Required


class WebexConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].webexConfigs[]`` of AlertmanagerConfig."""

    schema: ClassVar[tuple[Marker, ...]] = (
        Cel(
            "has(self.httpConfig) && (has(self.httpConfig.authorization) || has(self.httpConfig.bearerTokenSecret))",
            "httpConfig.authorization or httpConfig.bearerTokenSecret is required",
        ),
    )

    api_url: Address | None = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    message: str | None = None
    """Text of the message. Templates are expanded."""
    room_id: Annotated[NonEmpty | None, Required()] = msgspec.field(default=None, name="roomID")
    """Id of the Webex room that gets the message."""
