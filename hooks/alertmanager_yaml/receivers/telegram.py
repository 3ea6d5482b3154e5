"""Telegram."""

from typing import Annotated

from hooks.alertmanager_yaml.fields import URL, Essential, Flag, GoDuration, Number, OneOf, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Need
from hooks.versions import since


class Telegram(Integration, frozen=True, kw_only=True):
    """``telegram_configs[]``."""

    api_url: URL = None
    bot_token: Text = None
    bot_token_file: Annotated[Text, since("0.26.0"), Essential()] = None
    chat_id: Number = None
    chat_id_file: Annotated[Text, since("0.31.0")] = None
    message_thread_id: Annotated[Number, since("0.28.0")] = None
    message: Text = None
    disable_notifications: Flag = None
    parse_mode: Annotated[Text, OneOf(("Markdown", "MarkdownV2", "HTML"))] = None
    timeout: Annotated[GoDuration, since("0.35.0")] = None

    needs = (Need(("chat_id", "chat_id_file")), Need(("bot_token", "bot_token_file"), ("telegram_bot_token", "telegram_bot_token_file")))
    excludes = (("bot_token", "bot_token_file"), ("chat_id", "chat_id_file"))
