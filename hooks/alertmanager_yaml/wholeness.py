"""What must hold between the fields of a section once those that a version does not know are gone: one function a section."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hooks.alertmanager_yaml import receivers as r
from hooks.alertmanager_yaml.http import TLS, HTTPClient
from hooks.alertmanager_yaml.model import Global, Route
from hooks.durations import duration
from hooks.versions import Section, Since, Version, since

Findings = Iterator[tuple[str, str]]
"""(field, what is wrong with it)."""

_NOTHING = "nothing is set, write"
_TLS_VERSIONS = ("TLS10", "TLS11", "TLS12", "TLS13")
SLACK_CHAT = "https://slack.com/api/chat.postMessage"
"""Where Slack apps post, the default of ``slack_app_url``."""
_DETAILS_OF_ANY_TYPE: Since = since("0.30.0")
_GLOBAL_BOT_TOKEN: Since = since("0.31.0")
_GLOBAL_WEBHOOK: Since = since("0.32.0")


def findings(section: Section, version: Version) -> Findings:
    """What is wrong with ``section`` in ``version``."""
    rule = _RULES.get(type(section))
    if rule:
        yield from rule(section, version)


def _global(section: Any, _: Version) -> Findings:
    token, url = section.slack_app_token or section.slack_app_token_file, section.slack_api_url
    if token and url and section.slack_app_url and url != section.slack_app_url:
        yield "slack_api_url", "a token of a Slack app is set too, remove one of them or make it equal to slack_app_url"


def _http(client: Any, _: Version) -> Findings:
    if client.proxy_connect_header and not (client.proxy_url or client.proxy_from_environment):
        yield "proxy_connect_header", "needs proxy_url or proxy_from_environment too"
    if client.proxy_from_environment and client.proxy_url:
        yield "proxy_from_environment", "proxy_url is set too, remove one of them"
    if client.proxy_from_environment and client.no_proxy:
        yield "proxy_from_environment", "no_proxy is set too, remove one of them"
    if client.no_proxy and not client.proxy_url:
        yield "no_proxy", "needs proxy_url too"


def _tls(tls: Any, _: Version) -> Findings:
    for field in ("min_version", "max_version"):
        if getattr(tls, field) not in {None, *_TLS_VERSIONS}:
            yield field, f"must be one of {', '.join(_TLS_VERSIONS)}"
    if tls.min_version in _TLS_VERSIONS and tls.max_version in _TLS_VERSIONS and tls.min_version > tls.max_version:
        yield "max_version", "must not be below min_version"


def _route(route: Any, _: Version) -> Findings:
    for field in ("group_wait", "group_interval", "repeat_interval"):
        text = getattr(route, field)
        if text and duration(text) is None:
            yield field, f'"{text}" is not a duration, write it like 1h30m'


def _threading(threading: Any, _: Version) -> Findings:
    if threading.thread_by_date not in {"daily", "none"} and (threading.enabled or threading.thread_by_date):
        yield "thread_by_date", "must be daily or none"


def _pagerduty(pagerduty: Any, version: Version) -> Findings:
    if version not in _DETAILS_OF_ANY_TYPE:
        for name, value in (pagerduty.details or {}).items():
            if not isinstance(value, str):
                yield f"details.{name}", f"must be a text before version {_DETAILS_OF_ANY_TYPE.version}"


def _pushover(pushover: Any, _: Version) -> Findings:
    if not pushover.user_key and not pushover.user_key_file:
        yield "user_key", f"{_NOTHING} user_key or user_key_file"
    if not pushover.token and not pushover.token_file:
        yield "token", f"{_NOTHING} token or token_file"
    if pushover.html and pushover.monospace:
        yield "monospace", "html is set too, remove one of them"


def _slack(slack: Any, _: Version) -> Findings:
    if slack.update_message and slack.api_url and slack.api_url != SLACK_CHAT:
        yield "update_message", f"needs a bot token: api_url must be {SLACK_CHAT}"
    if (slack.app_token or slack.app_token_file) and (slack.api_url or slack.api_url_file):
        yield "app_token", "api_url is set too, remove one of them"


def _telegram(telegram: Any, version: Version) -> Findings:
    if not telegram.chat_id and not telegram.chat_id_file:
        yield "chat_id", f"{_NOTHING} chat_id or chat_id_file"
    if not telegram.bot_token and not telegram.bot_token_file and version not in _GLOBAL_BOT_TOKEN:
        yield "bot_token", f"{_NOTHING} bot_token or bot_token_file"


def _webhook_address(section: Any, _: Version) -> Findings:
    if not section.webhook_url and not getattr(section, "webhook_url_file", None):
        yield "webhook_url", f"{_NOTHING} webhook_url"


def _mattermost(section: Any, version: Version) -> Findings:
    if version not in _GLOBAL_WEBHOOK:
        yield from _webhook_address(section, version)


def _webex(webex: Any, _: Version) -> Findings:
    if not webex.room_id:
        yield "room_id", f"{_NOTHING} the room"


def _jira(jira: Any, _: Version) -> Findings:
    for field in ("project", "issue_type"):
        if not getattr(jira, field):
            yield field, f"{_NOTHING} it"
    if jira.api_type not in {None, "auto", "cloud", "datacenter"}:
        yield "api_type", "must be auto, cloud or datacenter"


def _incidentio(incident: Any, _: Version) -> Findings:
    if not incident.url and not incident.url_file:
        yield "url", f"{_NOTHING} url or url_file"
    token = bool(incident.alert_source_token or incident.alert_source_token_file)
    if token == bool(incident.http_config and incident.http_config.authorization):
        yield "alert_source_token", "write either alert_source_token or http_config.authorization"


_RULES: Mapping[type[Section], Callable[[Any, Version], Findings]] = {
    Global: _global,
    HTTPClient: _http,
    TLS: _tls,
    Route: _route,
    r.Threading: _threading,
    r.PagerDuty: _pagerduty,
    r.Pushover: _pushover,
    r.Slack: _slack,
    r.Telegram: _telegram,
    r.MSTeams: _webhook_address,
    r.MSTeamsV2: _webhook_address,
    r.Mattermost: _mattermost,
    r.Webex: _webex,
    r.Jira: _jira,
    r.IncidentIO: _incidentio,
}
