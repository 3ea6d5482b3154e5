"""DOC module thanos"""

from typing import Annotated

from hooks.kinds.base import Spec
from hooks.kinds.references import SecretKeySelector, SecretOrConfigMap
from hooks.kinds.schema import Default, Duration, Items, OneOf, ResourceRequirements, VolumeMount
from hooks.kinds.workload import Argument


class GRPCServerTLSConfig(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.thanos.grpcServerTlsConfig"""

    ca: SecretOrConfigMap | None = None
    ca_file: str | None = None
    cert: SecretOrConfigMap | None = None
    cert_file: str | None = None
    cipher_suites: Annotated[tuple[str, ...], Items(ge=1, kind="set")] = ()
    curves: Annotated[tuple[str, ...], Items(ge=1, kind="set")] = ()
    insecure_skip_verify: bool | None = None
    key_file: str | None = None
    key_secret: SecretKeySelector | None = None
    max_version: Annotated[str | None, OneOf(("TLS10", "TLS11", "TLS12", "TLS13"))] = None
    min_version: Annotated[str | None, OneOf(("TLS10", "TLS11", "TLS12", "TLS13"))] = None
    server_name: str | None = None


class Thanos(Spec, frozen=True, kw_only=True):
    """DOC Prometheus.spec.thanos"""

    additional_args: tuple[Argument, ...] = ()
    base_image: str | None = None
    block_size: Annotated[Duration | None, Default("2h")] = None
    get_config_interval: Duration | None = None
    get_config_timeout: Duration | None = None
    grpc_listen_local: bool | None = None
    grpc_server_tls_config: GRPCServerTLSConfig | None = None
    http_listen_local: bool | None = None
    image: str | None = None
    listen_local: bool | None = None
    log_format: Annotated[str | None, OneOf(("", "logfmt", "json"))] = None
    log_level: Annotated[str | None, OneOf(("", "debug", "info", "warn", "error"))] = None
    min_time: str | None = None
    object_storage_config: SecretKeySelector | None = None
    object_storage_config_file: str | None = None
    ready_timeout: Duration | None = None
    resources: ResourceRequirements | None = None
    sha: str | None = None
    tag: str | None = None
    tracing_config: SecretKeySelector | None = None
    tracing_config_file: str | None = None
    version: str | None = None
    volume_mounts: tuple[VolumeMount, ...] = ()
