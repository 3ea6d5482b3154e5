"""Why a monitor that is in order finds no target: no Service, no port of that name, no pod behind it."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from hooks.cli.local.endpointslices import pods_behind
from hooks.cli.local.objects import Cluster, key_of, labels_of, namespace_of
from hooks.kinds.selectors import LabelSelector
from hooks.protocol import Manifest
from hooks.selection.labels import matches


def hints(cluster: Cluster) -> Iterator[tuple[str, str]]:
    """(``Kind namespace/name`` of a monitor or Service, what is missing)."""
    for monitor in cluster.of("ServiceMonitor"):
        yield from _of_services(monitor, cluster)
    for monitor in cluster.of("PodMonitor"):
        yield from _of_pods(monitor, cluster)


def _of_services(monitor: Manifest, cluster: Cluster) -> Iterator[tuple[str, str]]:
    source, services = f"ServiceMonitor {key_of(monitor)}", _matching(monitor, cluster, "Service")
    if not services:
        yield source, f"finds no Service{_where(monitor)} with the labels of its selector"
    for service in services:
        if service["spec"].get("selector") and not pods_behind(service, cluster):
            yield f"Service {key_of(service)}", "its selector matches no pod that runs here"
        yield from ((source, sentence) for sentence in _missing_ports(monitor["spec"].get("endpoints") or (), service))


def _missing_ports(endpoints: Any, service: Manifest) -> Iterator[str]:
    names = [port.get("name", "") for port in service["spec"].get("ports") or ()]
    for endpoint in endpoints:
        if endpoint.get("port") and endpoint["port"] not in names:
            yield f'Service {key_of(service)} has no port "{endpoint["port"]}", it has {", ".join(filter(None, names)) or "none with a name"}'


def _of_pods(monitor: Manifest, cluster: Cluster) -> Iterator[tuple[str, str]]:
    source, found = f"PodMonitor {key_of(monitor)}", _matching(monitor, cluster, "Pod")
    if not found:
        yield source, f"finds no pod{_where(monitor)} that runs here with the labels of its selector"
    names = {port.get("name") for pod in found for container in pod["spec"]["containers"] for port in container.get("ports") or ()}
    for endpoint in monitor["spec"].get("podMetricsEndpoints") or () if found else ():
        if endpoint.get("port") and endpoint["port"] not in names:
            yield source, f'no pod has a port "{endpoint["port"]}", there is {", ".join(sorted(filter(None, names))) or "none with a name"}'


def _matching(monitor: Manifest, cluster: Cluster, kind: str) -> list[Manifest]:
    selector, spaces = msgspec.convert(monitor["spec"].get("selector") or {}, LabelSelector), _namespaces(monitor)
    return [found for found in cluster.of(kind) if (not spaces or namespace_of(found) in spaces) and matches(selector, labels_of(found))]


def _namespaces(monitor: Manifest) -> tuple[str, ...]:
    """Where a monitor looks; () means everywhere."""
    chosen: Mapping[str, Any] = monitor["spec"].get("namespaceSelector") or {}
    return () if chosen.get("any") else tuple(chosen.get("matchNames") or [namespace_of(monitor)])


def _where(monitor: Manifest) -> str:
    spaces = _namespaces(monitor)
    return f" in {', '.join(spaces)}" if spaces else ""
