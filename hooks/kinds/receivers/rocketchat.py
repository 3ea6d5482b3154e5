"""Rocket.Chat."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.receivers.notification import ChatMessage
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Address, Items, NonEmpty, Required


class RocketchatAction(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].rocketchatConfigs[].actions[]`` of AlertmanagerConfig."""

    msg: NonEmpty | None = None
    """Message that the button sends."""
    text: NonEmpty | None = None
    """Text on the button."""
    url: str | None = None
    """Address that the button opens."""


class RocketchatField(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].rocketchatConfigs[].fields[]`` of AlertmanagerConfig."""

    short: bool | None = None
    """Whether the field is short enough to stand beside others."""
    title: NonEmpty | None = None
    """Heading of the field. Templates are expanded."""
    value: NonEmpty | None = None
    """Text of the field. Templates are expanded."""


class RocketchatConfig(ChatMessage, frozen=True, kw_only=True):
    """``spec.receivers[].rocketchatConfigs[]`` of AlertmanagerConfig."""

    actions: Annotated[tuple[RocketchatAction, ...], Items(ge=1, kind="atomic")] = ()
    """Buttons or links below the message."""
    api_url: Address | None = msgspec.field(default=None, name="apiURL")
    """Address of the receiver's API; the global one when absent."""
    emoji: NonEmpty | None = None
    """Emoji as the sender's picture."""
    fields: Annotated[tuple[RocketchatField, ...], Items(ge=1, kind="atomic")] = ()
    """Table of fields below the message."""
    title_link: NonEmpty | None = None
    """Address behind the title. Templates are expanded."""
    token: Annotated[SecretKeySelector | None, Required()] = None
    """Reference to the personal access token of the sender."""
    token_id: Annotated[SecretKeySelector | None, Required()] = msgspec.field(default=None, name="tokenID")
    """Reference to the id of the user whom the token belongs to."""
