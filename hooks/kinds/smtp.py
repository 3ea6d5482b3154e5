"""What the default e-mail settings and e-mail receivers share."""

import msgspec

from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.tls import SafeTLSConfig


class SMTP(Spec, frozen=True, kw_only=True):
    """How an SMTP server is talked to."""

    auth_password: SecretKeySelector | None = None
    """Reference to the SMTP password."""
    auth_secret: SecretKeySelector | None = None
    """Reference to the secret for CRAM-MD5 authentication."""
    force_implicit_tls: bool | None = msgspec.field(default=None, name="forceImplicitTLS")
    """Whether TLS starts at once instead of by STARTTLS. Needs Alertmanager 0.31."""
    require_tls: bool | None = msgspec.field(default=None, name="requireTLS")
    """Whether STARTTLS must be offered; true when absent."""
    tls_config: SafeTLSConfig | None = None
    """TLS settings of the connection to the server."""
