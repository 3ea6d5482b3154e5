"""Receivers of an AlertmanagerConfig: what each asks beyond its schema, whatever the version (Alertmanager documentation: ``<receiver>``)."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from hooks import go_template
from hooks.durations import duration
from hooks.errors import InvalidObject
from hooks.kinds.receivers.email import EmailConfig
from hooks.kinds.receivers.opsgenie import OpsgenieConfig, Responder
from hooks.kinds.receivers.pagerduty import PagerdutyConfig
from hooks.kinds.receivers.pushover import PushoverConfig
from hooks.kinds.receivers.receiver import Receiver
from hooks.kinds.receivers.rocketchat import RocketchatConfig
from hooks.kinds.receivers.slack import SlackConfig
from hooks.kinds.receivers.sns import SnsConfig
from hooks.kinds.receivers.telegram import TelegramConfig
from hooks.kinds.receivers.victorops import VictoropsConfig
from hooks.kinds.receivers.webhook import WebhookConfig
from hooks.selection import http, tls, urls

_RESPONDERS = ("team", "teams", "user", "escalation", "schedule")
_RESERVED = frozenset({"routing_key", "message_type", "state_message", "entity_display_name", "monitoring_tool", "entity_id", "entity_state"})
_HOST_AND_PORT = re.compile(r"(?:\[[^\[\]]*\]|[^:\[\]]*):[^:\[\]]*")
_PLAIN = {
    "opsgenieConfigs": ("api_url",),
    "pagerdutyConfigs": ("url",),
    "rocketchatConfigs": ("api_url",),
    "telegramConfigs": ("api_url",),
    "victoropsConfigs": ("api_url",),
    "webexConfigs": ("api_url",),
    "wechatConfigs": ("api_url",),
}
"""Integration → attributes that hold a URL."""
_TEMPLATES = {
    "pagerdutyConfigs": ("client_url",),
    "pushoverConfigs": ("url",),
    "rocketchatConfigs": ("icon_url", "image_url", "thumb_url"),
    "snsConfigs": ("api_url",),
    "webhookConfigs": ("url",),
}
"""Integration → attributes that hold a URL, or a template that becomes one."""


def integrations(receiver: Receiver) -> Iterator[tuple[str, int, Any]]:
    """(field, index, configuration) of everything that a receiver sends to."""
    for attribute, name in zip(Receiver.__struct_fields__, Receiver.__struct_encode_fields__, strict=True):
        if name != "name":
            for index, found in enumerate(getattr(receiver, attribute)):
                yield name, index, found


def check_form(receiver: Receiver, path: str) -> None:
    """InvalidObject where Alertmanager would refuse the receiver, as far as it needs no values."""
    for name, index, found in integrations(receiver):
        here = f"{path}.{name}[{index}]"
        if name in _FORMS:
            _FORMS[name](found, here)
        for attribute in _PLAIN.get(name, ()):
            _check_url(getattr(found, attribute), f"{here}.{_outside(found, attribute)}")
        for attribute in _TEMPLATES.get(name, ()):
            _check_template(getattr(found, attribute), f"{here}.{_outside(found, attribute)}")
        client = getattr(found, "http_config", None)
        if client is not None:
            http.check_form(client, f"{here}.httpConfig")


def _outside(found: Any, attribute: str) -> str:
    names: dict[str, str] = dict(zip(found.__struct_fields__, found.__struct_encode_fields__, strict=True))
    return names[attribute]


def _check_url(text: str | None, path: str) -> None:
    if text and not is_url(text):
        raise InvalidObject(path, "it is no http or https URL with a host, write it like https://host/path")


def _check_template(text: str | None, path: str) -> None:
    if text and "{{" in text:
        problem = go_template.problem(text, functions=None)
        if problem:
            raise InvalidObject(path, f"it is no template: {problem}")
    else:
        _check_url(text, path)


def is_url(text: str) -> bool:
    """An http or https URL with a host, as Alertmanager reads it."""
    try:
        url = urls.parsed(text, "")
    except InvalidObject:
        return False
    return url.scheme in {"http", "https"} and bool(url.host) and '"' not in text and "\\" not in text


def is_url_or_template(text: str) -> bool:
    """The same for a text in which templates may stand."""
    return not go_template.problem(text, functions=None) if "{{" in text else is_url(text)


def _email(found: EmailConfig, path: str) -> None:
    _need(found.to, f"{path}.to", "write who gets the message")
    if found.smarthost and not _HOST_AND_PORT.fullmatch(found.smarthost):
        raise InvalidObject(f"{path}.smarthost", f'"{found.smarthost}" is no host:port, write it like smtp.example.org:587')
    names = [(header.key or "").lower() for header in found.headers]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InvalidObject(f"{path}.headers", f'"{twice}" stands there twice, remove one')
    tls.check_form(found.tls_config, f"{path}.tlsConfig")


def _opsgenie(found: OpsgenieConfig, path: str) -> None:
    for index, responder in enumerate(found.responders):
        check_responder(responder, f"{path}.responders[{index}]")


def check_responder(responder: Responder, path: str) -> None:
    """InvalidObject where nobody is named, or where the type is neither known nor a template."""
    if not (responder.id or responder.name or responder.username):
        raise InvalidObject(path, "it names nobody, give id, name or username")
    kind = responder.type or ""
    if "{{" in kind:
        _check_template(kind, f"{path}.type")
    elif kind.lower() not in _RESPONDERS:
        raise InvalidObject(f"{path}.type", f'"{kind}" is no type of responder, write one of {", ".join(_RESPONDERS)}')


def _pagerduty(found: PagerdutyConfig, path: str) -> None:
    if found.routing_key is None and found.service_key is None:
        raise InvalidObject(path, "there is no key, give routingKey or serviceKey")
    for index, link in enumerate(found.pager_duty_link_configs):
        _check_template(link.href, f"{path}.pagerDutyLinkConfigs[{index}].href")
    for index, image in enumerate(found.pager_duty_image_configs):
        _check_template(image.href, f"{path}.pagerDutyImageConfigs[{index}].href")


def _pushover(found: PushoverConfig, path: str) -> None:
    if found.user_key is None and found.user_key_file is None:
        raise InvalidObject(path, "there is no user, give userKey or userKeyFile")
    if found.token is None and found.token_file is None:
        raise InvalidObject(path, "there is no token, give token or tokenFile")
    if found.html and found.monospace:
        raise InvalidObject(f"{path}.monospace", "html is set too, remove one of them")
    for text, name in ((found.expire, "expire"), (found.retry, "retry")):
        if text and duration(text) is None:
            raise InvalidObject(f"{path}.{name}", f'"{text}" is no duration, write it like 30s or 1h30m')


def _rocketchat(found: RocketchatConfig, path: str) -> None:
    for index, action in enumerate(found.actions):
        _check_template(action.url, f"{path}.actions[{index}].url")


def _slack(found: SlackConfig, path: str) -> None:
    for index, action in enumerate(found.actions):
        here = f"{path}.actions[{index}]"
        _need(action.type, f"{here}.type", "write button")
        _need(action.text, f"{here}.text", "write what the button says")
        _need(action.url or action.name, f"{here}.url", "give url or name")
        if action.confirm is not None:
            _need(action.confirm.text, f"{here}.confirm.text", "write the question")
    for index, field in enumerate(found.fields):
        _need(field.title, f"{path}.fields[{index}].title", "write one")
        _need(field.value, f"{path}.fields[{index}].value", "write one")


def _sns(found: SnsConfig, path: str) -> None:
    given = [target for target in (found.target_arn, found.topic_arn, found.phone_number) if target]
    if len(given) != 1:
        raise InvalidObject(path, "it needs one target, give one of targetARN, topicARN and phoneNumber")


def _telegram(found: TelegramConfig, path: str) -> None:
    if (found.bot_token is None) == (found.bot_token_file is None):
        raise InvalidObject(path, "it needs one token, give one of botToken and botTokenFile")
    _need(found.chat_id, f"{path}.chatID", "write the id of the chat")


def _victorops(found: VictoropsConfig, path: str) -> None:
    for index, field in enumerate(found.custom_fields):
        if field.key in _RESERVED:
            raise InvalidObject(f"{path}.customFields[{index}].key", f'"{field.key}" is set by Alertmanager itself, choose another name')
    _need(found.routing_key, f"{path}.routingKey", "write the key of the team")


def _webhook(found: WebhookConfig, path: str) -> None:
    if found.url is None and found.url_secret is None:
        raise InvalidObject(path, "there is no address, give url or urlSecret")


def _need(value: object, path: str, remedy: str) -> None:
    if not value:
        raise InvalidObject(path, f"it is missing, {remedy}")


_FORMS: dict[str, Callable[[Any, str], None]] = {
    "emailConfigs": _email,
    "opsgenieConfigs": _opsgenie,
    "pagerdutyConfigs": _pagerduty,
    "pushoverConfigs": _pushover,
    "rocketchatConfigs": _rocketchat,
    "slackConfigs": _slack,
    "snsConfigs": _sns,
    "telegramConfigs": _telegram,
    "victoropsConfigs": _victorops,
    "webhookConfigs": _webhook,
}
