"""DOC module web"""

from typing import Annotated

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.schema import OneOf


class WebTLSConfig(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.clusterTLS.server"""

    cert: SecretOrConfigMap | None = None
    cert_file: str | None = None
    cipher_suites: tuple[str, ...] = ()
    client_ca: SecretOrConfigMap | None = msgspec.field(default=None, name="client_ca")
    client_auth_type: str | None = None
    client_ca_file: str | None = msgspec.field(default=None, name="clientCAFile")
    curve_preferences: tuple[str, ...] = ()
    key_file: str | None = None
    key_secret: SecretKeySelector | None = None
    max_version: str | None = None
    min_version: str | None = None
    prefer_server_cipher_suites: bool | None = None


class WebHTTPHeaders(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.web.httpConfig.headers"""

    content_security_policy: str | None = None
    strict_transport_security: str | None = None
    x_content_type_options: Annotated[str | None, OneOf(("", "NoSniff"))] = None
    x_frame_options: Annotated[str | None, OneOf(("", "Deny", "SameOrigin"))] = None
    x_xss_protection: str | None = msgspec.field(default=None, name="xXSSProtection")


class WebHTTPConfig(Spec, frozen=True, kw_only=True):
    """DOC Alertmanager.spec.web.httpConfig"""

    headers: WebHTTPHeaders | None = None
    http2: bool | None = None
