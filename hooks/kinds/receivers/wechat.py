"""WeChat."""

import msgspec

from hooks.kinds.receivers.notification import Notification
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Address, NonEmpty


class WechatConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].wechatConfigs[]`` of AlertmanagerConfig."""

    agent_id: NonEmpty | None = msgspec.field(default=None, name="agentID")
    """Id of the agent."""
    api_secret: SecretKeySelector | None = None
    """Reference to the API's secret."""
    api_url: Address | None = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    corp_id: NonEmpty | None = msgspec.field(default=None, name="corpID")
    """Id of the corporation."""
    message: NonEmpty | None = None
    """Text of the message."""
    message_type: NonEmpty | None = None
    """Type of the message."""
    to_party: NonEmpty | None = None
    """Parties that get the message."""
    to_tag: NonEmpty | None = None
    """Tags that get the message."""
    to_user: NonEmpty | None = None
    """Users that get the message."""
