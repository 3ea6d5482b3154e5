"""Kubernetes' own objects that have the shape of their kind, as far as looks at targets go: what has not is told, and left out of what is said of others."""

from collections.abc import Mapping

import msgspec

from hooks.decoding import mismatch
from hooks.findings import Finding
from hooks.findings.fields import TYPE
from hooks.kinds.registry import KINDS
from hooks.loop.resources import group_of
from hooks.names import GROUP
from hooks.protocol import Manifest


class _Metadata(msgspec.Struct, frozen=True):
    labels: dict[str, str] | None = None
    annotations: dict[str, str] | None = None


class _Port(msgspec.Struct, frozen=True, rename="camel"):
    port: int
    name: str | None = None
    target_port: int | str | None = None


class _ServiceSpec(msgspec.Struct, frozen=True):
    ports: tuple[_Port, ...] | None = None
    selector: dict[str, str] | None = None


class _Service(msgspec.Struct, frozen=True):
    spec: _ServiceSpec


class _ContainerPort(msgspec.Struct, frozen=True, rename="camel"):
    container_port: int
    name: str | None = None


class _Container(msgspec.Struct, frozen=True):
    name: str
    ports: tuple[_ContainerPort, ...] | None = None


class _PodSpec(msgspec.Struct, frozen=True):
    containers: tuple[_Container, ...]


class _Pod(msgspec.Struct, frozen=True):
    spec: _PodSpec
    metadata: _Metadata | None = None


class _WorkloadSpec(msgspec.Struct, frozen=True):
    template: _Pod
    replicas: int | None = None


class _Workload(msgspec.Struct, frozen=True):
    spec: _WorkloadSpec


_SHAPES: Mapping[tuple[str, str], type[msgspec.Struct]] = {
    **dict.fromkeys([("apps", "StatefulSet"), ("apps", "DaemonSet"), ("apps", "Deployment")], _Workload),
    ("", "Service"): _Service,
    ("", "Pod"): _Pod,
}
_GROUPS = {kind: group for group, kind in _SHAPES} | dict.fromkeys(KINDS, GROUP)
"""Of the kinds that are looked at by their names alone."""


def misshapen(manifest: Manifest) -> Finding | None:
    """What has the wrong type, where the object cannot be looked at because of it."""
    try:
        msgspec.convert(manifest, _SHAPES.get((group_of(manifest["apiVersion"]), manifest["kind"]), msgspec.Struct))
    except msgspec.ValidationError as error:
        return TYPE.at(*mismatch(error))
    return None


def is_namesake(manifest: Manifest) -> bool:
    """Whether the object is of another group's kind of the same name, such as a Service of Knative."""
    group = group_of(manifest["apiVersion"])
    return _GROUPS.get(manifest["kind"], group) != group
