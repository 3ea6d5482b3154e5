"""Proxy settings, in the four fields that every HTTP client has."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from hooks.findings import Finding
from hooks.findings.scraping import PROXY
from hooks.kinds.references import SecretKeySelector
from hooks.selection import urls


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


def findings(part: Proxied, path: str) -> Iterator[Finding]:
    """Where the settings contradict themselves."""
    if part.proxy_connect_header and not (part.proxy_from_environment or part.proxy_url):
        yield PROXY.at(f"{path}.proxyConnectHeader", "there is no proxy to send it to", "set proxyUrl or proxyFromEnvironment")
    if part.proxy_from_environment and part.proxy_url:
        yield PROXY.at(f"{path}.proxyUrl", "proxyFromEnvironment is set too", "remove one of them")
    if part.proxy_from_environment and part.no_proxy:
        yield PROXY.at(f"{path}.noProxy", "proxyFromEnvironment is set too", "remove one of them")
    if part.no_proxy and not (part.proxy_url or part.proxy_from_environment):
        yield PROXY.at(f"{path}.noProxy", "there is no proxy to go around", "set proxyUrl or remove it")
    for header, selectors in sorted(part.proxy_connect_header.items()):
        if not selectors:
            yield PROXY.at(f"{path}.proxyConnectHeader.{header}", "it has no value", "name a secret or remove the header")
    if part.proxy_url is not None:
        yield from urls.malformed(part.proxy_url, f"{path}.proxyUrl")
