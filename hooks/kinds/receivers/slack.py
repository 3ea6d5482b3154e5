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
    """Text."""
    title: NonEmpty | None = None
    """Title."""


class SlackAction(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].slackConfigs[].actions[]`` of AlertmanagerConfig."""

    confirm: SlackConfirmation | None = None
    """Question asked before the action is done."""
    name: NonEmpty | None = None
    """Name."""
    style: NonEmpty | None = None
    """Style of the button."""
    text: Annotated[NonEmpty | None, Required()] = None
    """Text."""
    type: Annotated[NonEmpty | None, Required()] = None
    """Sort of the action; button."""
    url: str | None = None
    """Address."""
    value: NonEmpty | None = None
    """Value."""


class SlackField(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].slackConfigs[].fields[]`` of AlertmanagerConfig."""

    short: bool | None = None
    """Whether the field is short enough to stand beside others."""
    title: Annotated[NonEmpty | None, Required()] = None
    """Title."""
    value: Annotated[NonEmpty | None, Required()] = None
    """Value."""


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
    """Text below the message."""
    icon_emoji: NonEmpty | None = None
    """Emoji as the sender's picture."""
    message_text: NonEmpty | None = None
    """Text above the attachment."""
    mrkdwn_in: Annotated[tuple[NonEmpty, ...], Items(ge=1, kind="atomic")] = ()
    """Fields in which Markdown is read."""
    pretext: NonEmpty | None = None
    """Text above the attachment's title."""
    timeout: Duration | None = None
    """Time after which a request is given up."""
    title_link: str | None = None
    """Address behind the title."""
    update_message: bool | None = None
    """Update the first message instead of sending further ones."""
    username: NonEmpty | None = None
    """Name of the sender."""
