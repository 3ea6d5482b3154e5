"""Proxy settings, in the four fields that every HTTP client has."""

from collections.abc import Iterator

from hooks.findings import Finding
from hooks.findings.scraping import PROXY
from hooks.kinds.http import Proxy
from hooks.kinds.scrapeconfig import ScrapeConfigSpec
from hooks.selection import urls


def findings(part: Proxy | ScrapeConfigSpec, path: str) -> Iterator[Finding]:
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
