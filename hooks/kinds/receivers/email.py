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
    """Identity for PLAIN authentication, where it is not the user name; the global one when absent."""
    auth_username: NonEmpty | None = None
    """User name of the SMTP authentication; the global one when absent."""
    from_: NonEmpty | None = None
    """Address in the From header; the global one when absent. Templates are expanded."""
    headers: Annotated[tuple[KeyValue, ...], Items(kind="atomic")] = ()
    """Headers of the e-mail, which win over those made from other fields; names are unique without regard to case, values are templates."""
    hello: NonEmpty | None = None
    """Host name that Alertmanager introduces itself with; the global one when absent."""
    html: str | None = None
    """Body as HTML; Alertmanager's own when absent. Templates are expanded."""
    send_resolved: bool | None = None
    """Whether an e-mail is sent when the alerts are resolved; false when absent."""
    smarthost: NonEmpty | None = None
    """SMTP server, as host:port; the global one when absent."""
    text: NonEmpty | None = None
    """Body as plain text, beside the HTML. Templates are expanded."""
    threading: EmailThreading | None = None
    """How e-mails about the same alerts form threads. Needs Alertmanager 0.30."""
    to: NonEmpty | None = None
    """Addresses that get the e-mail, comma-separated. Templates are expanded."""
