"""The web server of a workload."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.schema import ClientAuthType, OneOf


class WebTLSConfig(Spec, frozen=True, kw_only=True):
    """TLS settings of a web server."""

    cert: SecretOrConfigMap | None = None
    """Certificate that the server shows, from a Secret or a ConfigMap; excludes certFile."""
    cert_file: str | None = None
    """Path of the certificate in the container; excludes cert."""
    key_secret: SecretKeySelector | None = None
    """Reference to the private key of the certificate."""
    key_file: str | None = None
    """Path of the private key in the container; excludes keySecret."""
    client_ca: SecretOrConfigMap | None = msgspec.field(default=None, name="client_ca")
    """Certificate authority of client certificates."""
    client_ca_file: str | None = msgspec.field(default=None, name="clientCAFile")
    """Path of the certificate authority of clients; excludes client_ca."""
    client_auth_type: ClientAuthType | None = None
    """Whether and how clients must show a certificate: NoClientCert, RequestClientCert, RequireAnyClientCert, VerifyClientCertIfGiven or RequireAndVerifyClientCert."""
    min_version: str | None = None
    """Lowest TLS version that is accepted."""
    max_version: str | None = None
    """Highest TLS version that is accepted."""
    cipher_suites: tuple[str, ...] = ()
    """Cipher suites offered up to TLS 1.2; Go's defaults when absent."""
    prefer_server_cipher_suites: bool | None = None
    """Whether the server's order of cipher suites counts."""
    curve_preferences: tuple[str, ...] = ()
    """Curves offered in TLS, in the order of preference."""


class WebHTTPHeaders(Spec, frozen=True, kw_only=True):
    """Headers of every answer."""

    content_security_policy: str | None = None
    """Value of the Content-Security-Policy header: what pages may load."""
    strict_transport_security: str | None = None
    """Value of the Strict-Transport-Security header: how long browsers insist on HTTPS. Needs TLS."""
    x_content_type_options: Annotated[str | None, OneOf(("", "NoSniff"))] = None
    """Value of the X-Content-Type-Options header: NoSniff forbids browsers to guess types."""
    x_frame_options: Annotated[str | None, OneOf(("", "Deny", "SameOrigin"))] = None
    """Value of the X-Frame-Options header: whether pages may stand in frames, Deny or SameOrigin."""
    x_xss_protection: str | None = msgspec.field(default=None, name="xXSSProtection")
    """Value of the X-XSS-Protection header, which only old browsers read."""


class WebHTTPConfig(Spec, frozen=True, kw_only=True):
    """HTTP settings of a web server."""

    headers: WebHTTPHeaders | None = None
    """Security headers that every answer gets."""
    http2: bool | None = None
    """Whether HTTP/2 is offered; only with TLS."""


class WebSpec(Spec, frozen=True, kw_only=True):
    """The web server of a program."""

    http_config: WebHTTPConfig | None = None
    """HTTP settings of the web server. Needs Prometheus 2.24 or Alertmanager 0.22."""
    tls_config: WebTLSConfig | None = None
    """TLS settings of the web server. Needs Prometheus 2.24 or Alertmanager 0.22."""
