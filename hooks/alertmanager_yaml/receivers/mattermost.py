"""Mattermost."""

from typing import Annotated

from hooks.alertmanager_yaml.fields import Choice, EmptyCounts, Flag, LinkURL, SecretURL, Text
from hooks.alertmanager_yaml.receivers.integration import Integration
from hooks.alertmanager_yaml.sections import Need, Part
from hooks.versions import since


class Field(Part, frozen=True, kw_only=True):
    """``fields[]`` of an attachment."""

    title: Text = None
    value: Text = None
    short: Flag = None

    needs = (Need(("title",)), Need(("value",)))


class Attachment(Part, frozen=True, kw_only=True):
    """``attachments[]`` of a message."""

    fallback: Text = None
    color: Text = None
    pretext: Text = None
    text: Text = None
    author_name: Text = None
    author_link: LinkURL = None
    author_icon: LinkURL = None
    title: Text = None
    title_link: LinkURL = None
    fields: tuple[Field, ...] | None = None
    thumb_url: LinkURL = None
    footer: Text = None
    footer_icon: LinkURL = None
    image_url: LinkURL = None


class Props(Part, frozen=True, kw_only=True):
    """``props`` of a message."""

    card: Annotated[Text, EmptyCounts()] = None


class Priority(Part, frozen=True, kw_only=True):
    """``priority`` of a message."""

    priority: Text = None
    requested_ack: Choice = None
    persistent_notifications: Choice = None


class Mattermost(Integration, frozen=True, kw_only=True):
    """``mattermost_configs[]``."""

    webhook_url: SecretURL = None
    webhook_url_file: Text = None
    channel: Text = None
    username: Text = None
    text: Text = None
    icon_url: LinkURL = None
    icon_emoji: Text = None
    attachments: tuple[Attachment, ...] | None = None
    type: Text = None
    props: Props | None = None
    priority: Priority | None = None
    fallback: Annotated[Text, since("0.32.0")] = None
    color: Annotated[Text, since("0.32.0")] = None
    pretext: Annotated[Text, since("0.32.0")] = None
    author_name: Annotated[Text, since("0.32.0")] = None
    author_link: Annotated[LinkURL, since("0.32.0")] = None
    author_icon: Annotated[LinkURL, since("0.32.0")] = None
    title: Annotated[Text, since("0.32.0")] = None
    title_link: Annotated[LinkURL, since("0.32.0")] = None
    fields: Annotated[tuple[Field, ...] | None, since("0.32.0")] = None
    thumb_url: Annotated[LinkURL, since("0.32.0")] = None
    footer: Annotated[Text, since("0.32.0")] = None
    footer_icon: Annotated[LinkURL, since("0.32.0")] = None
    image_url: Annotated[LinkURL, since("0.32.0")] = None

    needs = (Need(("webhook_url", "webhook_url_file"), ("mattermost_webhook_url", "mattermost_webhook_url_file")),)
    excludes = (("webhook_url", "webhook_url_file"),)
