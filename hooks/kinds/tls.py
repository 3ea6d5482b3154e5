"""TLS settings of clients and of gRPC servers."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.schema import Items, TLSVersion


class SafeTLSConfig(Spec, frozen=True, kw_only=True):
    """TLS settings of a client, with material from Secrets and ConfigMaps."""

    ca: SecretOrConfigMap | None = None
    """Certificate authority that the server's certificate is checked against."""
    cert: SecretOrConfigMap | None = None
    """Client certificate shown to the server."""
    key_secret: SecretKeySelector | None = None
    """Reference to the private key of the certificate."""
    server_name: str | None = None
    """Host name that the server's certificate must have."""
    insecure_skip_verify: bool | None = None
    """Do not check the server's certificate."""
    min_version: TLSVersion | None = None
    """Lowest TLS version that is accepted. Needs Prometheus 2.35 or Alertmanager 0.25."""
    max_version: TLSVersion | None = None
    """Highest TLS version that is accepted. Needs Prometheus 2.41 or Alertmanager 0.25."""


class TLSConfig(SafeTLSConfig, frozen=True, kw_only=True):
    """TLS settings of a client, with material from Secrets, ConfigMaps or files of the container."""

    ca_file: str | None = None
    """Path of the certificate authority in the container; excludes ca."""
    cert_file: str | None = None
    """Path of the certificate in the container; excludes cert."""
    key_file: str | None = None
    """Path of the private key in the container; excludes keySecret."""


class GRPCServerTLSConfig(TLSConfig, frozen=True, kw_only=True):
    """TLS settings of a gRPC server."""

    cipher_suites: Annotated[tuple[str, ...], Items(ge=1, kind="set")] = ()
    """Cipher suites offered up to TLS 1.2; Go's defaults when absent."""
    curves: Annotated[tuple[str, ...], Items(ge=1, kind="set")] = ()
    """Curves offered in TLS, in the order of preference."""
