"""The ``__meta_kubernetes_*`` labels of Kubernetes objects (Prometheus documentation, Configuration, ``<kubernetes_sd_config>``)."""

import re
from collections.abc import Mapping
from typing import Any

from hooks.cli.local.objects import annotations_of, controller_of, labels_of, namespace_of
from hooks.protocol import Manifest

Labels = dict[str, str]
PREFIX = "__meta_kubernetes_"
NAMESPACE = f"{PREFIX}namespace"


def sanitized(name: str) -> str:
    """``name`` with every character that has no place in a label name as underscore."""
    return re.sub(r"[^A-Za-z0-9_]", "_", name)


def flag(value: bool) -> str:
    """``true`` or ``false``."""
    return "true" if value else "false"


def described(manifest: Manifest, role: str) -> Labels:
    """Labels and annotations of an object, each with its ``present`` flag."""
    found: Labels = {}
    for sort, values in (("label", labels_of(manifest)), ("annotation", annotations_of(manifest))):
        for name, value in values.items():
            found[f"{PREFIX}{role}_{sort}_{sanitized(name)}"] = value
            found[f"{PREFIX}{role}_{sort}present_{sanitized(name)}"] = "true"
    return found


def named(manifest: Manifest, role: str) -> Labels:
    """The same with the object's name."""
    return {f"{PREFIX}{role}_name": manifest["metadata"]["name"], **described(manifest, role)}


def service_labels(service: Manifest) -> Labels:
    """What role ``service`` knows of a Service, apart from its ports."""
    return {NAMESPACE: namespace_of(service), **named(service, "service")}


def pod_labels(pod: Manifest) -> Labels:
    """What role ``pod`` knows of a Pod, apart from its containers."""
    owner = controller_of(pod)
    return {
        f"{PREFIX}pod_ip": pod["status"]["podIP"],
        f"{PREFIX}pod_ready": _ready(pod),
        f"{PREFIX}pod_phase": pod["status"]["phase"],
        f"{PREFIX}pod_node_name": pod["spec"]["nodeName"],
        f"{PREFIX}pod_host_ip": pod["status"]["hostIP"],
        f"{PREFIX}pod_uid": pod["metadata"]["uid"],
        **named(pod, "pod"),
        **({f"{PREFIX}pod_controller_kind": owner["kind"], f"{PREFIX}pod_controller_name": owner["name"]} if owner else {}),
    }


def _ready(pod: Manifest) -> str:
    conditions = pod["status"].get("conditions") or ()
    return next((condition["status"].lower() for condition in conditions if condition["type"] == "Ready"), "unknown")


def container_labels(container: Mapping[str, Any], *, init: bool) -> Labels:
    """What is known of a container."""
    return {
        f"{PREFIX}pod_container_name": container["name"],
        f"{PREFIX}pod_container_image": container.get("image", ""),
        f"{PREFIX}pod_container_init": flag(init),
    }


def container_port_labels(port: Mapping[str, Any]) -> Labels:
    """What is known of a port that a container declares."""
    return {
        f"{PREFIX}pod_container_port_name": port.get("name", ""),
        f"{PREFIX}pod_container_port_number": str(port["containerPort"]),
        f"{PREFIX}pod_container_port_protocol": port.get("protocol", "TCP"),
    }


def node_labels(node: Manifest) -> Labels:
    """What role ``node`` knows of a Node, apart from its address."""
    conditions = node["status"].get("conditions") or ()
    return {
        f"{PREFIX}node_provider_id": node["spec"].get("providerID", ""),
        **{f"{PREFIX}node_condition_{sanitized(condition['type'].lower())}": condition["status"].lower() for condition in conditions},
        **named(node, "node"),
    }
