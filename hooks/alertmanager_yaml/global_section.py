"""``spec.alertmanagerConfiguration.global`` of an Alertmanager → ``global``."""

from collections.abc import Iterator, Mapping
from typing import Any

from hooks.alertmanager_yaml.alertmanagerconfig import names_of
from hooks.alertmanager_yaml.conversion import Values, http_client, tls
from hooks.alertmanager_yaml.model import Global
from hooks.durations import canonical
from hooks.kinds import alertmanager_global as kind
from hooks.kinds.references import SecretKeySelector
from hooks.versions import Section

PATH = "spec.alertmanagerConfiguration.global"
_NAMES: Mapping[str, str] = {
    "resolve_timeout": "resolveTimeout",
    "http_config": "httpConfig",
    "slack_api_url": "slackApiUrl",
    "opsgenie_api_url": "opsGenieApiUrl",
    "opsgenie_api_key": "opsGenieApiKey",
    "pagerduty_url": "pagerdutyUrl",
    "telegram_api_url": "telegram.apiURL",
    "telegram_bot_token": "telegram.botToken",
    "telegram_bot_token_file": "telegram.botTokenFile",
    "jira_api_url": "jira.apiURL",
    "webex_api_url": "webex.apiURL",
    "rocketchat_api_url": "rocketChat.apiURL",
    "rocketchat_token": "rocketChat.token",
    "rocketchat_token_id": "rocketChat.tokenID",
    "wechat_api_url": "wechat.apiURL",
    "wechat_api_secret": "wechat.apiSecret",
    "wechat_api_corp_id": "wechat.apiCorpID",
    "victorops_api_url": "victorops.apiURL",
    "victorops_api_key": "victorops.apiKey",
    "mattermost_webhook_url": "mattermost.webhookURL",
    "smtp_from": "smtp.from",
    "smtp_hello": "smtp.hello",
    "smtp_smarthost": "smtp.smartHost",
    "smtp_auth_username": "smtp.authUsername",
    "smtp_auth_password": "smtp.authPassword",
    "smtp_auth_secret": "smtp.authSecret",
    "smtp_auth_identity": "smtp.authIdentity",
    "smtp_require_tls": "smtp.requireTLS",
    "smtp_tls_config": "smtp.tlsConfig",
    "smtp_force_implicit_tls": "smtp.forceImplicitTLS",
}
"""Field of ``global`` → where the custom resource has it."""


def names_of_global(section: type[Section], attribute: str) -> str:
    """The name of a field of ``global``, or of a section in it, in an Alertmanager."""
    return _NAMES.get(attribute, "") if section is Global else names_of(section, attribute)


def converted(given: kind.Global, values: Values) -> Global:
    """The global settings; what cannot be converted is noted in ``values``."""
    plain: dict[str, Any] = {
        "resolve_timeout": (canonical(given.resolve_timeout) or given.resolve_timeout) if given.resolve_timeout else None,
        "http_config": None if given.http_config is None else http_client(given.http_config, values, f"{PATH}.httpConfig"),
        "slack_api_url": _address(values, given.slack_api_url, "slack_api_url"),
        "opsgenie_api_url": _address(values, given.ops_genie_api_url, "opsgenie_api_url"),
        "opsgenie_api_key": values.value(given.ops_genie_api_key, f"{PATH}.opsGenieApiKey"),
        "pagerduty_url": given.pagerduty_url or None,
    }
    return Global(**plain, **dict(_of_receivers(given, values)), **(dict(_smtp(given.smtp, values)) if given.smtp is not None else {}))


def _address(values: Values, selector: SecretKeySelector | None, attribute: str) -> str | None:
    found = values.value(selector, f"{PATH}.{_NAMES[attribute]}")
    return found.strip() if found else None


def _of_receivers(given: kind.Global, values: Values) -> Iterator[tuple[str, Any]]:
    for name, part in (("telegram", given.telegram), ("jira", given.jira), ("webex", given.webex)):
        if part is not None:
            yield f"{name}_api_url", part.api_url or None
    if given.telegram is not None:
        yield "telegram_bot_token", values.value(given.telegram.bot_token, f"{PATH}.telegram.botToken")
        yield "telegram_bot_token_file", given.telegram.bot_token_file
    if given.rocket_chat is not None:
        yield "rocketchat_api_url", given.rocket_chat.api_url or None
        yield "rocketchat_token", values.value(given.rocket_chat.token, f"{PATH}.rocketChat.token")
        yield "rocketchat_token_id", values.value(given.rocket_chat.token_id, f"{PATH}.rocketChat.tokenID")
    if given.wechat is not None:
        yield "wechat_api_url", given.wechat.api_url or None
        yield "wechat_api_secret", values.value(given.wechat.api_secret, f"{PATH}.wechat.apiSecret")
        yield "wechat_api_corp_id", given.wechat.api_corp_id
    if given.victorops is not None:
        yield "victorops_api_url", given.victorops.api_url or None
        yield "victorops_api_key", values.value(given.victorops.api_key, f"{PATH}.victorops.apiKey")
    if given.mattermost is not None:
        yield "mattermost_webhook_url", _address(values, given.mattermost.webhook_url, "mattermost_webhook_url")


def _smtp(smtp: kind.GlobalSMTP, values: Values) -> Iterator[tuple[str, Any]]:
    yield "smtp_from", smtp.from_ or None
    yield "smtp_hello", smtp.hello or None
    yield "smtp_smarthost", None if smtp.smart_host is None else f"{smtp.smart_host.host}:{smtp.smart_host.port}"
    yield "smtp_auth_username", smtp.auth_username or None
    yield "smtp_auth_password", values.value(smtp.auth_password, f"{PATH}.smtp.authPassword")
    yield "smtp_auth_secret", values.value(smtp.auth_secret, f"{PATH}.smtp.authSecret")
    yield "smtp_auth_identity", smtp.auth_identity or None
    yield "smtp_require_tls", smtp.require_tls
    yield "smtp_tls_config", None if smtp.tls_config is None else tls(smtp.tls_config, values, f"{PATH}.smtp.tlsConfig")
    yield "smtp_force_implicit_tls", smtp.force_implicit_tls
