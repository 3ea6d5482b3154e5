"""E-mail."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.receivers.entries import KeyValue
from hooks.kinds.schema import Items, NonEmpty, OneOf, Required
from hooks.kinds.smtp import SMTP


class EmailThreading(Spec, frozen=True, kw_only=True):
    """``spec.receivers[].emailConfigs[].threading`` of AlertmanagerConfig."""

    thread_by_date: Annotated[str | None, OneOf(("Daily", "None")), Required()] = None
    """Whether messages of one day form a thread."""


class EmailConfig(SMTP, frozen=True, kw_only=True):
    """``spec.receivers[].emailConfigs[]`` of AlertmanagerConfig."""

    auth_identity: NonEmpty | None = None
    """Identity of the SMTP authentication."""
    auth_username: NonEmpty | None = None
    """User name of the SMTP authentication."""
    from_: NonEmpty | None = None
    """Sender's address."""
    headers: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    """Headers of the e-mail."""
    hello: NonEmpty | None = None
    """Host name said to the SMTP server."""
    html: str | None = None
    """Body as HTML."""
    send_resolved: bool | None = None
    """Whether a message is sent when the alerts are resolved."""
    smarthost: NonEmpty | None = None
    """SMTP server, as host:port."""
    text: NonEmpty | None = None
    """Body as plain text."""
    threading: EmailThreading | None = None
    """How messages form threads."""
    to: NonEmpty | None = None
    """Recipients."""
