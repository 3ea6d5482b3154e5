"""What Prometheus' Kubernetes service discovery would find in the local cluster, as target groups of a file discovery.

Every target carries the labels of Prometheus documentation, Configuration, ``<kubernetes_sd_config>``, so relabeling does exactly what it does in a
cluster; only ``__address__`` is the port on this machine.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from hooks.cli.local import endpointslices, selectors
from hooks.cli.local.metalabels import (
    NAMESPACE,
    PREFIX,
    Labels,
    container_labels,
    container_port_labels,
    described,
    flag,
    named,
    node_labels,
    pod_labels,
    service_labels,
)
from hooks.cli.local.objects import Cluster, key_of, namespace_of
from hooks.cli.local.pods import NODE
from hooks.protocol import Manifest

Group = dict[str, Any]
"""One target group of ``file_sd_configs``: ``{"targets": [address], "labels": {...}}``."""


def groups(config: Mapping[str, Any], cluster: Cluster, own_namespace: str) -> list[Group]:
    """The targets of one ``kubernetes_sd_configs`` entry of a Prometheus in ``own_namespace``, one group a target, in a stable order."""
    found = _ROLES[config["role"]](_visible(config, cluster, own_namespace))
    attached = (_attached(labels, config.get("attach_metadata") or {}, cluster) for labels in found)
    return [{"targets": [labels["__address__"]], "labels": {name: value for name, value in labels.items() if name != "__address__"}} for labels in attached]


def _visible(config: Mapping[str, Any], cluster: Cluster, own_namespace: str) -> Cluster:
    """The cluster as far as the entry's ``namespaces`` and ``selectors`` let it be seen."""
    spaces = config.get("namespaces") or {}
    names = {*(spaces.get("names") or ()), *([own_namespace] if spaces.get("own_namespace") else ())}
    complete = Cluster((*cluster.objects, *_derived(cluster)), cluster.ports)
    by_kind = {selector["role"]: selector for selector in config.get("selectors") or ()}
    return Cluster(tuple(manifest for manifest in complete.objects if _seen(manifest, names, by_kind)), cluster.ports)


def _derived(cluster: Cluster) -> Iterator[Manifest]:
    for kind, manifests in (("EndpointSlice", endpointslices.slices(cluster)), ("Endpoints", endpointslices.endpoints(cluster))):
        yield from (manifest for manifest in manifests if cluster.find(kind, namespace_of(manifest), manifest["metadata"]["name"]) is None)


def _seen(manifest: Manifest, namespaces: set[str], by_role: Mapping[str, Mapping[str, str]]) -> bool:
    if namespaces and manifest["kind"] not in ("Node", "Namespace") and namespace_of(manifest) not in namespaces:
        return False
    selector = by_role.get(manifest["kind"].lower(), {})
    return selectors.by_labels(selector.get("label", ""), manifest) and selectors.by_fields(selector.get("field", ""), manifest)


def _attached(labels: Labels, wanted: Mapping[str, bool], cluster: Cluster) -> Labels:
    node = cluster.find("Node", "default", NODE) if wanted.get("node") and f"{PREFIX}pod_node_name" in labels else None
    space = cluster.find("Namespace", "default", labels.get(NAMESPACE, "")) if wanted.get("namespace") else None
    return {**labels, **(named(node, "node") if node else {}), **(described(space, "namespace") if space else {})}


# --- role pod


def _pods(cluster: Cluster) -> Iterator[Labels]:
    for pod in cluster.of("Pod"):
        shared = {NAMESPACE: namespace_of(pod), **pod_labels(pod)}
        for container, init in _containers(pod):
            for port in container.get("ports") or ():
                yield {
                    "__address__": cluster.address(pod, port["containerPort"]),
                    **shared,
                    **container_labels(container, init=init),
                    **container_port_labels(port),
                }
            if not container.get("ports"):
                yield {"__address__": pod["status"]["podIP"], **shared, **container_labels(container, init=init)}


def _containers(pod: Manifest) -> Iterator[tuple[Mapping[str, Any], bool]]:
    yield from ((container, False) for container in pod["spec"].get("containers") or ())
    yield from ((container, True) for container in pod["spec"].get("initContainers") or ())


# --- roles endpointslice and endpoints


def _endpointslices(cluster: Cluster) -> Iterator[Labels]:
    for manifest in cluster.of("EndpointSlice"):
        service = cluster.find("Service", namespace_of(manifest), manifest["metadata"].get("labels", {}).get(endpointslices.SERVICE_NAME, ""))
        shared = {
            NAMESPACE: namespace_of(manifest),
            f"{PREFIX}endpointslice_address_type": manifest["addressType"],
            **named(manifest, "endpointslice"),
            **(service_labels(service) if service else {}),
        }
        reached = [
            (endpoint, port, address)
            for endpoint in manifest.get("endpoints") or ()
            for port in manifest.get("ports") or ()
            for address in endpoint["addresses"]
        ]
        for endpoint, port, address in reached:
            yield {**_backing(endpoint.get("targetRef"), address, port, cluster), **shared, **_slice_labels(endpoint, port)}
        yield from ({**labels, **shared} for labels in _further_ports(((endpoint.get("targetRef"), port) for endpoint, port, _ in reached), cluster))


def _slice_labels(endpoint: Mapping[str, Any], port: Mapping[str, Any]) -> Labels:
    values = {
        "endpointslice_port": port.get("port"),
        "endpointslice_port_name": port.get("name"),
        "endpointslice_port_protocol": port.get("protocol"),
        "endpointslice_port_app_protocol": port.get("appProtocol"),
        "endpointslice_endpoint_hostname": endpoint.get("hostname"),
        "endpointslice_endpoint_node_name": endpoint.get("nodeName"),
        "endpointslice_endpoint_zone": endpoint.get("zone"),
        "endpointslice_address_target_kind": (endpoint.get("targetRef") or {}).get("kind"),
        "endpointslice_address_target_name": (endpoint.get("targetRef") or {}).get("name"),
    }
    conditions = {f"{PREFIX}endpointslice_endpoint_conditions_{name}": flag(value) for name, value in (endpoint.get("conditions") or {}).items()}
    return {**{f"{PREFIX}{name}": str(value) for name, value in values.items() if value is not None}, **conditions}


def _endpoints(cluster: Cluster) -> Iterator[Labels]:
    for manifest in cluster.of("Endpoints"):
        service = cluster.find("Service", namespace_of(manifest), manifest["metadata"]["name"])
        shared = {NAMESPACE: namespace_of(manifest), **(service_labels(service) if service else {}), **named(manifest, "endpoints")}
        reached = list(_reached(manifest))
        for address, port, ready in reached:
            yield {**_backing(address.get("targetRef"), address["ip"], port, cluster), **shared, **_endpoint_labels(address, port, ready=ready)}
        yield from ({**labels, **shared} for labels in _further_ports(((address.get("targetRef"), port) for address, port, _ in reached), cluster))


def _reached(manifest: Manifest) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any], bool]]:
    for subset in manifest.get("subsets") or ():
        for port in subset.get("ports") or ():
            yield from ((address, port, True) for address in subset.get("addresses") or ())
            yield from ((address, port, False) for address in subset.get("notReadyAddresses") or ())


def _endpoint_labels(address: Mapping[str, Any], port: Mapping[str, Any], *, ready: bool) -> Labels:
    reference = address.get("targetRef") or {}
    values = {
        "endpoint_port_name": port.get("name", ""),
        "endpoint_port_protocol": port.get("protocol", "TCP"),
        "endpoint_ready": flag(ready),
        "endpoint_address_target_kind": reference.get("kind"),
        "endpoint_address_target_name": reference.get("name"),
        "endpoint_node_name": address.get("nodeName"),
        "endpoint_hostname": address.get("hostname"),
    }
    return {f"{PREFIX}{name}": str(value) for name, value in values.items() if value is not None}


def _backing(reference: Mapping[str, str] | None, ip: str, port: Mapping[str, Any], cluster: Cluster) -> Labels:
    """The address of an endpoint and, where a pod stands behind it, the pod's labels and those of the container that declares the port."""
    pod = _referenced(reference, cluster)
    if pod is None:
        return {"__address__": f"{ip}:{port['port']}" if "port" in port else ip}
    declared = {
        label: value
        for container, init in _containers(pod)
        for candidate in container.get("ports") or ()
        if candidate["containerPort"] == port.get("port")
        for label, value in {**container_labels(container, init=init), **container_port_labels(candidate)}.items()
    }
    return {"__address__": cluster.address(pod, port["port"]), **pod_labels(pod), **declared}


def _further_ports(reached: Iterable[tuple[Mapping[str, str] | None, Mapping[str, Any]]], cluster: Cluster) -> Iterator[Labels]:
    """Ports that the pods declare, but no endpoint names: Prometheus makes targets of them as well."""
    seen: dict[str, tuple[Manifest, set[int]]] = {}
    for reference, port in reached:
        if pod := _referenced(reference, cluster):
            seen.setdefault(key_of(pod), (pod, set()))[1].add(port["port"])
    for pod, numbers in seen.values():
        for container, init in _containers(pod):
            for port in container.get("ports") or ():
                if port["containerPort"] not in numbers:
                    address = cluster.address(pod, port["containerPort"])
                    yield {"__address__": address, **container_labels(container, init=init), **container_port_labels(port), **pod_labels(pod)}


def _referenced(reference: Mapping[str, str] | None, cluster: Cluster) -> Manifest | None:
    if not reference or reference.get("kind") != "Pod":
        return None
    return cluster.find("Pod", reference["namespace"], reference["name"])


# --- roles service, node, ingress


def _services(cluster: Cluster) -> Iterator[Labels]:
    for service in cluster.of("Service"):
        kind = service["spec"].get("type", "ClusterIP")
        place = {f"{PREFIX}service_external_name": service["spec"].get("externalName", "")} if kind == "ExternalName" else {}
        for port in service["spec"].get("ports") or ():
            yield {
                "__address__": _service_address(service, port, cluster),
                **service_labels(service),
                **(place or {f"{PREFIX}service_cluster_ip": service["spec"].get("clusterIP", "")}),
                f"{PREFIX}service_type": kind,
                f"{PREFIX}service_port_name": port.get("name", ""),
                f"{PREFIX}service_port_number": str(port["port"]),
                f"{PREFIX}service_port_protocol": port.get("protocol", "TCP"),
            }


def _service_address(service: Manifest, port: Mapping[str, Any], cluster: Cluster) -> str:
    """The first pod behind the Service; without one, the Service's name in a cluster, which nothing answers to here."""
    behind = ((pod, endpointslices.port_number(port, pod)) for pod in endpointslices.pods_behind(service, cluster))
    reached = (cluster.address(pod, number) for pod, number in behind if number)
    return next(reached, f"{service['metadata']['name']}.{namespace_of(service)}.svc:{port['port']}")


def _nodes(cluster: Cluster) -> Iterator[Labels]:
    for node in cluster.of("Node"):
        addresses = {f"{PREFIX}node_address_{address['type']}": address["address"] for address in reversed(node["status"]["addresses"])}
        port = node["status"]["daemonEndpoints"]["kubeletEndpoint"]["Port"]
        yield {"__address__": f"{node['status']['addresses'][0]['address']}:{port}", "instance": node["metadata"]["name"], **node_labels(node), **addresses}


def _ingresses(cluster: Cluster) -> Iterator[Labels]:
    for ingress in cluster.of("Ingress"):
        secured = {host for entry in ingress["spec"].get("tls") or () for host in entry.get("hosts") or ()}
        name = ingress["spec"].get("ingressClassName")
        shared = {NAMESPACE: namespace_of(ingress), **named(ingress, "ingress"), **({f"{PREFIX}ingress_class_name": name} if name else {})}
        for rule in ingress["spec"].get("rules") or ():
            host, scheme = rule.get("host", ""), "https" if rule.get("host") in secured else "http"
            for path in [entry.get("path", "/") for entry in (rule.get("http") or {}).get("paths") or ()] or ["/"]:
                yield {"__address__": host, **shared, f"{PREFIX}ingress_host": host, f"{PREFIX}ingress_scheme": scheme, f"{PREFIX}ingress_path": path}


_ROLES: dict[str, Callable[[Cluster], Iterator[Labels]]] = {
    "pod": _pods,
    "endpointslice": _endpointslices,
    "endpoints": _endpoints,
    "service": _services,
    "node": _nodes,
    "ingress": _ingresses,
}
