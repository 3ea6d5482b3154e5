"""Why a monitor that is in order finds no target, and a Prometheus no Alertmanager: no Service, no port of that name, no pod behind it.

Only what is seen is judged. Where a folder holds no Service or pod in the namespaces of a monitor, those are made elsewhere, and nothing is said.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from hooks.cli.local.endpointslices import pods_behind, port_number
from hooks.cli.local.objects import Cluster, controller_of, key_of, labels_of, namespace_of
from hooks.findings import Finding, Fix, Subject, quoted
from hooks.findings.selection import NO_ALERTMANAGER, NO_POD, NO_POD_FOUND, NO_PORT, NO_SERVICE, NO_TARGET_PORT
from hooks.kinds.selectors import LabelSelector
from hooks.protocol import Manifest
from hooks.selection.labels import matches
from hooks.selection.misses import differences
from hooks.workloads.services import OPERATED, OPERATED_ALERTMANAGER


def missing(cluster: Cluster, *, complete: bool = False) -> Iterator[Finding]:
    """What stands between the monitors of a cluster and their targets, each finding with its object. The cluster's pods are among its objects.

    ``complete``: nothing exists but what is there.
    """
    for monitor in cluster.of("ServiceMonitor"):
        yield from of_services(monitor, cluster, complete=complete)
    for monitor in cluster.of("PodMonitor"):
        yield from of_pods(monitor, cluster, complete=complete)
    for prometheus in cluster.of("Prometheus"):
        yield from of_alertmanagers(prometheus, cluster, complete=complete)


def of_services(monitor: Manifest, cluster: Cluster, *, complete: bool = False) -> Iterator[Finding]:
    """What is between a ServiceMonitor and its targets; findings about a Service are about that."""
    services = selected(monitor, cluster, "Service")
    if not services and (complete or _known(monitor, cluster, "Service")):
        yield NO_SERVICE.at("spec.selector", f"no Service{_where(monitor)} matches", _nearest(monitor, cluster, "Service")).about(subject(monitor))
    for service in services:
        if service["spec"].get("selector") and (complete or cluster.within("Pod", (namespace_of(service),))):
            yield from _behind(service, cluster)
        behind = pods_behind(service, cluster)
        for path, endpoint in _endpoints(monitor):
            if problem := _missing_port(endpoint, service):
                yield NO_PORT.at(f"{path}.port", problem, *_port_remedy(endpoint, service)).about(subject(monitor))
            yield from (found.about(subject(monitor)) for found in _container_port(endpoint, path, "targetPort", behind))


def of_pods(monitor: Manifest, cluster: Cluster, *, complete: bool = False) -> Iterator[Finding]:
    """What is between a PodMonitor and its targets."""
    found = selected(monitor, cluster, "Pod")
    if not found and (complete or _known(monitor, cluster, "Pod")):
        yield NO_POD_FOUND.at("spec.selector", f"no pod{_where(monitor)} matches", _nearest(monitor, cluster, "Pod")).about(subject(monitor))
    names = _container_ports(found)
    for path, endpoint in _endpoints(monitor) if found else ():
        if endpoint.get("port") and endpoint["port"] not in names:
            yield NO_PORT.at(f"{path}.port", f"no container has a port {quoted(endpoint['port'])}", f"there is {_listed(names)}").about(subject(monitor))
        for field in ("portNumber", "targetPort"):
            yield from (each.about(subject(monitor)) for each in _container_port(endpoint, path, field, found))


def _container_port(endpoint: Manifest, path: str, field: str, pods: Sequence[Manifest]) -> Iterator[Finding]:
    """``targetPort`` is the port of a container, by name or number, and has to be declared there."""
    wanted = None if endpoint.get("port") else endpoint.get(field)
    declared = [port for pod in pods for container in pod["spec"]["containers"] for port in container.get("ports") or ()]
    if wanted is not None and declared and all(wanted not in {port.get("name"), port["containerPort"]} for port in declared):
        there = sorted({f"{port['containerPort']}{f' ({name})' if (name := port.get('name')) else ''}" for port in declared})
        yield NO_PORT.at(f"{path}.{field}", f"no container has a port {wanted}", f"there is {', '.join(there)}")


def of_alertmanagers(prometheus: Manifest, cluster: Cluster, *, complete: bool = False) -> Iterator[Finding]:
    """What is between a Prometheus and the Alertmanagers that it names."""
    for index, endpoint in enumerate((prometheus["spec"].get("alerting") or {}).get("alertmanagers") or ()):
        namespace, path = endpoint.get("namespace") or namespace_of(prometheus), f"spec.alerting.alertmanagers[{index}]"
        there = {each["metadata"]["name"]: each for each in cluster.within("Service", (namespace,)) if _leads_to_alertmanagers(each)}
        service = there.get(endpoint["name"])
        if service and not _has_port(service, endpoint["port"]):
            problem = f"Service {key_of(service)} has no port {quoted(endpoint['port'])}"
            yield NO_ALERTMANAGER.at(f"{path}.port", problem, f"it has {_listed(_port_names(service))}").about(subject(prometheus))
        if not service and (complete or there):
            problem = f"there is no Service {namespace}/{endpoint['name']}"
            yield NO_ALERTMANAGER.at(f"{path}.name", problem, f"there is {_listed(there)}").about(subject(prometheus))


def _leads_to_alertmanagers(service: Manifest) -> bool:
    """Not those that workloads of other kinds have made for themselves."""
    return all(name == OPERATED_ALERTMANAGER for name in labels_of(service) if name.startswith(OPERATED))


def _has_port(service: Manifest, port: str | int) -> bool:
    """A text is the name of a port of the Service, a number that of a port of the container."""
    ports = service["spec"].get("ports") or ()
    if isinstance(port, str):
        return any(each.get("name") == port for each in ports)
    return any(isinstance(target := each.get("targetPort", each["port"]), str) or target == port for each in ports)


def selected(monitor: Manifest, cluster: Cluster, kind: str) -> list[Manifest]:
    """The Services or Pods that the selectors of a monitor name."""
    selector = _selector(monitor)
    return [found for found in cluster.labelled(kind, namespaces(monitor), selector.match_labels) if matches(selector, labels_of(found))]


def namespaces(monitor: Manifest) -> tuple[str, ...]:
    """Where a monitor looks; () means everywhere."""
    chosen: Mapping[str, Any] = monitor["spec"].get("namespaceSelector") or {}
    return () if chosen.get("any") else tuple(chosen.get("matchNames") or [namespace_of(monitor)])


def subject(manifest: Manifest) -> Subject:
    """What a finding about ``manifest`` is about."""
    return Subject(str(manifest["apiVersion"]), manifest["kind"], namespace_of(manifest), manifest["metadata"]["name"])


def _known(monitor: Manifest, cluster: Cluster, kind: str) -> bool:
    """Whether there is enough to judge: something of the kind where the monitor looks, or what it looks for somewhere else."""
    return bool(_written(cluster.within(kind, namespaces(monitor)))) or any(_elsewhere(_selector(monitor), cluster, kind))


def _written(objects: Iterable[Manifest]) -> list[Manifest]:
    """Without the Services that workloads have made for themselves: nobody who looks for another one means those."""
    return [found for found in objects if found["kind"] != "Service" or not controller_of(found)]


def _elsewhere(selector: LabelSelector, cluster: Cluster, kind: str) -> Iterator[Manifest]:
    """What ``selector`` means, wherever it is; an empty one means nothing in particular."""
    near = cluster.labelled(kind, (), selector.match_labels) if selector != LabelSelector() else ()
    return (found for found in near if matches(selector, labels_of(found)))


def _behind(service: Manifest, cluster: Cluster) -> Iterator[Finding]:
    """What is between a Service and its pods."""
    behind = pods_behind(service, cluster)
    if not behind:
        wanted = LabelSelector(match_labels=service["spec"]["selector"])
        yield NO_POD.at("spec.selector", "no pod matches", _least_apart(wanted, cluster.within("Pod", (namespace_of(service),)))).about(subject(service))
    for index, port in enumerate(service["spec"].get("ports") or ()):
        if behind and all(port_number(port, pod) is None for pod in behind):
            problem = f"no container has a port {quoted(port['targetPort'])}"
            yield NO_TARGET_PORT.at(f"spec.ports[{index}].targetPort", problem, f"there is {_listed(_container_ports(behind))}").about(subject(service))


def _container_ports(pods: Iterable[Manifest]) -> list[str]:
    found = (port for pod in pods for container in pod["spec"]["containers"] for port in container.get("ports") or ())
    return sorted({port["name"] for port in found if port.get("name")})


def _missing_port(endpoint: Manifest, service: Manifest) -> str:
    wanted, names = endpoint.get("port"), _port_names(service)
    return f"Service {key_of(service)} has no port {quoted(wanted)}" if wanted and wanted not in names else ""


def _port_remedy(endpoint: Manifest, service: Manifest) -> tuple[str, Fix | None]:
    names = _port_names(service)
    if str(endpoint["port"]).isdigit():
        numbers = {str(port["port"]): port.get("name") for port in service["spec"].get("ports") or ()}
        if name := numbers.get(str(endpoint["port"])):
            return f"a port is named here: write {name}", Fix(to=name)
        return f"a port is named here: it has {_listed(names)}; targetPort takes a number", None
    return f"it has {_listed(names)}", None


def _port_names(service: Manifest) -> list[str]:
    return [port["name"] for port in service["spec"].get("ports") or () if port.get("name")]


def _endpoints(monitor: Manifest) -> Iterator[tuple[str, Manifest]]:
    field = "endpoints" if monitor["kind"] == "ServiceMonitor" else "podMetricsEndpoints"
    return ((f"spec.{field}[{index}]", endpoint) for index, endpoint in enumerate(monitor["spec"].get(field) or ()))


def _nearest(monitor: Manifest, cluster: Cluster, kind: str) -> str:
    """What would match in another namespace, else what lacks least where the monitor looks."""
    selector = _selector(monitor)
    if elsewhere := next(_elsewhere(selector, cluster, kind), None):
        return f"{kind} {key_of(elsewhere)} would, name its namespace in spec.namespaceSelector"
    return _least_apart(selector, _written(cluster.within(kind, namespaces(monitor))))


def _least_apart(selector: LabelSelector, others: Iterable[Manifest]) -> str:
    apart = min(((differences(selector, other, "the selector"), other) for other in others), key=lambda pair: len(pair[0]), default=None)
    return f"the nearest is {apart[1]['kind']} {key_of(apart[1])}: {'; '.join(apart[0])}" if apart else "there is none"


def _selector(monitor: Manifest) -> LabelSelector:
    return msgspec.convert(monitor["spec"].get("selector") or {}, LabelSelector)


def _where(monitor: Manifest) -> str:
    spaces = namespaces(monitor)
    return f" in {', '.join(spaces)}" if spaces else ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none with a name"
