"""How a workload learns that its configuration changed, which decides the shape of both the configuration and the pods."""

from typing import Literal

from hooks.errors import InvalidParent
from hooks.findings.versions import PROGRAM
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.settings import Settings
from hooks.versions import Feature, Version

Mode = Literal["native", "sidecar"]
"""``native``: Prometheus watches its own files; ``sidecar``: a config-reloader container does, as prometheus-operator deploys it."""


def prometheus_version(workload: Prometheus | PrometheusAgent, settings: Settings) -> Version:
    """The version of ``spec.version``, or of the default image. InvalidParent at ``spec.version`` where it cannot be read, or is below 2."""
    version = Version.parse(workload.spec.version or settings.prometheus_version)
    if version.major < 2:
        raise InvalidParent(PROGRAM.at("spec.version", f"Prometheus {version} is not supported", "use version 2 or later"))
    return version


def mode_of(workload: Prometheus | PrometheusAgent, settings: Settings) -> Mode:
    """``native`` where the version can reload by itself, the settings allow it and the pods are not written for the sidecar.

    A DaemonSet agent needs ``$(NODE_NAME)``, which only the sidecar expands.
    """
    if settings.reload == "sidecar" or on_every_node(workload) or written_for_sidecar(workload):
        return "sidecar"
    return "native" if prometheus_version(workload, settings) in Feature.AUTO_RELOAD else "sidecar"


def written_for_sidecar(workload: Prometheus | PrometheusAgent) -> bool:
    """The user replaces the whole command line of Prometheus, or mounts the folder that only the sidecar writes: natively such pods would not start."""
    spec = workload.spec
    own = (*spec.containers, *spec.init_containers)
    mounts = (*spec.volume_mounts, *(mount for container in own for mount in container.get("volumeMounts") or ()))
    replaced = any(container.get("name") == "prometheus" and (container.get("args") or container.get("command")) for container in spec.containers)
    return replaced or any(mount.get("name") == "config-out" for mount in mounts)


def on_every_node(workload: Prometheus | PrometheusAgent) -> bool:
    """An agent deployed as DaemonSet."""
    return isinstance(workload, PrometheusAgent) and workload.spec.mode == "DaemonSet"
