"""Which pods stand behind a Service: what the endpointslice and endpoints controllers of a cluster write."""

from collections.abc import Iterator, Mapping
from typing import Any

from hooks.cli.local.objects import LOOPBACK, Cluster, annotations_of, key_of, labels_of, namespace_of
from hooks.cli.local.pods import NODE
from hooks.protocol import Manifest
from hooks.rendering import digest

SERVICE_NAME = "kubernetes.io/service-name"


def slices(cluster: Cluster) -> tuple[Manifest, ...]:
    """The EndpointSlices of the folder, and those a controller would add for Services with a selector."""
    return (*cluster.of("EndpointSlice"), *(_slice(service, pods) for service, pods in _selected(cluster)))


def endpoints(cluster: Cluster) -> tuple[Manifest, ...]:
    """The Endpoints of the folder, and those a controller would add for Services with a selector."""
    return (*cluster.of("Endpoints"), *(_endpoints(service, pods) for service, pods in _selected(cluster)))


def pods_behind(service: Manifest, cluster: Cluster) -> tuple[Manifest, ...]:
    """The pods that a Service selects."""
    selector = service["spec"].get("selector") or {}
    near = cluster.labelled("Pod", (namespace_of(service),), selector) if selector else ()
    return tuple(pod for pod in near if selector.items() <= labels_of(pod).items())


def port_number(port: Mapping[str, Any], pod: Manifest) -> int | None:
    """The container port that a Service's port means in this pod; None where a named one is not declared."""
    target = port.get("targetPort", port["port"])
    if isinstance(target, int):
        return target
    declared = (declared for container in pod["spec"]["containers"] for declared in container.get("ports") or ())
    return next((int(found["containerPort"]) for found in declared if found.get("name") == target), None)


def _selected(cluster: Cluster) -> Iterator[tuple[Manifest, tuple[Manifest, ...]]]:
    for service in cluster.of("Service"):
        if service["spec"].get("selector"):
            yield service, pods_behind(service, cluster)


def _ports(service: Manifest, pods: tuple[Manifest, ...]) -> list[Manifest]:
    """The resolved ports. A cluster groups pods that resolve a name differently into slices of their own; here the first pod decides."""
    resolved = [(port, port_number(port, pods[0])) for port in service["spec"].get("ports") or ()] if pods else []
    return [
        {"name": port.get("name", ""), "protocol": port.get("protocol", "TCP"), "port": number, **_app_protocol(port)} for port, number in resolved if number
    ]


def _app_protocol(port: Mapping[str, Any]) -> Manifest:
    return {"appProtocol": port["appProtocol"]} if "appProtocol" in port else {}


def _reference(pod: Manifest) -> Manifest:
    return {"kind": "Pod", "namespace": namespace_of(pod), "name": pod["metadata"]["name"], "uid": pod["metadata"]["uid"]}


def _slice(service: Manifest, pods: tuple[Manifest, ...]) -> Manifest:
    name = service["metadata"]["name"]
    headless = {"service.kubernetes.io/headless": ""} if service["spec"].get("clusterIP") == "None" else {}
    managed = {"endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io", SERVICE_NAME: name}
    return {
        "apiVersion": "discovery.k8s.io/v1",
        "kind": "EndpointSlice",
        "metadata": {
            "name": f"{name}-{digest(key_of(service).encode())[:5]}",
            "namespace": namespace_of(service),
            "labels": {**labels_of(service), **headless, **managed},
            "annotations": annotations_of(service),
        },
        "addressType": "IPv4",
        "endpoints": [
            {
                "addresses": [LOOPBACK],
                "conditions": {"ready": True, "serving": True, "terminating": False},
                "targetRef": _reference(pod),
                "nodeName": NODE,
                **({"hostname": pod["spec"]["hostname"]} if "hostname" in pod["spec"] else {}),
            }
            for pod in pods
        ],
        "ports": _ports(service, pods),
    }


def _endpoints(service: Manifest, pods: tuple[Manifest, ...]) -> Manifest:
    addresses = [{"ip": LOOPBACK, "nodeName": NODE, "targetRef": _reference(pod)} for pod in pods]
    return {
        "apiVersion": "v1",
        "kind": "Endpoints",
        "metadata": {
            "name": service["metadata"]["name"],
            "namespace": namespace_of(service),
            "labels": {**labels_of(service), "endpoints.kubernetes.io/managed-by": "endpoint-controller"},
            "annotations": {},
        },
        "subsets": [{"addresses": addresses, "ports": _ports(service, pods)}] if pods else [],
    }
