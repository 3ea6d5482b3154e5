"""The settings of the hooks that are the same as those of a prometheus-operator: from its flags to ours."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from hooks.cli.migrate.live import Workload
from hooks.settings import SCOPE, VARIABLES, Gates, Kubelet, Reloader, Settings

_TEXTS = {
    "prometheus-default-base-image": "prometheus_base_image",
    "alertmanager-default-base-image": "alertmanager_base_image",
    "thanos-default-base-image": "thanos_base_image",
    "localhost": "local_host",
    "cluster-domain": "cluster_domain",
}
_PAIRS = {"labels": "labels", "annotations": "annotations"}
_RELOADER = {
    "prometheus-config-reloader": "image",
    "config-reloader-cpu-request": "cpu_request",
    "config-reloader-cpu-limit": "cpu_limit",
    "config-reloader-memory-request": "memory_request",
    "config-reloader-memory-limit": "memory_limit",
    "enable-config-reloader-probes": "enable_probes",
}
_KUBELET = {
    "kubelet-service": "service",
    "kubelet-selector": "selector",
    "kubelet-endpointslice": "endpoint_slices",
    "kubelet-endpoints": "endpoints",
    "kubelet-node-address-priority": "node_address_priority",
    "kubelet-http-metrics": "http_metrics",
}
_PROGRAMS = {
    "prometheus": "prometheus_version",
    "alertmanager": "alertmanager_version",
    "thanos-ruler": "thanos_version",
    "thanos-sidecar": "thanos_version",
}
"""Containers, and the setting of their version."""
_CHOICES = ("version", "image", "tag", "sha")
"""Fields by which a custom resource chooses one itself."""
_ITS_DEFAULTS = {"kubelet-endpointslice": "false", "kubelet-endpoints": "true"}
"""Where prometheus-operator's defaults differ from ours."""


def settings(flags: Mapping[str, str]) -> Settings:
    """With the sidecar, because that is what there is; the rest as the flags say, and what they do not say as both have it by default."""
    given = {**_ITS_DEFAULTS, **flags} if flags.get("kubelet-service") else dict(flags)
    values: dict[str, Any] = {
        **{field: _scope(field, flags[name]) for field in SCOPE if (name := field.replace("_", "-")) in flags},
        **{ours: flags[name] for name, ours in _TEXTS.items() if name in flags},
        **{ours: _pairs(flags[name]) for name, ours in _PAIRS.items() if name in flags},
        "reloader": msgspec.convert({ours: flags[name] for name, ours in _RELOADER.items() if name in flags}, Reloader, strict=False),
        "kubelet": msgspec.convert({ours: given[name] for name, ours in _KUBELET.items() if name in given}, Kubelet, strict=False),
    }
    gates = {name.lower(): value for name, value in _pairs(flags.get("feature-gates", "")).items()}
    known = {field: gates[field.replace("_", "")] for field in Gates.__struct_fields__ if field.replace("_", "") in gates}
    return Settings(reload="sidecar", gates=msgspec.convert(known, Gates, strict=False), **values)


def _pairs(text: str) -> dict[str, str]:
    """``a=b,c=d``."""
    return {name: value for name, _, value in (pair.partition("=") for pair in text.split(",") if pair)}


def default_versions(workloads: Iterable[Workload]) -> dict[str, str]:
    """The versions that run where a custom resource names none: prometheus-operator's own defaults, which no flag tells."""
    return {field: tag for workload in workloads for field, tag in _tags(workload)}


def _tags(workload: Workload) -> Iterator[tuple[str, str]]:
    spec = workload.parent["spec"]
    containers = [each for child in workload.children for each in ((child.get("spec") or {}).get("template") or {}).get("spec", {}).get("containers", ())]
    for name, field in _PROGRAMS.items():
        chosen = spec.get("thanos") or {} if name == "thanos-sidecar" else spec
        tags = [each["image"].rpartition(":")[2] for each in containers if each["name"] == name]
        if tags and tags[0].startswith("v") and not any(chosen.get(choice) for choice in _CHOICES):
            yield field, tags[0]


def _scope(field: str, text: str) -> str | tuple[str, ...]:
    """What decides which objects are served has the same names in both."""
    return tuple(filter(None, text.split(","))) if field.endswith("namespaces") else text


def environment(chosen: Settings) -> dict[str, str]:
    """The variables that give these settings: only what is not the default."""
    fields = ((name, getattr(chosen, name), getattr(Settings(), name)) for name in VARIABLES)
    return {f"PROMHOOKS_{name.upper()}": _text(name, value, default) for name, value, default in fields if value != default}


def _text(name: str, value: Any, default: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple) and name in SCOPE:
        return ",".join(value)
    if not isinstance(value, msgspec.Struct):
        return msgspec.json.encode(value).decode()
    members = ((field, getattr(value, field), getattr(default, field)) for field in value.__struct_fields__)
    return msgspec.json.encode({field: below for field, below, usual in members if below != usual}).decode()
