"""The Thanos sidecar beside a Prometheus server: answers queries for recent data and uploads blocks.

Source: Thanos, docs/components/sidecar.md.
"""

import base64
from typing import Literal

from hooks import names
from hooks.findings import Finding
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.thanos import Thanos
from hooks.protocol import Manifest
from hooks.rendering import yaml_text
from hooks.settings import Settings
from hooks.versions import Version, since
from hooks.workloads import grpc_tls
from hooks.workloads.arguments import Flag, command_line, dropped
from hooks.workloads.images import image
from hooks.workloads.labels import child_metadata
from hooks.workloads.manifests import SECURITY_CONTEXT, given, plain
from hooks.workloads.names import prefixed
from hooks.workloads.probes import clean_path
from hooks.workloads.volumes import Storage, mount, secret

NAME = "thanos-sidecar"
SHIPPER_META_FILE = "thanos.shipper.json"
"""Written by the sidecar, read by Prometheus: which blocks are uploaded and may be compacted."""
_HTTP_CLIENT_DIR, _HTTP_CLIENT_FILE = "/etc/thanos/config", "prometheus.http-client-file.yaml"
_HTTP_CLIENT_VOLUME = "thanos-prometheus-http-client-file"
_HTTP_CLIENT = since("0.24.0")
_DELAYED_COMPACTION, _DELAYED_COMPACTION_PROMETHEUS = since("0.42.0"), since("3.9.0")
"""Thanos 0.41 has the flags too, but compares the paths of both containers as texts and ends where they differ."""

Compaction = Literal["default", "disabled", "delayed"]
"""What Prometheus may do with its own blocks: as it likes, nothing, or only once they are uploaded."""


def thanos_version(thanos: Thanos, settings: Settings) -> Version:
    """The sidecar's version. InvalidParent at ``spec.thanos.version`` where it cannot be read."""
    return Version.parse(thanos.version or settings.thanos_version, "spec.thanos.version")


def compaction(prometheus: Prometheus, version: Version, settings: Settings) -> Compaction:
    """``version`` is that of Prometheus."""
    if prometheus.spec.disable_compaction:
        return "disabled"
    thanos = prometheus.spec.thanos
    if thanos is None or not _uploads(thanos):
        return "default"
    both_know = version in _DELAYED_COMPACTION_PROMETHEUS and thanos_version(thanos, settings) in _DELAYED_COMPACTION
    return "delayed" if both_know else "disabled"


def container(prometheus: Prometheus, thanos: Thanos, mode: Compaction, storage: Storage, settings: Settings) -> Manifest:
    """The container, to stand beside Prometheus."""
    version = thanos_version(thanos, settings)
    return given(
        {
            "name": NAME,
            "image": image(thanos.image, thanos.base_image or settings.thanos_base_image, thanos.version or settings.thanos_version, thanos.tag, thanos.sha),
            "imagePullPolicy": prometheus.spec.image_pull_policy or None,
            "args": ["sidecar", *command_line(_flags(prometheus, thanos, mode, settings), thanos.additional_args, version, "spec.thanos.additionalArgs")],
            "env": _environment(thanos) or None,
            "ports": [{"name": "http", "containerPort": 10902}, {"name": "grpc", "containerPort": 10901}],
            "volumeMounts": _mounts(thanos, version, storage) or None,
            "resources": thanos.resources,
            "terminationMessagePolicy": "FallbackToLogsOnError",
            "securityContext": SECURITY_CONTEXT,
        }
    )


def left_out(prometheus: Prometheus, thanos: Thanos, settings: Settings) -> tuple[Finding, ...]:
    """About what is set in ``spec.thanos``, but that the sidecar's version does not know."""
    return tuple(drop.finding for drop in dropped(_flags(prometheus, thanos, "default", settings), thanos_version(thanos, settings)))


def http_client_volumes(prometheus: Prometheus, thanos: Thanos, settings: Settings) -> tuple[Manifest, ...]:
    """The volume with the settings that the sidecar asks Prometheus with."""
    if thanos_version(thanos, settings) not in _HTTP_CLIENT:
        return ()
    return (secret(_HTTP_CLIENT_VOLUME, _http_client_name(prometheus)),)


def secrets(prometheus: Prometheus, settings: Settings) -> tuple[Manifest, ...]:
    """The Secret of that volume; none without a sidecar that reads it."""
    thanos = prometheus.spec.thanos
    return (_http_client_secret(prometheus, settings),) if thanos and thanos_version(thanos, settings) in _HTTP_CLIENT else ()


def _http_client_secret(prometheus: Prometheus, settings: Settings) -> Manifest:
    """The certificate is not checked: both containers share one network, and it is made for another name."""
    text = yaml_text({"tls_config": {"insecure_skip_verify": True}})
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": child_metadata(prometheus, _http_client_name(prometheus), settings),
        "data": {_HTTP_CLIENT_FILE: base64.b64encode(text.encode()).decode()},
    }


def _http_client_name(prometheus: Prometheus) -> str:
    return f"{prefixed(prometheus)}-{_HTTP_CLIENT_VOLUME}"


def _uploads(thanos: Thanos) -> bool:
    return thanos.object_storage_config is not None or thanos.object_storage_config_file is not None


def _flags(prometheus: Prometheus, thanos: Thanos, mode: Compaction, settings: Settings) -> tuple[Flag, ...]:
    spec = prometheus.spec
    scheme = "https" if spec.web and spec.web.tls_config else "http"
    grpc = "127.0.0.1" if thanos.listen_local or thanos.grpc_listen_local else ""
    http = "127.0.0.1" if thanos.listen_local or thanos.http_listen_local else ""
    return (
        Flag("prometheus.url", f"{scheme}://{settings.local_host}:9090{clean_path(spec.route_prefix or '/')}"),
        Flag("grpc-address", f"{grpc}:10901"),
        Flag("http-address", f"{http}:10902"),
        *grpc_tls.flags(thanos.grpc_server_tls_config, "spec.thanos.grpcServerTlsConfig"),
        *_upload_flags(thanos, mode),
        *_tracing_flags(thanos),
        Flag("log.level", thanos.log_level or spec.log_level or None),
        Flag("log.format", thanos.log_format or spec.log_format or None),
        Flag("min-time", thanos.min_time or None),
        Flag("prometheus.ready_timeout", thanos.ready_timeout or None),
        Flag("prometheus.get_config_timeout", thanos.get_config_timeout or None, (since("0.29.0"),), "spec.thanos.getConfigTimeout"),
        Flag("prometheus.get_config_interval", thanos.get_config_interval or None, (since("0.29.0"),), "spec.thanos.getConfigInterval"),
        Flag("prometheus.http-client-file", f"{_HTTP_CLIENT_DIR}/{_HTTP_CLIENT_FILE}", (_HTTP_CLIENT,)),
    )


def _upload_flags(thanos: Thanos, mode: Compaction) -> tuple[Flag, ...]:
    if not _uploads(thanos):
        return ()
    return (
        Flag("objstore.config-file", thanos.object_storage_config_file),
        Flag("objstore.config", "$(OBJSTORE_CONFIG)" if thanos.object_storage_config_file is None else None),
        Flag("tsdb.path", names.DATA_DIR),
        Flag("shipper.meta-file-name", SHIPPER_META_FILE if mode == "delayed" else None),
        Flag("shipper.ignore-unequal-block-size", mode == "delayed"),
    )


def _tracing_flags(thanos: Thanos) -> tuple[Flag, ...]:
    """Where traces go: a file of the user, or a Secret as environment variable."""
    from_secret = thanos.tracing_config is not None and not thanos.tracing_config_file
    return (
        Flag("tracing.config-file", thanos.tracing_config_file or None),
        Flag("tracing.config", "$(TRACING_CONFIG)" if from_secret else None),
    )


def _environment(thanos: Thanos) -> list[Manifest]:
    objstore = thanos.object_storage_config if thanos.object_storage_config_file is None else None
    tracing = thanos.tracing_config if not thanos.tracing_config_file else None
    variables = (("OBJSTORE_CONFIG", objstore), ("TRACING_CONFIG", tracing))
    return [{"name": name, "valueFrom": {"secretKeyRef": plain(selector)}} for name, selector in variables if selector is not None]


def _mounts(thanos: Thanos, version: Version, storage: Storage) -> list[Manifest]:
    """The user's mounts first, whole: prometheus-operator keeps only their name and path, so a subPath becomes the root of the volume there."""
    return [
        *thanos.volume_mounts,
        *((mount(storage.name, names.DATA_DIR, sub_path=storage.sub_path),) if _uploads(thanos) else ()),
        *((mount(_HTTP_CLIENT_VOLUME, _HTTP_CLIENT_DIR),) if version in _HTTP_CLIENT else ()),
    ]
