"""The Secrets that receivers name: whether they are there, and whether an address in them can be one."""

from typing import Any

from hooks.errors import InvalidObject
from hooks.kinds.receivers.receiver import Receiver
from hooks.kinds.references import SecretKeySelector
from hooks.selection import http, receivers, tls
from hooks.source import Source

_NEEDED = {"discordConfigs": ("api_url",), "msteamsConfigs": ("webhook_url",), "rocketchatConfigs": ("token", "token_id")}
"""Integration → references without which it cannot send."""
_CHAT = "https://slack.com/api/chat.postMessage"
"""The one Slack address whose messages can be updated."""


def check(receiver: Receiver, path: str, source: Source) -> None:
    """InvalidObject at the first reference that is not there, or whose value cannot be used."""
    for name, index, found in receivers.integrations(receiver):
        here = f"{path}.{name}[{index}]"
        _check_references(found, _NEEDED.get(name, ()), here, source)
        _check_addresses(name, found, here, source)
        client = getattr(found, "http_config", None)
        if client is not None:
            http.check(client, f"{here}.httpConfig", source)
        http.check_sigv4(getattr(found, "sigv4", None), f"{here}.sigv4", source)
        tls.check(getattr(found, "tls_config", None), f"{here}.tlsConfig", source)


def _check_references(found: Any, needed: tuple[str, ...], path: str, source: Source) -> None:
    for attribute, name in zip(found.__struct_fields__, found.__struct_encode_fields__, strict=True):
        selector = getattr(found, attribute)
        if isinstance(selector, SecretKeySelector) or attribute in needed:
            source.required(f"{path}.{name}", selector or SecretKeySelector())


def _check_addresses(name: str, found: Any, path: str, source: Source) -> None:
    """Addresses that are secrets: a message never shows them."""
    if name in {"discordConfigs", "slackConfigs"} and found.api_url is not None:
        address = source.required(f"{path}.apiURL", found.api_url).strip()
        if not receivers.is_url(address):
            raise InvalidObject(f"{path}.apiURL", "the secret holds no http or https URL with a host, correct it there")
        if name == "slackConfigs" and found.update_message and address != _CHAT:
            raise InvalidObject(f"{path}.updateMessage", f"only a bot can update messages, its apiURL is {_CHAT}")
    if name == "webhookConfigs" and found.url_secret is not None and not receivers.is_url_or_template(source.required(path, found.url_secret).strip()):
        raise InvalidObject(f"{path}.urlSecret", "the secret holds no http or https URL with a host, and no template, correct it there")
    if name == "pushoverConfigs":
        for selector, field in ((found.user_key, "userKey"), (found.token, "token")):
            if selector is not None and not source.required(f"{path}.{field}", selector):
                raise InvalidObject(f"{path}.{field}", "the secret holds nothing under this key, write the key there")
