"""E-mail."""

from typing import Annotated

import msgspec

from hooks.alertmanager_yaml.fields import Choice, EmptyCounts, Essential, HostPort, Labels, Text
from hooks.alertmanager_yaml.http import TLS
from hooks.alertmanager_yaml.sections import Context, Findings, Need, Part
from hooks.findings.alerting import BAD_VALUE, CONTRADICTION
from hooks.versions import since


class Threading(Part, frozen=True, kw_only=True):
    """``threading`` of an email."""

    enabled: Choice = None
    thread_by_date: Text = None

    def problems(self, context: Context) -> Findings:  # noqa: ARG002
        """A thread lasts a day or for ever."""
        if self.enabled and self.thread_by_date not in {"daily", "none"}:
            yield BAD_VALUE.at("thread_by_date", "it says not how long a thread lasts", "write daily or none")


class Email(Part, frozen=True, kw_only=True):
    """``email_configs[]``."""

    send_resolved: Choice = None
    to: Text = None
    from_: Text = msgspec.field(default=None, name="from")
    hello: Text = None
    smarthost: HostPort = None
    auth_username: Text = None
    auth_password: Text = None
    auth_password_file: Annotated[Text, since("0.25.0")] = None
    auth_secret: Text = None
    auth_secret_file: Annotated[Text, since("0.31.0")] = None
    auth_identity: Text = None
    headers: Labels = None
    html: Annotated[Text, EmptyCounts()] = None
    text: Annotated[Text, EmptyCounts()] = None
    require_tls: Choice = None
    tls_config: TLS | None = None
    force_implicit_tls: Annotated[Choice, since("0.31.0"), Essential()] = None
    threading: Annotated[Threading | None, since("0.30.0"), Essential()] = None

    needs = (Need(("to",)), Need(("smarthost",), ("smtp_smarthost",)), Need(("from_",), ("smtp_from",)))

    def problems(self, context: Context) -> Findings:  # noqa: ARG002
        """Headers are the same whatever their letters' case; those of a thread are Alertmanager's own."""
        names = [name.lower() for name in self.headers or {}]
        if len(set(names)) < len(names):
            yield CONTRADICTION.at("headers", "a header stands there twice", "remove one")
        if self.threading and self.threading.enabled and {"references", "in-reply-to"} & set(names):
            yield CONTRADICTION.at("headers", "References and In-Reply-To are set by threading", "remove them or threading")
