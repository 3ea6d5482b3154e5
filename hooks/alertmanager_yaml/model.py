"""alertmanager.yaml section by section, in its order, each field with the version it came with (Alertmanager documentation, "Configuration")."""

from typing import Annotated, Any

import msgspec

from hooks.alertmanager_yaml.http import TLS, HTTPClient
from hooks.alertmanager_yaml.markers import Choice, Duration, Flag, HostPort, Labels, MonthRange, Text, Texts, Yields
from hooks.alertmanager_yaml.receivers import (
    SNS,
    Discord,
    Email,
    IncidentIO,
    Jira,
    Mattermost,
    MSTeams,
    MSTeamsV2,
    Opsgenie,
    PagerDuty,
    Pushover,
    RocketChat,
    Slack,
    Telegram,
    VictorOps,
    Webex,
    Webhook,
    WeChat,
)
from hooks.versions import Section, since


class Global(Section, frozen=True, kw_only=True):
    """``global``: what receivers use where they set nothing themselves."""

    resolve_timeout: Duration = None
    http_config: HTTPClient | None = None
    smtp_from: Text = None
    smtp_hello: Text = None
    smtp_smarthost: Annotated[Text, HostPort()] = None
    smtp_auth_username: Text = None
    smtp_auth_password: Text = None
    smtp_auth_password_file: Annotated[Text, since("0.25.0"), Yields("smtp_auth_password")] = None
    smtp_auth_secret: Text = None
    smtp_auth_secret_file: Annotated[Text, since("0.31.0"), Yields("smtp_auth_secret")] = None
    smtp_auth_identity: Text = None
    smtp_require_tls: Choice = None
    smtp_tls_config: Annotated[TLS | None, since("0.28.0")] = None
    smtp_force_implicit_tls: Annotated[Choice, since("0.31.0")] = None
    slack_api_url: Text = None
    slack_api_url_file: Annotated[Text, since("0.22.0"), Yields("slack_api_url")] = None
    slack_app_token: Annotated[Text, since("0.30.0")] = None
    slack_app_token_file: Annotated[Text, since("0.30.0"), Yields("slack_app_token")] = None
    slack_app_url: Annotated[Text, since("0.30.0")] = None
    pagerduty_url: Text = None
    opsgenie_api_url: Text = None
    opsgenie_api_key: Text = None
    opsgenie_api_key_file: Annotated[Text, since("0.24.0")] = None
    wechat_api_url: Text = None
    wechat_api_secret: Text = None
    wechat_api_secret_file: Annotated[Text, since("0.31.0"), Yields("wechat_api_secret")] = None
    wechat_api_corp_id: Text = None
    victorops_api_url: Text = None
    victorops_api_key: Text = None
    victorops_api_key_file: Annotated[Text, since("0.25.0"), Yields("victorops_api_key")] = None
    telegram_api_url: Text = None
    telegram_bot_token: Annotated[Text, since("0.31.0")] = None
    telegram_bot_token_file: Annotated[Text, since("0.31.0"), Yields("telegram_bot_token")] = None
    webex_api_url: Text = None
    jira_api_url: Text = None
    rocketchat_api_url: Text = None
    rocketchat_token: Text = None
    rocketchat_token_file: Text = None
    rocketchat_token_id: Text = None
    rocketchat_token_id_file: Text = None
    mattermost_webhook_url: Annotated[Text, since("0.32.0")] = None
    mattermost_webhook_url_file: Annotated[Text, since("0.32.0"), Yields("mattermost_webhook_url")] = None


class Route(Section, frozen=True, kw_only=True):
    """``route``, and every route below it."""

    receiver: Text = None
    group_by: Texts = None
    match: Labels = None
    match_re: Labels = None
    matchers: Annotated[Texts, since("0.22.0", refuse=True)] = None
    labels: Annotated[Labels, since("0.34.0")] = None
    continue_: Flag = msgspec.field(default=None, name="continue")
    routes: "tuple[Route, ...] | None" = None
    group_wait: Text = None
    group_interval: Text = None
    repeat_interval: Text = None
    mute_time_intervals: Annotated[Texts, since("0.22.0")] = None
    active_time_intervals: Annotated[Texts, since("0.24.0")] = None


class InhibitRule(Section, frozen=True, kw_only=True):
    """``inhibit_rules[]``."""

    name: Text = None
    target_match: Labels = None
    target_match_re: Labels = None
    target_matchers: Annotated[Texts, since("0.22.0", refuse=True)] = None
    source_match: Labels = None
    source_match_re: Labels = None
    source_matchers: Annotated[Texts, since("0.22.0", refuse=True)] = None
    equal: Texts = None


class Times(Section, frozen=True, kw_only=True):
    """A span of a day, from ``00:00`` to ``24:00``."""

    start_time: Text = None
    end_time: Text = None


class TimeInterval(Section, frozen=True, kw_only=True):
    """One way to be inside of a named time interval."""

    times: tuple[Times, ...] | None = None
    weekdays: Texts = None
    days_of_month: Texts = None
    months: tuple[Annotated[str, MonthRange()], ...] | None = None
    years: Texts = None
    location: Annotated[Text, since("0.25.0")] = None


class TimeIntervals(Section, frozen=True, kw_only=True):
    """``time_intervals[]`` and, by its older name, ``mute_time_intervals[]``."""

    name: str = ""
    time_intervals: tuple[TimeInterval, ...] = ()


class Receiver(Section, frozen=True, kw_only=True):
    """``receivers[]``."""

    name: str = ""
    opsgenie_configs: tuple[Opsgenie, ...] | None = None
    pagerduty_configs: tuple[PagerDuty, ...] | None = None
    slack_configs: tuple[Slack, ...] | None = None
    webhook_configs: tuple[Webhook, ...] | None = None
    wechat_configs: tuple[WeChat, ...] | None = None
    email_configs: tuple[Email, ...] | None = None
    pushover_configs: tuple[Pushover, ...] | None = None
    victorops_configs: tuple[VictorOps, ...] | None = None
    sns_configs: tuple[SNS, ...] | None = None
    telegram_configs: Annotated[tuple[Telegram, ...] | None, since("0.24.0", refuse=True)] = None
    discord_configs: Annotated[tuple[Discord, ...] | None, since("0.25.0", refuse=True)] = None
    webex_configs: Annotated[tuple[Webex, ...] | None, since("0.25.0", refuse=True)] = None
    msteams_configs: Annotated[tuple[MSTeams, ...] | None, since("0.26.0", refuse=True)] = None
    msteamsv2_configs: Annotated[tuple[MSTeamsV2, ...] | None, since("0.28.0", refuse=True)] = None
    jira_configs: Annotated[tuple[Jira, ...] | None, since("0.28.0", refuse=True)] = None
    rocketchat_configs: Annotated[tuple[RocketChat, ...] | None, since("0.28.0", refuse=True)] = None
    mattermost_configs: Annotated[tuple[Mattermost, ...] | None, since("0.30.0", refuse=True)] = None
    incidentio_configs: Annotated[tuple[IncidentIO, ...] | None, since("0.29.0", refuse=True)] = None


class AlertmanagerFile(Section, frozen=True, kw_only=True):
    """The whole file."""

    global_: Global | None = msgspec.field(default=None, name="global")
    route: Route | None = None
    inhibit_rules: tuple[InhibitRule, ...] | None = None
    receivers: tuple[Receiver, ...] | None = None
    mute_time_intervals: Annotated[tuple[TimeIntervals, ...] | None, since("0.22.0")] = None
    time_intervals: Annotated[tuple[TimeIntervals, ...] | None, since("0.24.0")] = None
    templates: tuple[str, ...] = ()
    tracing: Annotated[Any, since("0.30.0")] = None
    event_recorder: Annotated[Any, since("0.33.0")] = None
