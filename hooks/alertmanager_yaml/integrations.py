"""What Alertmanager's loader wants of each integration: fields that must be there, fields that exclude each other, values that a global setting may bring."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from hooks.alertmanager_yaml import receivers as r
from hooks.alertmanager_yaml.model import Global
from hooks.errors import InvalidObject
from hooks.versions import Section


class Need(NamedTuple):
    """At least one of ``fields``, or one of the ``global`` fields."""

    fields: tuple[str, ...]
    globals: tuple[str, ...] = ()


NEEDS: Mapping[type[Section], tuple[Need, ...]] = {
    r.Email: (Need(("to",)), Need(("smarthost",), ("smtp_smarthost",)), Need(("from_",), ("smtp_from",))),
    r.Webhook: (Need(("url", "url_file")),),
    r.PagerDuty: (Need(("routing_key", "routing_key_file", "service_key", "service_key_file")),),
    r.Opsgenie: (Need(("api_key", "api_key_file"), ("opsgenie_api_key", "opsgenie_api_key_file")),),
    r.WeChat: (Need(("api_secret", "api_secret_file"), ("wechat_api_secret", "wechat_api_secret_file")), Need(("corp_id",), ("wechat_api_corp_id",))),
    r.Slack: (
        Need(
            ("api_url", "api_url_file", "app_token", "app_token_file"),
            ("slack_api_url", "slack_api_url_file", "slack_app_token", "slack_app_token_file"),
        ),
    ),
    r.Pushover: (Need(("user_key", "user_key_file")), Need(("token", "token_file"))),
    r.VictorOps: (Need(("routing_key",)), Need(("api_key", "api_key_file"), ("victorops_api_key", "victorops_api_key_file"))),
    r.SNS: (Need(("topic_arn", "target_arn", "phone_number")),),
    r.Telegram: (Need(("chat_id", "chat_id_file")), Need(("bot_token", "bot_token_file"), ("telegram_bot_token", "telegram_bot_token_file"))),
    r.Discord: (Need(("webhook_url", "webhook_url_file")),),
    r.Webex: (Need(("room_id",)),),
    r.MSTeams: (Need(("webhook_url", "webhook_url_file")),),
    r.MSTeamsV2: (Need(("webhook_url", "webhook_url_file")),),
    r.Jira: (Need(("project",)), Need(("issue_type",)), Need(("api_url",), ("jira_api_url",))),
    r.RocketChat: (
        Need(("token", "token_file"), ("rocketchat_token", "rocketchat_token_file")),
        Need(("token_id", "token_id_file"), ("rocketchat_token_id", "rocketchat_token_id_file")),
    ),
    r.Mattermost: (Need(("webhook_url", "webhook_url_file"), ("mattermost_webhook_url", "mattermost_webhook_url_file")),),
    r.IncidentIO: (Need(("url", "url_file")),),
}
"""What must be set, in the words of Alertmanager's documentation."""

PAIRS: Mapping[type[Section], tuple[tuple[str, str], ...]] = {
    r.Webhook: (("url", "url_file"),),
    r.PagerDuty: (("routing_key", "routing_key_file"), ("service_key", "service_key_file")),
    r.Opsgenie: (("api_key", "api_key_file"),),
    r.WeChat: (("api_secret", "api_secret_file"),),
    r.Slack: (("api_url", "api_url_file"), ("app_token", "app_token_file")),
    r.Pushover: (("user_key", "user_key_file"), ("token", "token_file"), ("html", "monospace")),
    r.VictorOps: (("api_key", "api_key_file"),),
    r.Telegram: (("bot_token", "bot_token_file"), ("chat_id", "chat_id_file")),
    r.Discord: (("webhook_url", "webhook_url_file"),),
    r.MSTeams: (("webhook_url", "webhook_url_file"),),
    r.MSTeamsV2: (("webhook_url", "webhook_url_file"),),
    r.RocketChat: (("token", "token_file"), ("token_id", "token_id_file")),
    r.Mattermost: (("webhook_url", "webhook_url_file"),),
    r.IncidentIO: (("url", "url_file"), ("alert_source_token", "alert_source_token_file")),
}
"""What must not be set together."""


def check(section: Section, globals_: Global, path: str) -> None:
    """InvalidObject at the first thing that Alertmanager would refuse."""
    for first, second in PAIRS.get(type(section), ()):
        if getattr(section, first) and getattr(section, second):
            raise InvalidObject(f"{path}.{second}", f"{first} is set too, remove one of them")
    for need in NEEDS.get(type(section), ()):
        if not any(getattr(section, field) for field in need.fields) and not any(getattr(globals_, field) for field in need.globals):
            raise InvalidObject(f"{path}.{need.fields[0].rstrip('_')}", _missing(need))
    special = _SPECIAL.get(type(section))
    for where, reason in special(section) if special else ():
        raise InvalidObject(f"{path}.{where}", reason)


def _missing(need: Need) -> str:
    ways = [field.rstrip("_") for field in need.fields] + [f"global.{field}" for field in need.globals]
    return f"nothing is set, write {' or '.join(ways)}"


_VICTOROPS_FIELDS = frozenset(["routing_key", "message_type", "state_message", "entity_display_name", "monitoring_tool", "entity_id", "entity_state"])

Findings = Iterator[tuple[str, str]]


def _slack(slack: Any) -> Findings:
    if (slack.app_token or slack.app_token_file) and (slack.api_url or slack.api_url_file):
        yield "app_token", "api_url is set too, remove one of them"
    for index, field in enumerate(slack.fields or ()):
        if not field.title or not field.value:
            yield f"fields[{index}]", "needs a title and a value"
    for index, action in enumerate(slack.actions or ()):
        if not action.type or not action.text:
            yield f"actions[{index}]", "needs a type and a text"
        elif not action.url and not action.name:
            yield f"actions[{index}]", "needs a name or a url"
        elif action.confirm and not action.confirm.text:
            yield f"actions[{index}].confirm.text", "nothing is set, write a text"


def _webex(webex: Any) -> Findings:
    if not webex.http_config or not webex.http_config.authorization:
        yield "http_config.authorization", "nothing is set, write the credentials of the bot"


def _wechat(wechat: Any) -> Findings:
    if wechat.message_type not in {None, "text", "markdown"}:
        yield "message_type", "must be text or markdown"


def _telegram(telegram: Any) -> Findings:
    if telegram.parse_mode not in {None, "Markdown", "MarkdownV2", "HTML"}:
        yield "parse_mode", "must be Markdown, MarkdownV2 or HTML"


def _opsgenie(opsgenie: Any) -> Findings:
    for index, responder in enumerate(opsgenie.responders or ()):
        if not (responder.id or responder.username or responder.name):
            yield f"responders[{index}]", "needs an id, a username or a name"
        elif "{{" not in (responder.type or "") and (responder.type or "").lower() not in {"team", "teams", "user", "escalation", "schedule"}:
            yield f"responders[{index}].type", "must be team, teams, user, escalation or schedule"


def _sns(sns: Any) -> Findings:
    if sum(bool(target) for target in (sns.topic_arn, sns.target_arn, sns.phone_number)) == 2:
        yield "topic_arn", "only one of topic_arn, target_arn and phone_number can be set"
    if sns.sigv4 and bool(sns.sigv4.access_key) != bool(sns.sigv4.secret_key):
        yield "sigv4", "needs both access_key and secret_key, or neither"


def _victorops(victorops: Any) -> Findings:
    fixed = _VICTOROPS_FIELDS & set(victorops.custom_fields or ())
    if fixed:
        yield f"custom_fields.{min(fixed)}", "is a field of every message, choose another name"


def _email(email: Any) -> Findings:
    names = [name.title() for name in email.headers or {}]
    if len(set(names)) < len(names):
        yield "headers", "a header is there twice, remove one"
    if email.smarthost and (":" not in email.smarthost or email.smarthost.endswith(":")):
        yield "smarthost", "has no port, write host:port"


def _incidentio(incident: Any) -> Findings:
    authorized = bool(incident.http_config and incident.http_config.authorization)
    token = bool(incident.alert_source_token or incident.alert_source_token_file)
    if authorized and token:
        yield "alert_source_token", "http_config.authorization is set too, remove one of them"


_SPECIAL: Mapping[type[Section], Callable[[Any], Findings]] = {
    r.Slack: _slack,
    r.Webex: _webex,
    r.WeChat: _wechat,
    r.Telegram: _telegram,
    r.Opsgenie: _opsgenie,
    r.SNS: _sns,
    r.VictorOps: _victorops,
    r.Email: _email,
    r.IncidentIO: _incidentio,
}
