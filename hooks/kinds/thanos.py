"""The Thanos sidecar."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.schema import Default, Duration, Items, OneOf, ResourceRequirements, VolumeMount
from hooks.kinds.workload import Argument


class GRPCServerTLSConfig(Spec, frozen=True, kw_only=True):
    """TLS settings of a gRPC server."""

    ca: SecretOrConfigMap | None = None
    """Certificate authority that the server's certificate is checked against."""
    ca_file: str | None = None
    """Path of the certificate authority in the container; excludes ca."""
    cert: SecretOrConfigMap | None = None
    """Client certificate shown to the server."""
    cert_file: str | None = None
    """Path of the certificate in the container; excludes cert."""
    cipher_suites: Annotated[tuple[str, ...], Items(ge=1, kind="set")] = ()
    """Cipher suites offered up to TLS 1.2; Go's defaults when absent."""
    curves: Annotated[tuple[str, ...], Items(ge=1, kind="set")] = ()
    """Curves offered in TLS, in the order of preference."""
    insecure_skip_verify: bool | None = None
    """Do not check the server's certificate."""
    key_file: str | None = None
    """Path of the private key in the container; excludes keySecret."""
    key_secret: SecretKeySelector | None = None
    """Reference to the private key of the certificate."""
    max_version: Annotated[str | None, OneOf(("TLS10", "TLS11", "TLS12", "TLS13"))] = None
    """Highest TLS version that is accepted. Needs Prometheus 2.41."""
    min_version: Annotated[str | None, OneOf(("TLS10", "TLS11", "TLS12", "TLS13"))] = None
    """Lowest TLS version that is accepted. Needs Prometheus 2.35."""
    server_name: str | None = None
    """Host name that the server's certificate must have."""


class Thanos(Spec, frozen=True, kw_only=True):
    """A Thanos sidecar beside each Prometheus."""

    additional_args: tuple[Argument, ...] = ()
    """More command line arguments; one that the operator sets itself is refused."""
    base_image: str | None = None
    """Deprecated, use image."""
    block_size: Annotated[Duration | None, Default("2h")] = None
    """Length of the blocks that are uploaded; 2h when absent."""
    get_config_interval: Duration | None = None
    """How often the configuration of Prometheus is read."""
    get_config_timeout: Duration | None = None
    """Longest time that reading it may take."""
    grpc_listen_local: bool | None = None
    """Let the gRPC server listen on loopback only."""
    grpc_server_tls_config: GRPCServerTLSConfig | None = None
    """TLS settings of the gRPC server."""
    http_listen_local: bool | None = None
    """Let the HTTP server listen on loopback only."""
    image: str | None = None
    """Container image; wins over the default image for the version."""
    listen_local: bool | None = None
    """Deprecated, use grpcListenLocal and httpListenLocal."""
    log_format: Annotated[str | None, OneOf(("", "logfmt", "json"))] = None
    """Format of the log."""
    log_level: Annotated[str | None, OneOf(("", "debug", "info", "warn", "error"))] = None
    """Verbosity of the log."""
    min_time: str | None = None
    """Earliest time that is served, absolute or relative."""
    object_storage_config: SecretKeySelector | None = None
    """Reference to Thanos' object storage configuration."""
    object_storage_config_file: str | None = None
    """Path of Thanos' object storage configuration in the container; wins over objectStorageConfig."""
    ready_timeout: Duration | None = None
    """Longest time to wait for Prometheus to start."""
    resources: ResourceRequirements | None = None
    """CPU and memory of the container."""
    sha: str | None = None
    """Deprecated, use image."""
    tag: str | None = None
    """Deprecated, use image."""
    tracing_config: SecretKeySelector | None = None
    """Reference to Thanos' tracing configuration."""
    tracing_config_file: str | None = None
    """Path of Thanos' tracing configuration in the container; wins over tracingConfig."""
    version: str | None = None
    """Version of the program; decides which settings are written."""
    volume_mounts: tuple[VolumeMount, ...] = ()
    """More mounts of the container."""
