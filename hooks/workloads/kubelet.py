"""Kubelets as scrape targets: one headless Service whose endpoints are the addresses of the nodes.

A node has no Service of its own: its addresses are in its status, and they are written into EndpointSlices (and Endpoints) of the Service.
"""

import ipaddress
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec

from hooks import names
from hooks.kinds.meta import ObjectMeta
from hooks.protocol import Manifest
from hooks.settings import NodeAddress, Settings

SERVICE_NAME = "kubernetes.io/service-name"
"""Label of an EndpointSlice: the Service that it belongs to."""
SLICE_MANAGER = "endpointslice.kubernetes.io/managed-by"
"""Label of an EndpointSlice: who writes it; the cluster's own controllers leave another's alone."""
MANAGER = names.MANAGED_BY
SLICE_LIMIT = 512
"""Endpoints in one slice: prometheus-operator's number, about half of what the API server takes."""

_ORDER: dict[NodeAddress, tuple[str, str]] = {"internal": ("InternalIP", "ExternalIP"), "external": ("ExternalIP", "InternalIP")}
LABELS = {"k8s-app": "kubelet", "app.kubernetes.io/name": "kubelet", "app.kubernetes.io/managed-by": MANAGER}
_PORTS = ({"name": "https-metrics", "port": 10250}, {"name": "cadvisor", "port": 4194})
_HTTP = {"name": "http-metrics", "port": 10255}

Family = Literal["IPv4", "IPv6"]


class NodeStatus(msgspec.Struct, frozen=True):
    """What a kubelet tells of its node."""

    addresses: tuple[dict[str, str], ...] = ()
    conditions: tuple[dict[str, Any], ...] = ()


class Node(msgspec.Struct, frozen=True):
    """A Node, as far as it matters here."""

    metadata: ObjectMeta
    status: NodeStatus = NodeStatus()

    @property
    def reports(self) -> bool:
        """The kubelet has told its state not long ago."""
        return any(condition["type"] == "Ready" and condition["status"] != "Unknown" for condition in self.status.conditions)


class Endpoint(msgspec.Struct, frozen=True):
    """One address of a node."""

    ip: str
    node: str
    uid: str
    reports: bool

    @property
    def family(self) -> Family:
        """IPv4 also where it is written as an IPv6 address."""
        address = ipaddress.ip_address(self.ip)
        return "IPv4" if address.version == 4 or address.ipv4_mapped else "IPv6"

    @property
    def target(self) -> Manifest:
        """The reference to the node, from which Prometheus takes the labels of the target."""
        return {"nodeName": self.node, "targetRef": {"kind": "Node", "name": self.node, "uid": self.uid}}


def addresses(node: Node, priority: NodeAddress) -> tuple[str, ...]:
    """All addresses of the preferred kind that there is, e.g. an IPv4 and an IPv6 one; empty where the node has none."""
    by_type = (tuple(each["address"] for each in node.status.addresses if each["type"] == kind) for kind in _ORDER[priority])
    return next((found for found in by_type if found), ())


def endpoints(nodes: Iterable[Node], priority: NodeAddress) -> tuple[Endpoint, ...]:
    """The endpoints of all nodes in the order of their names; a node without a usable address has none.

    Where a node that no longer reports has the address of one that does, it is gone and its address was given away.
    """
    known = sorted(nodes, key=lambda node: node.metadata.name)
    found = tuple(endpoint for node in known for endpoint in _endpoints(node, priority))
    taken = {endpoint.ip: endpoint.node for endpoint in found if endpoint.reports}
    return tuple(endpoint for endpoint in found if endpoint.reports or taken.get(endpoint.ip, endpoint.node) == endpoint.node)


def problems(nodes: Iterable[Node], priority: NodeAddress) -> tuple[str, ...]:
    """Sentences about the nodes that have no usable address, by name."""
    return tuple(sentence for node in sorted(nodes, key=lambda node: node.metadata.name) for sentence in _problems(node, priority))


def service(namespace: str, name: str, settings: Settings) -> Manifest:
    """The headless Service."""
    ports = [{**port, "protocol": "TCP"} for port in _ports(settings)]
    spec = {"type": "ClusterIP", "clusterIP": "None", "ports": ports}
    return {"apiVersion": "v1", "kind": "Service", "metadata": _metadata(namespace, name, settings), "spec": spec}


def endpoint_slices(namespace: str, name: str, found: Sequence[Endpoint], existing: Iterable[Manifest], settings: Settings) -> tuple[Manifest, ...]:
    """The EndpointSlices of the Service ``name``: an address stays in the slice of ``existing`` where it is, new ones fill what has room.

    So a node that comes or goes changes one slice, and slices that another operator made under names of its own go on being used. One that lost its
    last address is returned without any.
    """
    left = {endpoint.ip: endpoint for endpoint in found}
    slices: dict[str, tuple[Family, list[Endpoint]]] = {}
    for each in sorted(existing, key=lambda each: str(each["metadata"]["name"])):
        members = [left.pop(ip) for listed in each.get("endpoints") or () for ip in listed["addresses"] if ip in left]
        slices[each["metadata"]["name"]] = (each["addressType"], members)
    for endpoint in left.values():
        _room(name, slices, endpoint.family).append(endpoint)
    return tuple(_slice(namespace, name, slice_name, slices[slice_name], settings) for slice_name in sorted(slices))


def classic_endpoints(namespace: str, name: str, found: Sequence[Endpoint], settings: Settings) -> Manifest:
    """The Endpoints of the Service ``name``, for a Prometheus that reads these; not mirrored into slices where we write slices ourselves."""
    own = {"endpointslice.kubernetes.io/skip-mirror": "true"} if settings.kubelet.endpoint_slices else {}
    subset = {"addresses": [{"ip": endpoint.ip, **endpoint.target} for endpoint in found], "ports": [{**port, "protocol": "TCP"} for port in _ports(settings)]}
    return {"apiVersion": "v1", "kind": "Endpoints", "metadata": _metadata(namespace, name, settings, own), "subsets": [subset] if found else []}


def _room(name: str, slices: dict[str, tuple[Family, list[Endpoint]]], family: Family) -> list[Endpoint]:
    """The members of the first slice of the family that is not full, or of a new one."""
    free = (members for kind, members in slices.values() if kind == family and len(members) < SLICE_LIMIT)
    members = next(free, None)
    if members is None:
        numbered = (f"{name}-{family.lower()}-{number}" for number in range(len(slices) + 1))
        members = []
        slices[next(each for each in numbered if each not in slices)] = (family, members)
    return members


def _slice(namespace: str, service_name: str, name: str, content: tuple[Family, Sequence[Endpoint]], settings: Settings) -> Manifest:
    family, members = content
    return {
        "apiVersion": "discovery.k8s.io/v1",
        "kind": "EndpointSlice",
        "metadata": _metadata(namespace, name, settings, {SERVICE_NAME: service_name, SLICE_MANAGER: MANAGER}),
        "addressType": family,
        "endpoints": [{"addresses": [endpoint.ip], "conditions": {"ready": True}, **endpoint.target} for endpoint in members],
        "ports": [{**port, "protocol": "TCP"} for port in _ports(settings)],
    }


def _metadata(namespace: str, name: str, settings: Settings, labels: dict[str, str] | None = None) -> Manifest:
    notes = {"annotations": dict(settings.annotations)} if settings.annotations else {}
    return {"namespace": namespace, "name": name, "labels": {**settings.labels, **(labels or {}), **LABELS}, **notes}


def _ports(settings: Settings) -> tuple[Manifest, ...]:
    return (*_PORTS, _HTTP) if settings.kubelet.http_metrics else _PORTS


def _endpoints(node: Node, priority: NodeAddress) -> Iterator[Endpoint]:
    return (Endpoint(ip, node.metadata.name, node.metadata.uid, node.reports) for ip in addresses(node, priority) if _is_ip(ip))


def _problems(node: Node, priority: NodeAddress) -> tuple[str, ...]:
    listed = addresses(node, priority)
    if not listed:
        return (f"node {node.metadata.name}: has neither an InternalIP nor an ExternalIP",)
    return tuple(f'node {node.metadata.name}: "{ip}" is not an IP address' for ip in listed if not _is_ip(ip))


def _is_ip(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return address.version == 4 or address.scope_id is None
