"""Any HTTP endpoint."""

from typing import Annotated

from hooks.kinds.receivers.notification import Notification
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Bounds, Duration, Int32, NonEmpty


class WebhookConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].webhookConfigs[]`` of AlertmanagerConfig."""

    max_alerts: Annotated[Int32 | None, Bounds(ge=0)] = None
    """Most alerts in one message; 0 means all."""
    payload: NonEmpty | None = None
    """The body, instead of the standard one. Needs Alertmanager 0.32."""
    timeout: Duration | None = None
    """Time after which sending is given up. Needs Alertmanager 0.28."""
    url: str | None = None
    """Address that alerts are posted to; urlSecret wins."""
    url_secret: SecretKeySelector | None = None
    """Reference to the address that alerts are posted to; wins over url."""
