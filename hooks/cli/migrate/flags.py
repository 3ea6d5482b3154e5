"""The settings of the hooks that are the same as those of a prometheus-operator: from its flags to ours."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from hooks.cli.migrate.live import Workload
from hooks.settings import SCOPE, VARIABLES, Settings, settings_from

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
    given = {**_ITS_DEFAULTS, **flags} if flags.get("kubelet-service") else flags
    return settings_from({"PROMHOOKS_RELOAD": "sidecar"}, given)


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
