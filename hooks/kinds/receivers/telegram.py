"""Telegram."""

from typing import Annotated

import msgspec

from hooks.kinds.receivers.notification import Notification
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Address, Int64, OneOf, Required


class TelegramConfig(Notification, frozen=True, kw_only=True):
    """``spec.receivers[].telegramConfigs[]`` of AlertmanagerConfig."""

    api_url: Address | None = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    bot_token: SecretKeySelector | None = None
    """Reference to the token of the bot."""
    bot_token_file: str | None = None
    """Path of a file with the token of the bot. Needs Alertmanager 0.26."""
    chat_id: Annotated[Int64 | None, Required()] = msgspec.field(default=None, name="chatID")
    """Id of the chat that gets the message; negative for groups."""
    disable_notifications: bool | None = None
    """Deliver the message without a sound."""
    message: str | None = None
    """Text of the message. Templates are expanded."""
    message_thread_id: Int64 | None = msgspec.field(default=None, name="messageThreadID")
    """Id of the topic in a group. Needs Alertmanager 0.28."""
    parse_mode: Annotated[str | None, OneOf(("MarkdownV2", "Markdown", "HTML"))] = None
    """How the text is read: MarkdownV2, Markdown or HTML."""
