"""The web server of a workload."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.schema import OneOf


class WebTLSConfig(Spec, frozen=True, kw_only=True):
    """TLS settings of a web server."""

    cert: SecretOrConfigMap | None = None
    """Certificate of the server."""
    cert_file: str | None = None
    """Path of the certificate in the container; excludes cert."""
    cipher_suites: tuple[str, ...] = ()
    """Cipher suites offered up to TLS 1.2; Go's defaults when absent."""
    client_ca: SecretOrConfigMap | None = msgspec.field(default=None, name="client_ca")
    """Certificate authority of client certificates."""
    client_auth_type: str | None = None
    """Whether and how clients must show a certificate."""
    client_ca_file: str | None = msgspec.field(default=None, name="clientCAFile")
    """Path of the certificate authority of clients; excludes client_ca."""
    curve_preferences: tuple[str, ...] = ()
    """Curves offered in TLS, in the order of preference."""
    key_file: str | None = None
    """Path of the private key in the container; excludes keySecret."""
    key_secret: SecretKeySelector | None = None
    """Reference to the private key of the certificate."""
    max_version: str | None = None
    """Highest TLS version that is accepted."""
    min_version: str | None = None
    """Lowest TLS version that is accepted."""
    prefer_server_cipher_suites: bool | None = None
    """Whether the server's order of cipher suites counts."""


class WebHTTPHeaders(Spec, frozen=True, kw_only=True):
    """Headers of every answer."""

    content_security_policy: str | None = None
    """Content-Security-Policy header."""
    strict_transport_security: str | None = None
    """Strict-Transport-Security header; needs TLS."""
    x_content_type_options: Annotated[str | None, OneOf(("", "NoSniff"))] = None
    """X-Content-Type-Options header."""
    x_frame_options: Annotated[str | None, OneOf(("", "Deny", "SameOrigin"))] = None
    """X-Frame-Options header."""
    x_xss_protection: str | None = msgspec.field(default=None, name="xXSSProtection")
    """X-XSS-Protection header."""


class WebHTTPConfig(Spec, frozen=True, kw_only=True):
    """HTTP settings of a web server."""

    headers: WebHTTPHeaders | None = None
    """Headers of every answer."""
    http2: bool | None = None
    """Offer HTTP/2; needs TLS."""


class WebSpec(Spec, frozen=True, kw_only=True):
    """The web server of a program."""

    http_config: WebHTTPConfig | None = None
    """HTTP settings of the web server."""
    tls_config: WebTLSConfig | None = None
    """TLS settings of the web server."""
