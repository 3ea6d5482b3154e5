"""Kinds of objects: their names in requests, whether they live in a namespace, and the keys of single objects."""

from typing import NamedTuple

import msgspec

from hooks.findings import Subject
from hooks.kinds.registry import KINDS
from hooks.protocol import Manifest


class Key(NamedTuple):
    """What an object is found by. The version is no part of it: one object may be served in several."""

    group: str
    kind: str
    namespace: str
    name: str

    @classmethod
    def of(cls, manifest: Manifest) -> "Key":
        """The key of a manifest that has a kind and a name; a namespaced object without a namespace is in ``default``."""
        metadata, kind, group = manifest["metadata"], manifest["kind"], group_of(manifest["apiVersion"])
        return cls(group, kind, "" if kind in CLUSTER_SCOPED else metadata.get("namespace") or "default", metadata["name"])

    @classmethod
    def of_subject(cls, subject: Subject) -> "Key":
        """The key of what a finding is about."""
        return cls(group_of(subject.api_version), subject.kind, subject.namespace, subject.name)

    @property
    def path(self) -> str:
        """``namespace/name``, or ``name`` where there is no namespace: the key of Metacontroller's v2 messages."""
        return f"{self.namespace}/{self.name}" if self.namespace else self.name

    def __str__(self) -> str:
        return f"{self.kind} {self.path}"


class Resource(msgspec.Struct, frozen=True):
    """One kind as it is named in controllers and rules."""

    api_version: str
    resource: str
    kind: str

    @property
    def group(self) -> str:
        """The API group, empty for the core."""
        return group_of(self.api_version)

    @property
    def namespaced(self) -> bool:
        """Whether its objects live in namespaces."""
        return self.kind not in CLUSTER_SCOPED

    @property
    def messages_key(self) -> str:
        """``<Kind>.<apiVersion>``: the key of a group of objects in messages."""
        return f"{self.kind}.{self.api_version}"


def group_of(api_version: str) -> str:
    """The group of ``group/version``, empty for the core's ``v1``."""
    return api_version.rpartition("/")[0]


CLUSTER_SCOPED = frozenset(
    [
        "APIService",
        "CSIDriver",
        "ClusterRole",
        "ClusterRoleBinding",
        "CompositeController",
        "CustomResourceDefinition",
        "DecoratorController",
        "IngressClass",
        "MutatingWebhookConfiguration",
        "Namespace",
        "Node",
        "PersistentVolume",
        "PriorityClass",
        "RuntimeClass",
        "StorageClass",
        "ValidatingAdmissionPolicy",
        "ValidatingAdmissionPolicyBinding",
        "ValidatingWebhookConfiguration",
    ]
)
"""Kinds without a namespace that are found beside ours in folders of manifests; every other kind counts as namespaced."""

_OURS = (Resource(info.api_version, info.plural, info.kind) for info in KINDS.values())
_KUBERNETES = (
    Resource(api_version, f"{kind.lower()}s", kind)
    for api_version, kinds in {
        "v1": ("ConfigMap", "Namespace", "Node", "PersistentVolumeClaim", "Pod", "Secret", "Service", "ServiceAccount"),
        "apps/v1": ("DaemonSet", "Deployment", "StatefulSet"),
        "discovery.k8s.io/v1": ("EndpointSlice",),
        "policy/v1": ("PodDisruptionBudget",),
    }.items()
    for kind in kinds
)
_ENDPOINTS = Resource("v1", "endpoints", "Endpoints")
STORAGE_CLASSES = Resource("storage.k8s.io/v1", "storageclasses", "StorageClass")
"""What the cluster brings: a folder of manifests that holds none does not say that there are none."""
_RESOURCES = {(resource.api_version, resource.resource): resource for resource in (*_OURS, *_KUBERNETES, _ENDPOINTS, STORAGE_CLASSES)}


def resource(api_version: str, name: str) -> Resource:
    """The kind behind a plural name. ValueError: nobody serves it, with the real Metacontroller the parent would be stuck."""
    found = _RESOURCES.get((api_version, name))
    if found is None:
        raise ValueError(f'there is no resource "{name}" in {api_version}')
    return found
