"""Slack."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.receivers.notification import ChatMessage
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Duration, Items, NonEmpty, Required


class SlackConfirmation(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].slackConfigs[].actions[].confirm`` of AlertmanagerConfig."""

    dismiss_text: NonEmpty | None = None
    """Text of the button that cancels."""
    ok_text: NonEmpty | None = None
    """Text of the button that confirms."""
    text: Annotated[NonEmpty | None, Required()] = None
    """Question that the dialog asks. Templates are expanded."""
    title: NonEmpty | None = None
    """Title of the dialog. Templates are expanded."""


class SlackAction(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].slackConfigs[].actions[]`` of AlertmanagerConfig."""

    confirm: SlackConfirmation | None = None
    """Question asked before the action is done."""
    name: NonEmpty | None = None
    """Name that comes back with the action, for interactive messages."""
    style: NonEmpty | None = None
    """Look of the button: default, primary or danger."""
    text: Annotated[NonEmpty | None, Required()] = None
    """Text on the button. Templates are expanded."""
    type: Annotated[NonEmpty | None, Required()] = None
    """Sort of the action; button."""
    url: str | None = None
    """Address that the button opens. Templates are expanded."""
    value: NonEmpty | None = None
    """Value that comes back with the action. Templates are expanded."""


class SlackField(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].slackConfigs[].fields[]`` of AlertmanagerConfig."""

    short: bool | None = None
    """Whether the field is short enough to stand beside others."""
    title: Annotated[NonEmpty | None, Required()] = None
    """Heading of the field. Templates are expanded."""
    value: Annotated[NonEmpty | None, Required()] = None
    """Text of the field. Templates are expanded."""


class SlackConfig(ChatMessage, frozen=True, kw_only=True):
    """``spec.receivers[].slackConfigs[]`` of AlertmanagerConfig."""

    actions: Annotated[tuple[SlackAction, ...], Items(ge=1, kind="atomic")] = ()
    """Buttons or links below the message."""
    api_url: SecretKeySelector | None = msgspec.field(default=None, name="apiURL")
    """Reference to the webhook address; the global one when absent."""
    callback_id: NonEmpty | None = None
    """Id that comes back with an action."""
    fallback: NonEmpty | None = None
    """Text for clients without attachments."""
    fields: Annotated[tuple[SlackField, ...], Items(ge=1, kind="atomic")] = ()
    """Table of fields below the message."""
    footer: NonEmpty | None = None
    """Small text below the attachment. Templates are expanded."""
    icon_emoji: NonEmpty | None = None
    """Emoji as the sender's picture."""
    message_text: NonEmpty | None = None
    """Text of the message itself, above the attachment. Needs Alertmanager 0.31. Templates are expanded."""
    mrkdwn_in: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="atomic")] = ()
    """Fields in which Markdown is read."""
    pretext: NonEmpty | None = None
    """Text above the attachment's title."""
    timeout: Duration | None = None
    """Time after which a request is given up. Needs Alertmanager 0.30."""
    title_link: str | None = None
    """Address behind the title. Templates are expanded."""
    update_message: bool | None = None
    """Update the first message instead of sending further ones. Needs Alertmanager 0.32."""
    username: NonEmpty | None = None
    """Name that the message is shown under. Templates are expanded."""
