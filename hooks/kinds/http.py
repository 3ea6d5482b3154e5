"""HTTP clients: authentication, proxy. Shared by all kinds."""

from typing import Annotated, ClassVar

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.schema import Cel, MapType, Marker, NonEmpty, Pattern, Required, WebAddress
from hooks.kinds.tls import SafeTLSConfig, TLSConfig


class SafeAuthorization(Spec, frozen=True, kw_only=True):
    """The Authorization header, with credentials from a Secret."""

    type: str | None = None
    """Authentication scheme, not Basic; Bearer when absent."""
    credentials: SecretKeySelector | None = None
    """Reference to what stands in the header behind the scheme, such as the token."""


class Authorization(SafeAuthorization, frozen=True, kw_only=True):
    """The Authorization header, with credentials from a Secret or a file of the container."""

    credentials_file: str | None = None
    """Path of a file with the credentials in the container; excludes credentials."""


class BasicAuth(Spec, frozen=True, kw_only=True):
    """HTTP basic authentication."""

    username: SecretKeySelector | None = None
    """Reference to the Secret's key that holds the user name."""
    password: SecretKeySelector | None = None
    """Reference to the Secret's key that holds the password."""


class Proxy(Spec, frozen=True, kw_only=True):
    """The proxy of an HTTP client."""

    proxy_url: Annotated[str | None, Pattern("^(http|https|socks5)://.+$")] = None
    """Address of the proxy that requests go through: http, https or socks5."""
    proxy_from_environment: bool | None = None
    """Take the proxy from the container's environment (HTTP_PROXY and so on); excludes proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    no_proxy: str | None = None
    """Comma-separated hosts and networks that are reached without the proxy; needs proxyUrl. Needs Prometheus 2.43 or Alertmanager 0.26."""
    proxy_connect_header: Annotated[dict[str, tuple[SecretKeySelector, ...]], MapType("atomic")] = {}
    """Headers of the CONNECT request to the proxy. Needs Prometheus 2.43 or Alertmanager 0.26."""


class OAuth2(Proxy, frozen=True, kw_only=True):
    """OAuth 2.0 client credentials."""

    client_id: Annotated[SecretOrConfigMap | None, Required()] = None
    """The OAuth 2.0 client id, from a Secret or a ConfigMap."""
    client_secret: Annotated[SecretKeySelector | None, Required()] = None
    """Reference to the OAuth 2.0 client secret."""
    token_url: Annotated[WebAddress | None, Required()] = None
    """Address that tokens are fetched from."""
    scopes: tuple[str, ...] = ()
    """Scopes of the token request."""
    endpoint_params: dict[str, str] = {}
    """Parameters added to the token request."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the connection to the server that gives out tokens."""


class ServerAccess(Proxy, frozen=True, kw_only=True):
    """How a server is reached that asks who is there."""

    authorization: SafeAuthorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2. Needs Prometheus 2.26 or Alertmanager 0.22."""
    basic_auth: BasicAuth | None = None
    """HTTP basic authentication; excludes authorization and oauth2."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the connection to the server."""


class FileAccess(ServerAccess, frozen=True, kw_only=True):
    """How a server is reached, with credentials and certificates that may also lie in files of the container."""

    authorization: Authorization | None = None
    """Authorization header of the requests; excludes basicAuth and oauth2."""
    bearer_token: str | None = None
    """Deprecated, use authorization: the token in plain text."""
    bearer_token_file: str | None = None
    """Deprecated, use authorization: path of a file with the token, in the container."""
    tls_config: TLSConfig | None = None
    """TLS settings of the connection to the server."""


class HTTPClient(ServerAccess, frozen=True, kw_only=True):
    """How an HTTP client connects."""

    oauth2: OAuth2 | None = None
    """OAuth 2.0 client credentials; excludes basicAuth and authorization. Needs Prometheus 2.27 or Alertmanager 0.22."""
    follow_redirects: bool | None = None
    """Whether HTTP redirects are followed; true when absent. Needs Prometheus 2.26 or Alertmanager 0.22."""


class BearerClient(HTTPClient, frozen=True, kw_only=True):
    """How an HTTP client connects that may still be given a bearer token the old way."""

    bearer_token_secret: SecretKeySelector | None = None
    """Deprecated, use authorization: reference to a Secret's key with the token, in the object's namespace."""
    enable_http2: bool | None = None
    """Whether HTTP/2 may be used. Needs Prometheus 2.35 or Alertmanager 0.25."""


class HTTPConfig(BearerClient, frozen=True, kw_only=True):
    """How a receiver's HTTP client connects."""

    proxy_url_deprecated: str | None = msgspec.field(default=None, name="proxyURL")
    """Deprecated, use proxyUrl: address of the HTTP proxy."""


class Sigv4(Spec, frozen=True, kw_only=True):
    """Signing of requests to AWS."""

    schema: ClassVar[tuple[Marker, ...]] = (Cel("!has(self.externalId) || has(self.roleArn)", "externalId can only be used when roleArn is specified"),)

    region: str | None = None
    """Region of the provider; detected from the environment where possible when absent."""
    access_key: SecretKeySelector | None = None
    """Reference to the AWS access key; the environment of the pod is used when absent."""
    secret_key: SecretKeySelector | None = None
    """Reference to the AWS secret key; the environment of the pod is used when absent."""
    profile: str | None = None
    """Named AWS profile that the credentials are taken from."""
    role_arn: str | None = None
    """ARN of the role that is assumed before signing."""
    external_id: NonEmpty | None = None
    """Id given when the role is assumed. Needs Prometheus 3.11 or Alertmanager 0.33."""
    use_fips_sts_endpoint: bool | None = msgspec.field(default=None, name="useFIPSSTSEndpoint")
    """Use the FIPS endpoint of AWS STS. Needs Prometheus 2.54."""
