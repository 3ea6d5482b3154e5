"""``spec.alertmanagerConfiguration.global`` of an Alertmanager → ``global``."""

from collections.abc import Iterator, Mapping
from typing import Any

from hooks.alertmanager_yaml.addresses import is_address
from hooks.alertmanager_yaml.conversion import http_client, tls
from hooks.alertmanager_yaml.http import HTTPClient
from hooks.alertmanager_yaml.model import Global
from hooks.durations import canonical
from hooks.errors import InvalidObject
from hooks.kinds import alertmanager_global
from hooks.selection import http
from hooks.source import Source
from hooks.versions import Since, Version, since

_PATH = "spec.alertmanagerConfiguration.global"
_GATES: Mapping[str, Since] = {
    "telegram": since("0.24.0"),
    "webex": since("0.25.0"),
    "jira": since("0.28.0"),
    "rocket_chat": since("0.28.0"),
    "mattermost": since("0.32.0"),
}
"""Defaults of receivers that an older version does not have."""
_IMPLICIT_TLS = since("0.31.0")


def section(given: alertmanager_global.Global | None, source: Source, version: Version) -> Global | None:
    """The global settings; references are resolved in ``source``. InvalidObject with the path in the Alertmanager."""
    if given is None:
        return None
    for name, gate in _GATES.items():
        if getattr(given, name) is not None and version not in gate:
            raise InvalidObject(f"{_PATH}.{name}", f"not read by version {version}, remove it or use {gate.version} or later")
    values = {
        "resolve_timeout": canonical(given.resolve_timeout) if given.resolve_timeout else None,
        "http_config": None if given.http_config is None else _http_client(given.http_config, source),
        "slack_api_url": source.value(given.slack_api_url, f"{_PATH}.slackApiUrl"),
        "opsgenie_api_url": source.value(given.ops_genie_api_url, f"{_PATH}.opsGenieApiUrl"),
        "opsgenie_api_key": source.value(given.ops_genie_api_key, f"{_PATH}.opsGenieApiKey"),
        "pagerduty_url": given.pagerduty_url or None,
        **dict(_of_receivers(given, source)),
        **(_smtp(given.smtp, source, version) if given.smtp is not None else {}),
    }
    return Global(**values)


def _http_client(given: alertmanager_global.GlobalHTTPConfig, source: Source) -> HTTPClient:
    """Looked at as closely as that of a receiver: Alertmanager refuses the whole file because of either."""
    http.check_form(given, f"{_PATH}.httpConfig")
    http.check(given, f"{_PATH}.httpConfig", source)
    return http_client(given, source, f"{_PATH}.httpConfig")


def _of_receivers(given: alertmanager_global.Global, source: Source) -> Iterator[tuple[str, str | None]]:
    for name in ("telegram", "jira", "webex"):
        part = getattr(given, name)
        if part is not None:
            yield f"{name}_api_url", _address(part.api_url, f"{_PATH}.{name}.apiURL")
    if given.telegram is not None:
        yield "telegram_bot_token", source.value(given.telegram.bot_token, f"{_PATH}.telegram.botToken")
        yield "telegram_bot_token_file", given.telegram.bot_token_file
    if given.rocket_chat is not None:
        yield "rocketchat_api_url", _address(given.rocket_chat.api_url, f"{_PATH}.rocketChat.apiURL")
        yield "rocketchat_token", source.value(given.rocket_chat.token, f"{_PATH}.rocketChat.token")
        yield "rocketchat_token_id", source.value(given.rocket_chat.token_id, f"{_PATH}.rocketChat.tokenID")
    if given.wechat is not None:
        yield "wechat_api_url", _address(given.wechat.api_url, f"{_PATH}.wechat.apiURL")
        yield "wechat_api_secret", source.value(given.wechat.api_secret, f"{_PATH}.wechat.apiSecret")
        yield "wechat_api_corp_id", given.wechat.api_corp_id
    if given.victorops is not None:
        yield "victorops_api_url", _address(given.victorops.api_url, f"{_PATH}.victorops.apiURL")
        yield "victorops_api_key", source.value(given.victorops.api_key, f"{_PATH}.victorops.apiKey")
    if given.mattermost is not None:
        yield "mattermost_webhook_url", source.value(given.mattermost.webhook_url, f"{_PATH}.mattermost.webhookURL")


def _address(text: str | None, path: str) -> str | None:
    if text and not is_address(text):
        raise InvalidObject(path, "is not an http or https URL")
    return text or None


def _smtp(smtp: alertmanager_global.GlobalSMTP, source: Source, version: Version) -> dict[str, Any]:
    if smtp.force_implicit_tls is not None and version not in _IMPLICIT_TLS:
        raise InvalidObject(f"{_PATH}.smtp.forceImplicitTLS", f"not read by version {version}, remove it or use {_IMPLICIT_TLS.version} or later")
    return {
        "smtp_from": smtp.from_ or None,
        "smtp_hello": smtp.hello or None,
        "smtp_smarthost": None if smtp.smart_host is None else f"{smtp.smart_host.host}:{smtp.smart_host.port}",
        "smtp_auth_username": smtp.auth_username or None,
        "smtp_auth_password": source.value(smtp.auth_password, f"{_PATH}.smtp.authPassword"),
        "smtp_auth_secret": source.value(smtp.auth_secret, f"{_PATH}.smtp.authSecret"),
        "smtp_auth_identity": smtp.auth_identity or None,
        "smtp_require_tls": smtp.require_tls,
        "smtp_tls_config": None if smtp.tls_config is None else tls(smtp.tls_config, source),
        "smtp_force_implicit_tls": smtp.force_implicit_tls,
    }
