"""Pushover."""

from hooks.kinds.receivers.notification import Notification
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Duration, NonEmpty, PushoverDuration


class PushoverConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].pushoverConfigs[]`` of AlertmanagerConfig."""

    device: NonEmpty | None = None
    """Device that gets the message."""
    expire: PushoverDuration | None = None
    """How long an emergency is repeated."""
    html: bool | None = None
    """Whether the text is HTML."""
    message: NonEmpty | None = None
    """Text of the message."""
    monospace: bool | None = None
    """Whether the text is set in a fixed-width font."""
    priority: NonEmpty | None = None
    """Priority."""
    retry: PushoverDuration | None = None
    """Time between repetitions of an emergency."""
    sound: NonEmpty | None = None
    """Sound of the message."""
    title: NonEmpty | None = None
    """Title."""
    token: SecretKeySelector | None = None
    """Reference to the token."""
    token_file: NonEmpty | None = None
    """Path of a file with the token."""
    ttl: Duration | None = None
    """Time after which the message is deleted."""
    url: str | None = None
    """Address shown with the message."""
    url_title: NonEmpty | None = None
    """Title of that address."""
    user_key: SecretKeySelector | None = None
    """Reference to the user key."""
    user_key_file: NonEmpty | None = None
    """Path of a file with the user key."""
