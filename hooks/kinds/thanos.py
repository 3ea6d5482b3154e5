"""The Thanos sidecar."""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector
from hooks.kinds.schema import Default, Duration, LogFormat, LogLevel, ResourceRequirements, VolumeMount
from hooks.kinds.tls import GRPCServerTLSConfig
from hooks.kinds.workload import Argument


class Thanos(Spec, frozen=True, kw_only=True):
    """A Thanos sidecar beside each Prometheus."""

    version: str | None = None
    """Version of the program; decides which settings are written."""
    image: str | None = None
    """Container image; wins over the default image for the version."""
    base_image: str | None = None
    """Deprecated, use image: the sidecar's image without its tag."""
    tag: str | None = None
    """Deprecated, use image: tag of the sidecar's image; wins over version."""
    sha: str | None = None
    """Deprecated, use image: digest of the sidecar's image; wins over tag and version."""
    resources: ResourceRequirements | None = None
    """CPU and memory of the container."""
    volume_mounts: tuple[VolumeMount, ...] = ()
    """More mounts of the container."""
    additional_args: tuple[Argument, ...] = ()
    """More command line arguments; one that the operator sets itself is refused."""
    object_storage_config: SecretKeySelector | None = None
    """Reference to Thanos' object storage configuration."""
    object_storage_config_file: str | None = None
    """Path of Thanos' object storage configuration in the container; wins over objectStorageConfig."""
    block_size: Annotated[Duration | None, Default("2h")] = None
    """Length of the blocks that are uploaded; 2h when absent."""
    min_time: str | None = None
    """Earliest time that is served, absolute or relative."""
    listen_local: bool | None = None
    """Deprecated, use grpcListenLocal and httpListenLocal."""
    grpc_listen_local: bool | None = None
    """Let the gRPC server listen on loopback only."""
    grpc_server_tls_config: GRPCServerTLSConfig | None = None
    """TLS settings of the gRPC server."""
    http_listen_local: bool | None = None
    """Let the HTTP server listen on loopback only."""
    ready_timeout: Duration | None = None
    """Longest time to wait for Prometheus to start."""
    get_config_interval: Duration | None = None
    """How often the configuration of Prometheus is read."""
    get_config_timeout: Duration | None = None
    """Longest time that reading it may take."""
    tracing_config: SecretKeySelector | None = None
    """Reference to Thanos' tracing configuration."""
    tracing_config_file: str | None = None
    """Path of Thanos' tracing configuration in the container; wins over tracingConfig."""
    log_level: LogLevel | None = None
    """Least severe messages that the sidecar logs: debug, info, warn or error; that of Prometheus when absent."""
    log_format: LogFormat | None = None
    """Format of the sidecar's log: logfmt or json; that of Prometheus when absent."""
