"""The config-reloader: a container that unpacks the configuration, fills in variables, and tells its neighbour to load it again.

Its flags: ``prometheus-config-reloader --help``.
"""

import posixpath

import msgspec

from hooks.names import CONFIG_RELOADER, POD_NAME_VARIABLE
from hooks.protocol import Manifest
from hooks.settings import Reloader
from hooks.workloads.manifests import SECURITY_CONTEXT, given
from hooks.workloads.probes import fetched, http_get

NAME = CONFIG_RELOADER
INIT_NAME = "init-config-reloader"
_PORT, _INIT_PORT = 8080, 8081
"""Two ports, or the API server warns that containers of one pod share a port."""


class ConfigReloader(msgspec.Struct, frozen=True, kw_only=True):
    """What tells one config-reloader container from another."""

    settings: Reloader
    name: str = NAME
    init: bool = False
    """Runs once, before the others."""
    config_file: str = ""
    config_out_file: str = ""
    watched: tuple[str, ...] = ()
    """Folders; the one of ``config_file`` is always watched too."""
    mounts: tuple[Manifest, ...] = ()
    reload_arguments: tuple[str, ...] = ()
    """How the neighbour is told, see :func:`by_request` and :func:`by_signal`."""
    web_config_file: str = ""
    listen_host: str | None = None
    """Listen only there, without a container port; None: everywhere."""
    environment: tuple[Manifest, ...] = ()
    """What the configuration may use as ``$(VARIABLE)``, besides ``POD_NAME``."""
    image_pull_policy: str | None = None
    log_level: str | None = None
    log_format: str | None = None


def by_request(address: str) -> tuple[str, ...]:
    """Reload by POST."""
    return (f"--reload-url={address}",) if address else ()


def by_signal(runtime_info: str) -> tuple[str, ...]:
    """Reload by SIGHUP; ``runtime_info`` tells when it is done."""
    return ("--reload-method=signal", *((f"--runtimeinfo-url={runtime_info}",) if runtime_info else ()))


def field_variable(name: str, field_path: str) -> Manifest:
    """An environment variable that holds a field of the pod."""
    return {"name": name, "valueFrom": {"fieldRef": {"fieldPath": field_path}}}


def container(reloader: ConfigReloader) -> Manifest:
    """The container."""
    return given(
        {
            "name": reloader.name,
            "image": reloader.settings.image or None,
            "imagePullPolicy": reloader.image_pull_policy or None,
            "command": ["/bin/prometheus-config-reloader"],
            "args": _arguments(reloader),
            "env": [field_variable(POD_NAME_VARIABLE, "metadata.name"), *reloader.environment],
            "ports": [_port(reloader)] if reloader.listen_host is None else None,
            "volumeMounts": list(reloader.mounts) or None,
            "resources": _resources(reloader.settings) or None,
            "terminationMessagePolicy": "FallbackToLogsOnError",
            "securityContext": SECURITY_CONTEXT,
            **_probes(reloader),
        }
    )


def _arguments(reloader: ConfigReloader) -> list[str]:
    folder = posixpath.dirname(reloader.config_file) or "."
    watched = (*reloader.watched, *(() if not reloader.config_file or folder in reloader.watched else (folder,)))
    port = _INIT_PORT if reloader.init and reloader.listen_host is None else _PORT
    return [
        *(("--watch-interval=0",) if reloader.init else ()),
        f"--listen-address={reloader.listen_host or ''}:{port}",
        *_optional("web-config-file", reloader.web_config_file),
        *reloader.reload_arguments,
        *_optional("config-file", reloader.config_file),
        *_optional("config-envsubst-file", reloader.config_out_file),
        *(f"--watched-dir={directory}" for directory in watched),
        *_optional("log-level", reloader.log_level if reloader.log_level != "info" else None),
        *_optional("log-format", reloader.log_format if reloader.log_format != "logfmt" else None),
    ]


def _optional(name: str, value: str | None) -> tuple[str, ...]:
    return (f"--{name}={value}",) if value else ()


def _port(reloader: ConfigReloader) -> Manifest:
    if reloader.init:
        return {"name": "reloader-init", "containerPort": _INIT_PORT, "protocol": "TCP"}
    return {"name": "reloader-web", "containerPort": _PORT, "protocol": "TCP"}


def _resources(settings: Reloader) -> Manifest:
    limits = _quantities(settings.cpu_limit, settings.memory_limit)
    requests = _quantities(settings.cpu_request, settings.memory_request)
    return given({"limits": limits or None, "requests": requests or None})


def _quantities(cpu: str, memory: str) -> Manifest:
    return {resource: quantity for resource, quantity in (("cpu", cpu), ("memory", memory)) if quantity not in ("", "0")}


def _probes(reloader: ConfigReloader) -> Manifest:
    if reloader.init or not reloader.settings.enable_probes:
        return {}
    handler = http_get("/healthz", _PORT) if reloader.listen_host is None else fetched(f"http://localhost:{_PORT}/healthz")
    return {"startupProbe": handler, "readinessProbe": handler, "livenessProbe": handler}
