"""What Alertmanager's own loader refuses beyond the shape of the file (Alertmanager documentation, "Configuration"); paths are those of the file."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from hooks.alertmanager_yaml import intervals, matchers
from hooks.alertmanager_yaml.addresses import is_address
from hooks.alertmanager_yaml.clean_up import check_marks, sections
from hooks.alertmanager_yaml.http import TLS, HTTPClient
from hooks.alertmanager_yaml.integrations import check as check_integration
from hooks.alertmanager_yaml.model import AlertmanagerFile, Global, Receiver, Route, TimeIntervals
from hooks.alertmanager_yaml.receivers import PagerDuty, Slack, Threading
from hooks.alertmanager_yaml.wholeness import SLACK_CHAT, findings
from hooks.durations import duration
from hooks.errors import InvalidObject
from hooks.selection import expressions
from hooks.versions import Section, Version, fields_of

_PAIRS = (
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
_SOME = timedelta(1)
_NEWEST = Version.parse("0.34.0")
"""The version whose loader is described here."""
_ADDRESSES: Mapping[type[Section], str] = {Slack: "api_url", PagerDuty: "url"}
"""Addresses that only the loader looks at."""
_ALWAYS_WHOLE = (HTTPClient, TLS, Threading)
_URLS = tuple(name for _, name, _ in fields_of(Global) if name.endswith("_url"))


def check(file: AlertmanagerFile) -> None:
    """InvalidObject at the first thing that Alertmanager would refuse."""
    _check_global(file.global_ or Global())
    check_root(file.route)
    names = [*_names(file.mute_time_intervals or (), "mute_time_intervals"), *_names(file.time_intervals or (), "time_intervals")]
    _check_unique(names, "time interval")
    receivers = file.receivers or ()
    _check_unique([(f"receivers[{index}].name", item.name) for index, item in enumerate(receivers)], "receiver")
    for index, receiver in enumerate(receivers):
        for section, path in integrations(receiver, f"receivers[{index}]"):
            address = getattr(section, _ADDRESSES.get(type(section), "name"), None)
            if address and not is_address(address):
                raise InvalidObject(f"{path}.{_ADDRESSES[type(section)]}", "is not an http or https URL")
            check_integration(section, file.global_ or Global(), path)
            _check_http(getattr(section, "http_config", None), f"{path}.http_config")
    for section, path in sections(file):
        check_marks(section, path)
        for field, reason in findings(section, _NEWEST) if isinstance(section, _ALWAYS_WHOLE) else ():
            raise InvalidObject(f"{path}.{field}", reason)
    if file.route:
        _check_references(file.route, {item.name for item in receivers}, {name for _, name in names}, "route")
    for index, rule in enumerate(file.inhibit_rules or ()):
        for field in ("source", "target"):
            here = f"inhibit_rules[{index}].{field}"
            _check_regular_expressions(getattr(rule, f"{field}_match_re"), f"{here}_match_re")
            _check_matchers(getattr(rule, f"{field}_matchers"), f"{here}_matchers")


def integrations(receiver: Receiver, path: str) -> Iterator[tuple[Section, str]]:
    """Every integration of a receiver with its path."""
    for attribute, name, _ in fields_of(Receiver):
        items = getattr(receiver, attribute)
        if isinstance(items, tuple):
            yield from ((item, f"{path}.{name}[{index}]") for index, item in enumerate(items))


def _names(items: Iterable[TimeIntervals], field: str) -> Iterator[tuple[str, str]]:
    for index, item in enumerate(items):
        intervals.check(item, f"{field}[{index}]")
        yield f"{field}[{index}].name", item.name


def _check_unique(names: list[tuple[str, str]], kind: str) -> None:
    seen: set[str] = set()
    for path, name in names:
        if not name:
            raise InvalidObject(path, f"the {kind} has no name, give it one")
        if name in seen:
            raise InvalidObject(path, f'"{name}" is the name of an earlier {kind}, choose another')
        seen.add(name)


def _check_global(section: Global) -> None:
    for name, other in _PAIRS:
        if getattr(section, name) and getattr(section, other):
            raise InvalidObject(f"global.{other}", f"{name} is set too, remove one of them")
    for name in _URLS:
        address = getattr(section, name)
        if address and not is_address(address):
            raise InvalidObject(f"global.{name}", "is not an http or https URL")
    _check_host_port(section.smtp_smarthost, "global.smtp_smarthost")
    token, address = section.slack_app_token or section.slack_app_token_file, section.slack_api_url
    if token and (address or section.slack_api_url_file) and address != (section.slack_app_url or SLACK_CHAT):
        raise InvalidObject("global.slack_api_url", "a token of a Slack app is set too, remove one of them or make it equal to slack_app_url")
    _check_http(section.http_config, "global.http_config")


def _check_host_port(text: str | None, path: str) -> None:
    if text and not text.rpartition(":")[2]:
        raise InvalidObject(path, "has no port, write host:port")
    if text and ":" not in text:
        raise InvalidObject(path, "has no port, write host:port")


def _check_http(client: HTTPClient | None, path: str) -> None:
    if client is None:
        return
    ways = [name for name in ("authorization", "basic_auth", "oauth2", "bearer_token", "bearer_token_file") if getattr(client, name)]
    if len(ways) > 1:
        raise InvalidObject(f"{path}.{ways[1]}", f"{ways[0]} is set too, remove one of them")
    if client.authorization and (client.authorization.type or "").strip().lower() == "basic":
        raise InvalidObject(f"{path}.authorization.type", "cannot be basic, use basic_auth instead")
    if client.oauth2 and not (client.oauth2.client_id and client.oauth2.token_url):
        raise InvalidObject(f"{path}.oauth2", "needs client_id and token_url")
    tls = client.tls_config
    if tls and bool(tls.cert or tls.cert_file) != bool(tls.key or tls.key_file):
        raise InvalidObject(f"{path}.tls_config", "a client certificate needs both the certificate and its key")


def check_root(root: Route | None) -> None:
    """InvalidObject where the first route is none: it takes every alert and has a receiver."""
    if root is None:
        raise InvalidObject("route", "there is no route, add one with a receiver")
    if not root.receiver:
        raise InvalidObject("route.receiver", "the root route has no receiver, name one")
    for name in ("continue_", "match", "match_re", "matchers", "mute_time_intervals", "active_time_intervals"):
        if getattr(root, name):
            raise InvalidObject(f"route.{name.rstrip('_')}", "the root route takes every alert, move this to a route below it")


def _check_references(route: Route, receivers: set[str], times: set[str], path: str) -> None:
    if route.receiver and route.receiver not in receivers:
        raise InvalidObject(f"{path}.receiver", f'there is no receiver "{route.receiver}", add it or name another')
    for field in ("mute_time_intervals", "active_time_intervals"):
        missing = [name for name in getattr(route, field) or () if name not in times]
        if missing:
            raise InvalidObject(f"{path}.{field}", f'there is no time interval "{missing[0]}", add it or name another')
    _check_groups(route, path)
    _check_regular_expressions(route.match_re, f"{path}.match_re")
    _check_matchers(route.matchers, f"{path}.matchers")
    for index, child in enumerate(route.routes or ()):
        _check_references(child, receivers, times, f"{path}.routes[{index}]")


def _check_groups(route: Route, path: str) -> None:
    names = route.group_by or ()
    if "..." in names and len(names) > 1:
        raise InvalidObject(f"{path}.group_by", '"..." means every label, remove the others')
    if "" in names or "" in (route.match or ()):
        raise InvalidObject(f"{path}.group_by", "a label without a name, remove it")
    if len(set(names)) < len(names):
        raise InvalidObject(f"{path}.group_by", "a label is there twice, remove one")
    for field in ("group_wait", "group_interval", "repeat_interval"):
        text = getattr(route, field)
        length = duration(text) if text else _SOME
        if length is None:
            raise InvalidObject(f"{path}.{field}", f'"{text}" is not a duration, write it like 1h30m')
        if not length and field != "group_wait":
            raise InvalidObject(f"{path}.{field}", "cannot be zero")


def _check_regular_expressions(values: dict[str, str] | None, path: str) -> None:
    for name, text in (values or {}).items():
        expressions.check(text, f"{path}.{name}")


def _check_matchers(texts: Any, path: str) -> None:
    for index, text in enumerate(texts or ()):
        reason = matchers.problem(text)
        if reason:
            raise InvalidObject(f"{path}[{index}]", reason)
