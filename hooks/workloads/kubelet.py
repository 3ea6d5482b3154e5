"""Addresses of kubelets, for the Service that lets a ServiceMonitor scrape them.

A node has no Service of its own: its addresses are in its status, and the operator writes them into the endpoints of one headless Service.
"""

import ipaddress
from collections.abc import Iterable
from typing import Literal

import msgspec

from hooks.protocol import Manifest

Priority = Literal["internal", "external"]
"""Which kind of address is preferred; the other one is used where there is none."""
_ORDER: dict[Priority, tuple[str, str]] = {"internal": ("InternalIP", "ExternalIP"), "external": ("ExternalIP", "InternalIP")}


class Endpoint(msgspec.Struct, frozen=True):
    """One address of a node."""

    ip: str
    node: str
    uid: str
    reports: bool
    """The kubelet has told its state not long ago."""


def addresses(node: Manifest, priority: Priority) -> tuple[str, ...]:
    """All addresses of the preferred kind that there is, e.g. an IPv4 and an IPv6 one; empty where the node has none."""
    listed = node.get("status", {}).get("addresses") or ()
    by_type = (tuple(each["address"] for each in listed if each["type"] == kind) for kind in _ORDER[priority])
    return next((found for found in by_type if found), ())


def endpoints(nodes: Iterable[Manifest], priority: Priority) -> tuple[tuple[Endpoint, ...], tuple[str, ...]]:
    """The endpoints of all nodes in their order, and sentences about the nodes that have no usable address.

    Where a node that no longer reports has the address of one that does, it is gone and its address was given away.
    """
    known = tuple(nodes)
    found = tuple(endpoint for node in known for endpoint in _endpoints(node, priority))
    taken = {endpoint.ip: endpoint.node for endpoint in found if endpoint.reports}
    kept = tuple(endpoint for endpoint in found if endpoint.reports or taken.get(endpoint.ip, endpoint.node) == endpoint.node)
    return kept, tuple(sentence for node in known for sentence in _problems(node, priority))


def _endpoints(node: Manifest, priority: Priority) -> Iterable[Endpoint]:
    uid, reports = node["metadata"].get("uid", ""), _reports(node)
    return (Endpoint(ip, _name(node), uid, reports) for ip in addresses(node, priority) if _is_ip(ip))


def _problems(node: Manifest, priority: Priority) -> tuple[str, ...]:
    listed = addresses(node, priority)
    if not listed:
        return (f"node {_name(node)}: has neither an InternalIP nor an ExternalIP",)
    return tuple(f'node {_name(node)}: "{ip}" is not an IP address' for ip in listed if not _is_ip(ip))


def _reports(node: Manifest) -> bool:
    conditions = node.get("status", {}).get("conditions") or ()
    return any(condition["type"] == "Ready" and condition["status"] != "Unknown" for condition in conditions)


def _name(node: Manifest) -> str:
    return str(node["metadata"].get("name", ""))


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
