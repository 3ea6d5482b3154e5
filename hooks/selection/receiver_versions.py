"""Since which Alertmanager version receivers and their fields exist; one that is older would refuse the whole file."""

from typing import Any

from hooks.kinds.http import HTTPConfig
from hooks.kinds.receivers.receiver import Receiver
from hooks.selection.context import check_since
from hooks.selection.receivers import integrations
from hooks.versions import Version

_INTEGRATIONS = {
    "discordConfigs": "0.25.0",
    "msteamsConfigs": "0.26.0",
    "msteamsv2Configs": "0.28.0",
    "rocketchatConfigs": "0.28.0",
    "telegramConfigs": "0.24.0",
    "webexConfigs": "0.25.0",
}
_FIELDS = {
    "emailConfigs": (("force_implicit_tls", "forceImplicitTLS", "0.31.0"), ("threading", "threading", "0.30.0")),
    "slackConfigs": (("message_text", "messageText", "0.31.0"), ("update_message", "updateMessage", "0.32.0")),
    "snsConfigs": (("use_aws_http_client", "useAWSHTTPClient", "0.33.0"),),
    "telegramConfigs": (("bot_token_file", "botTokenFile", "0.26.0"),),
    "webhookConfigs": (("payload", "payload", "0.32.0"),),
}
_CLIENT = (
    ("authorization", "authorization", "0.22.0"),
    ("oauth2", "oauth2", "0.22.0"),
    ("no_proxy", "noProxy", "0.25.0"),
    ("proxy_from_environment", "proxyFromEnvironment", "0.25.0"),
    ("proxy_connect_header", "proxyConnectHeader", "0.25.0"),
)
_TEAMS = "0.24.0"


def check(receiver: Receiver, path: str, version: Version | None) -> None:
    """InvalidObject at the first receiver or field that ``version`` does not read."""
    for name, index, found in integrations(receiver):
        here = f"{path}.{name}[{index}]"
        if name in _INTEGRATIONS:
            check_since("Alertmanager", version, _INTEGRATIONS[name], here, name)
        _check_fields(found, _FIELDS.get(name, ()), here, version)
        client: HTTPConfig | None = getattr(found, "http_config", None)
        if client is not None:
            _check_fields(client, _CLIENT, f"{here}.httpConfig", version)
        for number, responder in enumerate(getattr(found, "responders", ())):
            if responder.type == "teams":
                check_since("Alertmanager", version, _TEAMS, f"{here}.responders[{number}].type", "teams")


def _check_fields(found: Any, fields: tuple[tuple[str, str, str], ...], path: str, version: Version | None) -> None:
    for attribute, name, since in fields:
        if getattr(found, attribute) not in (None, {}):
            check_since("Alertmanager", version, since, f"{path}.{name}", name)
