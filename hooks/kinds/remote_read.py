"""Remote read."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.http import Authorization, BasicAuth, OAuth2, TLSConfig
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Duration, MapType, Pattern, Required


class RemoteRead(Spec, frozen=True, kw_only=True):
    """An endpoint that samples are read from."""

    authorization: Authorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    bearer_token: str | None = None
    """Deprecated, use authorization: the token in plain text."""
    bearer_token_file: str | None = None
    """Deprecated, use authorization: path of a file with the token, in the container."""
    filter_external_labels: bool | None = None
    """Whether external labels are added as matchers; true when absent. Needs Prometheus 2.34."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent."""
    headers: dict[str, str] = {}
    """Additional headers; not Authorization."""
    name: str | None = None
    """Name in logs and metrics, unique."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the HTTP proxy."""
    read_recent: bool | None = None
    """Ask also for times that the local storage should have."""
    remote_timeout: Duration | None = None
    """Time after which a request is given up."""
    required_matchers: dict[str, str] = {}
    """Only selectors with these matchers are sent here."""
    tls_config: TLSConfig | None = None
    """TLS settings of the client."""
    url: Annotated[str | None, Pattern("^(http|https)://.+$"), Required()] = None
    """Address."""
