"""WeChat."""

import msgspec

from hooks.kinds.receivers.notification import Notification
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Address, NonEmpty


class WechatConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].wechatConfigs[]`` of AlertmanagerConfig."""

    agent_id: NonEmpty | None = msgspec.field(default=None, name="agentID")
    """Id of the application that sends the message. Templates are expanded."""
    api_secret: SecretKeySelector | None = None
    """Reference to the API's secret; the global one when absent."""
    api_url: Address | None = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    corp_id: NonEmpty | None = msgspec.field(default=None, name="corpID")
    """Id of the corporation; the global one when absent."""
    message: NonEmpty | None = None
    """Text of the message. Templates are expanded."""
    message_type: NonEmpty | None = None
    """How the message is read: text or markdown; text when absent."""
    to_party: NonEmpty | None = None
    """Parties that get the message."""
    to_tag: NonEmpty | None = None
    """Tags that get the message."""
    to_user: NonEmpty | None = None
    """Users that get the message."""
