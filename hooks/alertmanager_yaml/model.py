"""alertmanager.yaml as a whole (Alertmanager documentation, "Configuration")."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import msgspec

from hooks.alertmanager_yaml.event_recorder import EventRecorder
from hooks.alertmanager_yaml.fields import URL, Choice, Duration, Essential, Flag, HostPort, OneOf, SecretURL, Text, Token
from hooks.alertmanager_yaml.http import TLS, Header, HTTPClient
from hooks.alertmanager_yaml.receivers import Receiver
from hooks.alertmanager_yaml.receivers.slack import CHAT
from hooks.alertmanager_yaml.routes import InhibitRule, Route
from hooks.alertmanager_yaml.sections import Context, Findings, Need, Part
from hooks.alertmanager_yaml.time_intervals import TimeIntervals
from hooks.findings.alerting import CONTRADICTION, DUPLICATE_NAME, ROOT_ROUTE, UNDEFINED_NAME
from hooks.versions import since


class Global(Part, frozen=True, kw_only=True):
    """``global``: what receivers use where they set nothing themselves."""

    resolve_timeout: Duration = None
    http_config: HTTPClient | None = None
    smtp_from: Text = None
    smtp_hello: Text = None
    smtp_smarthost: HostPort = None
    smtp_auth_username: Text = None
    smtp_auth_password: Text = None
    smtp_auth_password_file: Annotated[Text, since("0.25.0")] = None
    smtp_auth_secret: Text = None
    smtp_auth_secret_file: Annotated[Text, since("0.31.0")] = None
    smtp_auth_identity: Text = None
    smtp_require_tls: Choice = None
    smtp_tls_config: Annotated[TLS | None, since("0.28.0")] = None
    smtp_force_implicit_tls: Annotated[Choice, since("0.31.0"), Essential()] = None
    slack_api_url: SecretURL = None
    slack_api_url_file: Annotated[Text, since("0.22.0")] = None
    slack_app_token: Annotated[Text, since("0.30.0")] = None
    slack_app_token_file: Annotated[Text, since("0.30.0")] = None
    slack_app_url: Annotated[URL, since("0.30.0")] = None
    pagerduty_url: URL = None
    opsgenie_api_url: URL = None
    opsgenie_api_key: Text = None
    opsgenie_api_key_file: Annotated[Text, since("0.24.0")] = None
    wechat_api_url: URL = None
    wechat_api_secret: Text = None
    wechat_api_secret_file: Annotated[Text, since("0.31.0")] = None
    wechat_api_corp_id: Text = None
    victorops_api_url: URL = None
    victorops_api_key: Text = None
    victorops_api_key_file: Annotated[Text, since("0.25.0")] = None
    telegram_api_url: Annotated[URL, since("0.24.0"), Essential()] = None
    telegram_bot_token: Annotated[Text, since("0.31.0"), Essential()] = None
    telegram_bot_token_file: Annotated[Text, since("0.31.0"), Essential()] = None
    webex_api_url: Annotated[URL, since("0.25.0"), Essential()] = None
    jira_api_url: Annotated[URL, since("0.28.0"), Essential()] = None
    rocketchat_api_url: Annotated[URL, since("0.28.0"), Essential()] = None
    rocketchat_token: Annotated[Token, since("0.28.0")] = None
    rocketchat_token_file: Annotated[Text, since("0.28.0")] = None
    rocketchat_token_id: Annotated[Token, since("0.28.0")] = None
    rocketchat_token_id_file: Annotated[Text, since("0.28.0")] = None
    mattermost_webhook_url: Annotated[SecretURL, since("0.32.0"), Essential()] = None
    mattermost_webhook_url_file: Annotated[Text, since("0.32.0")] = None

    excludes = (
        ("slack_app_token", "slack_app_token_file"),
        ("slack_api_url", "slack_api_url_file"),
        ("opsgenie_api_key", "opsgenie_api_key_file"),
        ("victorops_api_key", "victorops_api_key_file"),
        ("telegram_bot_token", "telegram_bot_token_file"),
        ("smtp_auth_password", "smtp_auth_password_file"),
        ("smtp_auth_secret", "smtp_auth_secret_file"),
        ("rocketchat_token", "rocketchat_token_file"),
        ("rocketchat_token_id", "rocketchat_token_id_file"),
        ("wechat_api_secret", "wechat_api_secret_file"),
        ("mattermost_webhook_url", "mattermost_webhook_url_file"),
    )

    def problems(self, context: Context) -> Findings:  # noqa: ARG002
        """A Slack app and a webhook, unless the webhook is the app's address."""
        token, address = self.slack_app_token or self.slack_app_token_file, self.slack_api_url or self.slack_api_url_file
        if token and address and self.slack_api_url != (self.slack_app_url or CHAT):
            field = "slack_api_url" if self.slack_api_url else "slack_api_url_file"
            yield CONTRADICTION.at(field, "a token of a Slack app is set too", "remove one of them, or make it equal to the app's address")


class Tracing(Part, frozen=True, kw_only=True):
    """``tracing``."""

    client_type: Annotated[Text, OneOf(("grpc", "http"))] = None
    endpoint: Text = None
    sampling_fraction: float | None = None
    insecure: Flag = None
    tls_config: TLS | None = None
    headers: dict[str, Header] | None = None
    compression: Annotated[Text, OneOf(("gzip",))] = None
    timeout: Duration = None

    needs = (Need(("endpoint",)),)


class AlertmanagerFile(Part, frozen=True, kw_only=True):
    """The whole file."""

    global_: Global | None = msgspec.field(default=None, name="global")
    route: Route | None = None
    inhibit_rules: tuple[InhibitRule, ...] | None = None
    receivers: tuple[Receiver, ...] | None = None
    mute_time_intervals: Annotated[tuple[TimeIntervals, ...] | None, since("0.22.0")] = None
    time_intervals: Annotated[tuple[TimeIntervals, ...] | None, since("0.24.0")] = None
    templates: tuple[str, ...] = ()
    tracing: Annotated[Tracing | None, since("0.30.0")] = None
    event_recorder: Annotated[EventRecorder | None, since("0.33.0")] = None

    def problems(self, context: Context) -> Findings:
        """Names that are missing, are there twice, or lead nowhere; and the first route."""
        yield from root_problems(self.route)
        intervals = {"mute_time_intervals": self.mute_time_intervals or (), "time_intervals": self.time_intervals or ()}
        yield from names_problems(self.route, self.receivers or (), intervals, context)


def root_problems(root: Route | None) -> Findings:
    """What keeps a route from being the first: it takes every alert and has a receiver."""
    if root is None:
        yield ROOT_ROUTE.at("route", "there is no route", "add one with a receiver")
        return
    if not root.receiver:
        yield ROOT_ROUTE.at("route.receiver", "the first route has no receiver", "name one")
    for name in ("continue_", "match", "match_re", "matchers", "mute_time_intervals", "active_time_intervals"):
        if getattr(root, name):
            yield ROOT_ROUTE.at(f"route.{name}", "the first route takes every alert", "move this to a route below it")


def names_problems(route: Route | None, receivers: Sequence[Receiver], intervals: Mapping[str, Sequence[TimeIntervals]], context: Context) -> Findings:
    """Names of receivers and time intervals (by their field): each there once, each that a route uses there at all."""
    named = [(f"receivers[{index}].name", each.name) for index, each in enumerate(receivers)]
    timed = [(f"{field}[{index}].name", each.name) for field, group in intervals.items() for index, each in enumerate(group)]
    yield from _repeated(named, "receiver", context)
    yield from _repeated(timed, "time interval", context)
    if route is not None:
        yield from _undefined(route, "route", {name for _, name in named}, {name for _, name in timed}, context)


def _repeated(names: list[tuple[str, str]], kind: str, context: Context) -> Findings:
    seen: set[str] = set()
    for path, name in names:
        if not name:
            yield DUPLICATE_NAME.at(path, f"the {kind} has no name", "give it one")
        elif name in seen:
            yield DUPLICATE_NAME.at(path, f"{context.shown(name)} is the name of an earlier {kind}", "choose another")
        seen.add(name)


def _undefined(route: Route, path: str, receivers: set[str], intervals: set[str], context: Context) -> Findings:
    if route.receiver and route.receiver not in receivers:
        yield UNDEFINED_NAME.at(f"{path}.receiver", f"there is no receiver {context.shown(route.receiver, 'of this name')}", "add it or name another")
    for field in ("mute_time_intervals", "active_time_intervals"):
        for index, name in enumerate(getattr(route, field) or ()):
            if name not in intervals:
                yield UNDEFINED_NAME.at(
                    f"{path}.{field}[{index}]", f"there is no time interval {context.shown(name, 'of this name')}", "add it or name another"
                )
    for index, child in enumerate(route.routes or ()):
        yield from _undefined(child, f"{path}.routes[{index}]", receivers, intervals, context)
