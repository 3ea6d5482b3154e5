"""What receivers have in common."""

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.http import HTTPConfig
from hooks.kinds.schema import NonEmpty


class Notification(Spec, frozen=True, kw_only=True):
    """What all receivers share that send over HTTP."""

    http_config: HTTPConfig | None = None
    """HTTP client of this receiver; the global one when absent."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved; Alertmanager's default for the receiver when absent."""


class ChatMessage(Notification, frozen=True, kw_only=True):
    """A message with attachments, as Slack has made it common."""

    channel: NonEmpty | None = None
    """Channel or user that gets the message. Templates are expanded."""
    color: NonEmpty | None = None
    """Colour of the bar beside the message: good, warning, danger or a hex code. Templates are expanded."""
    icon_url: str | None = msgspec.field(default=None, name="iconURL")
    """Address of the sender's picture."""
    image_url: str | None = msgspec.field(default=None, name="imageURL")
    """Address of a picture to show."""
    link_names: bool | None = None
    """Whether names of users and channels become links."""
    short_fields: bool | None = None
    """Whether fields without a setting of their own stand side by side."""
    text: NonEmpty | None = None
    """Text of the attachment. Templates are expanded."""
    thumb_url: str | None = msgspec.field(default=None, name="thumbURL")
    """Address of a small picture."""
    title: NonEmpty | None = None
    """Title of the attachment. Templates are expanded."""
