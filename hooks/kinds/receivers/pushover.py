"""Pushover."""

from hooks.kinds.receivers.notification import Notification
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Duration, NonEmpty, PushoverDuration


class PushoverConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].pushoverConfigs[]`` of AlertmanagerConfig."""

    device: NonEmpty | None = None
    """Device that gets the message; all of the user when absent. Needs Alertmanager 0.26. Templates are expanded."""
    expire: PushoverDuration | None = None
    """How long an emergency is repeated until somebody acknowledges it; 1h when absent."""
    html: bool | None = None
    """Whether the text is HTML."""
    message: NonEmpty | None = None
    """Text of the message. Templates are expanded."""
    monospace: bool | None = None
    """Whether the text is set in a fixed-width font. Needs Alertmanager 0.29."""
    priority: NonEmpty | None = None
    """Priority of the message, -2 to 2; 2 is an emergency. Templates are expanded."""
    retry: PushoverDuration | None = None
    """Time between repetitions of an emergency, at least 30s; 1m when absent."""
    sound: NonEmpty | None = None
    """Sound that the device plays; the user's own when absent."""
    title: NonEmpty | None = None
    """Title of the message. Templates are expanded."""
    token: SecretKeySelector | None = None
    """Reference to the token of the application; one of this and tokenFile."""
    token_file: NonEmpty | None = None
    """Path in the container of a file with the token of the application. Needs Alertmanager 0.26."""
    ttl: Duration | None = None
    """Time after which the message is deleted. Needs Alertmanager 0.27."""
    url: str | None = None
    """Address shown with the message."""
    url_title: NonEmpty | None = None
    """Text that is shown instead of the address. Templates are expanded."""
    user_key: SecretKeySelector | None = None
    """Reference to the key of the user or group; one of this and userKeyFile."""
    user_key_file: NonEmpty | None = None
    """Path in the container of a file with the key of the user or group. Needs Alertmanager 0.26."""
