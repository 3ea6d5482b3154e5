"""Proxy settings, in the four fields that every HTTP client has."""

from collections.abc import Mapping
from typing import Protocol

from hooks.errors import InvalidObject
from hooks.kinds.references import SecretKeySelector
from hooks.selection import urls
from hooks.source import Source


class Proxied(Protocol):
    """A part of a custom resource with proxy settings."""

    @property
    def proxy_url(self) -> str | None:
        """``http://proxy:3128``."""

    @property
    def no_proxy(self) -> str | None:
        """Hosts that are reached directly."""

    @property
    def proxy_from_environment(self) -> bool | None:
        """The environment of the process names the proxy."""

    @property
    def proxy_connect_header(self) -> Mapping[str, tuple[SecretKeySelector, ...]]:
        """Headers of the CONNECT request."""


def check(part: Proxied, path: str, source: Source) -> None:
    """InvalidObject where the settings contradict themselves, or where a header's value is not there."""
    check_form(part, path)
    check_headers(part, path, source)


def check_headers(part: Proxied, path: str, source: Source) -> None:
    """InvalidObject where the value of a header is not there."""
    for header, selectors in sorted(part.proxy_connect_header.items()):
        for index, selector in enumerate(selectors):
            source.required(f"{path}.proxyConnectHeader.{header}[{index}]", selector)


def check_form(part: Proxied, path: str) -> None:
    """The part of the check that needs no values."""
    if part.proxy_connect_header and not (part.proxy_from_environment or part.proxy_url):
        raise InvalidObject(f"{path}.proxyConnectHeader", "there is no proxy to send it to, set proxyUrl or proxyFromEnvironment")
    if part.proxy_from_environment and part.proxy_url:
        raise InvalidObject(f"{path}.proxyUrl", "proxyFromEnvironment is set too, remove one of them")
    if part.proxy_from_environment and part.no_proxy:
        raise InvalidObject(f"{path}.noProxy", "proxyFromEnvironment is set too, remove one of them")
    if part.no_proxy and not part.proxy_url:
        raise InvalidObject(f"{path}.noProxy", "there is no proxy to go around, set proxyUrl or remove it")
    for header, selectors in sorted(part.proxy_connect_header.items()):
        if not selectors:
            raise InvalidObject(f"{path}.proxyConnectHeader.{header}", "it has no value, name a secret or remove the header")
    if part.proxy_url is not None:
        urls.parsed(part.proxy_url, f"{path}.proxyUrl")
