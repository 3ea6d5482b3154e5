"""How a part of a custom resource connects to a server: which settings of an HTTP client each of them can have, by its base types."""

from typing import NamedTuple

from hooks.kinds.discovery.client import CloudDiscovery, HTTPDiscovery, TokenDiscovery
from hooks.kinds.discovery.kubernetes import KubernetesSDConfig
from hooks.kinds.http import BasicAuth, BearerClient, FileAccess, HTTPClient, OAuth2, Proxy, SafeAuthorization, ServerAccess, Sigv4
from hooks.kinds.probe import ProbeSpec
from hooks.kinds.prometheus import AlertmanagerEndpoints
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.remote import RemoteEndpoint
from hooks.kinds.remote_write import AzureAD, RemoteWrite
from hooks.kinds.scrape import JobSpec
from hooks.kinds.scrapeconfig import ScrapeConfigSpec
from hooks.kinds.servicemonitor import Endpoint
from hooks.kinds.tls import SafeTLSConfig, TLSConfig

Client = ServerAccess | CloudDiscovery | JobSpec
"""Endpoints, discoveries, remote writes …"""


class Connection(NamedTuple):
    """The settings; ``None`` where there are none, or where the part has no such field."""

    authorization: SafeAuthorization | None
    basic_auth: BasicAuth | None
    oauth2: OAuth2 | None
    sigv4: Sigv4 | None
    azure_ad: AzureAD | None
    bearer_token: str | None
    bearer_token_file: str | None
    bearer_token_secret: SecretKeySelector | None
    tls_config: SafeTLSConfig | TLSConfig | None
    proxy: Proxy | ScrapeConfigSpec | None
    follow_redirects: bool | None
    enable_http2: bool | None


_HTTP2 = BearerClient | HTTPDiscovery | KubernetesSDConfig | RemoteWrite | AlertmanagerEndpoints | CloudDiscovery | ProbeSpec | ScrapeConfigSpec
"""Those that can switch HTTP/2 off."""


def connection(part: Client) -> Connection:
    """How ``part`` connects."""
    return Connection(
        authorization=part.authorization if isinstance(part, ServerAccess | TokenDiscovery | JobSpec) else None,
        basic_auth=part.basic_auth if isinstance(part, ServerAccess | JobSpec) else None,
        oauth2=part.oauth2 if isinstance(part, HTTPClient | RemoteEndpoint | TokenDiscovery | JobSpec) else None,
        sigv4=part.sigv4 if isinstance(part, RemoteWrite | AlertmanagerEndpoints) else None,
        azure_ad=part.azure_ad if isinstance(part, RemoteWrite) else None,
        bearer_token=part.bearer_token if isinstance(part, FileAccess) else None,
        bearer_token_file=part.bearer_token_file if isinstance(part, FileAccess | Endpoint | AlertmanagerEndpoints) else None,
        bearer_token_secret=part.bearer_token_secret if isinstance(part, BearerClient | ProbeSpec) else None,
        tls_config=part.tls_config,
        proxy=part if isinstance(part, Proxy | ScrapeConfigSpec) else None,
        follow_redirects=part.follow_redirects if isinstance(part, HTTPClient | RemoteEndpoint | CloudDiscovery | ProbeSpec) else None,
        enable_http2=part.enable_http2 if isinstance(part, _HTTP2) else None,
    )
