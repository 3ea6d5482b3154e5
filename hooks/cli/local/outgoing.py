"""What a run would send to others: remote write and remote read, alerts to Alertmanagers elsewhere, notifications. It stays on this machine unless the
user lets it out: a folder that was made for production must not write into it from a laptop.

Every connection that would leave goes to a gate instead, an HTTP proxy of our own that refuses. So the programs run with the configuration that they
would have, and the terminal can say whom they tried to reach.
"""

from collections.abc import Callable, Iterator
from functools import partial
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import yaml

from hooks.cli.local.loopback import Handler, LoopbackServer

_CLIENTS = ("remote_write", "remote_read")
"""Lists at the top of prometheus.yaml whose entries are HTTP clients with a ``url``."""
_ADDRESSES = ("url", "api_url", "webhook_url")
"""Where an integration of alertmanager.yaml has its address, if not in the global section."""
_SMTP = ("smarthost", "smtp_smarthost")


def kept_in(root: yaml.Node, gate: str) -> None:
    """Directs what would leave this machine to ``gate`` (``host:port``); ``root`` is a generated configuration, changed in place."""
    for name in _CLIENTS:
        for client in _items(_value(root, name)):
            if not _is_local(_text(client, "url")):
                _gated(client, gate)
    for client in _items(_value(_value(root, "alerting"), "alertmanagers")):
        targets = [target.value for group in _items(_value(client, "static_configs")) for target in _items(_value(group, "targets"))]
        if not all(_is_local(f"http://{target}") for target in targets):
            _gated(client, gate)
    shared = _value(root, "global")
    _to_gate(shared, gate)
    for receiver in _items(_value(root, "receivers")):
        for integration, entries in _pairs(receiver):
            for entry in _items(entries):
                _kept_in_integration(integration.removesuffix("_configs"), entry, shared, gate)


def _kept_in_integration(name: str, entry: yaml.Node, shared: yaml.Node | None, gate: str) -> None:
    if name == "email":
        _to_gate(entry, gate)
        return
    own = next((text for field in _ADDRESSES if (text := _text(entry, field))), "")
    if not _is_local(own or _text(shared, f"{name}_api_url")):
        _gated(_made(entry, "http_config"), gate)


def _to_gate(part: yaml.Node | None, gate: str) -> None:
    """Mail has no proxies: its server is the gate, which speaks another language and so takes none."""
    for field in _SMTP:
        if (text := _text(part, field)) and not _is_local(f"smtp://{text}"):
            _set(part, field, gate)


def _gated(client: yaml.Node, gate: str) -> None:
    _drop(client, {"proxy_from_environment", "no_proxy", "proxy_connect_header"})
    _set(client, "proxy_url", f"http://{gate}")


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


# --- YAML nodes


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((key.value, value) for key, value in node.value)


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    return next((value for key, value in _pairs(node) if key == name), None)


def _text(node: yaml.Node | None, name: str) -> str:
    found = _value(node, name)
    return found.value if isinstance(found, yaml.ScalarNode) else ""


def _drop(node: yaml.Node, names: set[str]) -> None:
    node.value = [pair for pair in node.value if pair[0].value not in names]


def _set(node: yaml.Node | None, name: str, value: str) -> None:
    if isinstance(node, yaml.MappingNode):
        _drop(node, {name})
        node.value.append((_scalar(name), _scalar(value)))


def _made(node: yaml.Node, name: str) -> yaml.Node:
    """The mapping below ``name``, which is there afterwards."""
    found = _value(node, name)
    if isinstance(found, yaml.MappingNode):
        return found
    made = yaml.MappingNode("tag:yaml.org,2002:map", [])
    _drop(node, {name})
    node.value.append((_scalar(name), made))
    return made


def _scalar(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style='"')


# --- the gate


class Gate(LoopbackServer):
    """A proxy that lets nothing out; ``refused`` is called with each host that somebody wanted to reach, the first time."""

    def __init__(self, refused: Callable[[str], None]) -> None:
        """Listens at once, on any free port."""
        super().__init__("gate", partial(_Proxy, _Once(refused)))


class _Once:
    """Tells each host a single time."""

    def __init__(self, told: Callable[[str], None]) -> None:
        self._told, self._known = told, set[str]()

    def __call__(self, host: str) -> None:
        if host not in self._known:
            self._known.add(host)
            self._told(host)


class _Proxy(Handler):
    def __init__(self, refused: Callable[[str], None], *connection: Any) -> None:
        self._refused = refused
        super().__init__(*connection)

    def _refuse(self) -> None:
        """A URL may hold a secret, so its path is never told."""
        self._refused(self.path if self.command == "CONNECT" else urlsplit(self.path).netloc)
        self.close_connection = True
        self.answer(403, reason="kept on this machine")

    do_CONNECT = do_GET = do_POST = do_PUT = _refuse  # noqa: N815  # the base class's names
