"""Rocket.Chat.

Alertmanager gives the fields of actions no names for YAML, so it reads the Go names in lower case: ``msginchatwindow``, not ``msg_in_chat_window``.
"""

from typing import Annotated

import msgspec

from hooks.alertmanager_yaml.fields import URL, Choice, LinkURL, Text, Token
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Need, Part
from hooks.versions import since


class Field(Part, frozen=True, kw_only=True):
    """``fields[]`` of a message."""

    short: Choice = None
    title: Text = None
    value: Text = None


class Action(Part, frozen=True, kw_only=True):
    """``actions[]`` of a message."""

    type: Text = None
    text: Text = None
    url: LinkURL = None
    image_url: Text = msgspec.field(default=None, name="imageurl")
    is_webview: Choice = msgspec.field(default=None, name="iswebview")
    webview_height_ratio: Text = msgspec.field(default=None, name="webviewheightratio")
    msg: Text = None
    msg_in_chat_window: Choice = msgspec.field(default=None, name="msginchatwindow")
    msg_processing_type: Text = msgspec.field(default=None, name="msgprocessingtype")


class RocketChat(Integration, frozen=True, kw_only=True):
    """``rocketchat_configs[]``."""

    api_url: URL = None
    token_id: Token = None
    token_id_file: Text = None
    token: Token = None
    token_file: Text = None
    channel: Text = None
    color: Text = None
    title: Text = None
    title_link: Text = None
    text: Text = None
    message_text: Annotated[Text, since("0.35.0")] = None
    fields: tuple[Field, ...] | None = None
    short_fields: bool = False
    emoji: Text = None
    icon_url: LinkURL = None
    image_url: LinkURL = None
    thumb_url: LinkURL = None
    link_names: bool = False
    actions: tuple[Action, ...] | None = None

    needs = (
        Need(("token", "token_file"), ("rocketchat_token", "rocketchat_token_file")),
        Need(("token_id", "token_id_file"), ("rocketchat_token_id", "rocketchat_token_id_file")),
    )
    excludes = (("token", "token_file"), ("token_id", "token_id_file"))
