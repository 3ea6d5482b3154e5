"""How discoveries reach the servers that they ask: three sorts, by the credentials that the servers take."""

import msgspec

from hooks.kinds.http import HTTPClient, OAuth2, Proxy, SafeAuthorization
from hooks.kinds.schema import Duration, Port
from hooks.kinds.tls import SafeTLSConfig


class HTTPDiscovery(HTTPClient, frozen=True, kw_only=True):
    """A discovery that asks a server over HTTP."""

    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again; Prometheus' default for the discovery when absent, 30s to 5m."""


class CloudDiscovery(Proxy, frozen=True, kw_only=True):
    """A discovery that asks a cloud's API, with credentials of the cloud's own kind."""

    enable_http2: bool | None = msgspec.field(default=None, name="enableHTTP2")
    """Whether HTTP/2 may be used. Needs Prometheus 2.35, for EC2 2.41."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    port: Port | None = None
    """Port of the targets, from 0 to 65535; 80 when absent."""
    refresh_interval: Duration | None = None
    """Time after which the list of targets is asked for again; 60s when absent."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the connection to the API."""


class TokenDiscovery(CloudDiscovery, frozen=True, kw_only=True):
    """A discovery that asks a cloud's API with a token."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
