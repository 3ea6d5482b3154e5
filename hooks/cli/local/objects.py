"""Reading plain Kubernetes objects: names, keys, owners, and all objects that a local cluster consists of."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec

from hooks.protocol import Manifest

LOOPBACK = "127.0.0.1"


def namespace_of(manifest: Manifest) -> str:
    """The object's namespace; kubectl's default where none is given."""
    return str(manifest["metadata"].get("namespace") or "default")


def key_of(manifest: Manifest) -> str:
    """``namespace/name``."""
    return f"{namespace_of(manifest)}/{manifest['metadata']['name']}"


def labels_of(manifest: Manifest) -> dict[str, str]:
    """The object's labels."""
    return manifest["metadata"].get("labels") or {}


def annotations_of(manifest: Manifest) -> dict[str, str]:
    """The object's annotations."""
    return manifest["metadata"].get("annotations") or {}


def controller_of(manifest: Manifest) -> Mapping[str, Any]:
    """The controlling owner reference, empty without one."""
    return next((owner for owner in manifest["metadata"].get("ownerReferences") or () if owner.get("controller")), {})


class Cluster(msgspec.Struct, frozen=True, dict=True):
    """All objects of the local cluster, its pods among them, and where their ports are on this machine: (pod's key, container port) → local port."""

    objects: tuple[Manifest, ...]
    ports: Mapping[tuple[str, int], int] = {}

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Manifest, ...]]:
        """Objects by kind, each kind sorted by key."""
        return _by_kind(self.objects)

    def of(self, kind: str) -> tuple[Manifest, ...]:
        """All objects of a kind."""
        return self.by_kind.get(kind, ())

    def within(self, kind: str, namespaces: Sequence[str]) -> tuple[Manifest, ...]:
        """All objects of a kind in some namespaces, in all of them where none is named."""
        return tuple(found for space in namespaces for found in self._by_space.get((kind, space), ())) if namespaces else self.of(kind)

    @cached_property
    def _by_space(self) -> Mapping[tuple[str, str], list[Manifest]]:
        found: dict[tuple[str, str], list[Manifest]] = {}
        for kind, manifests in self.by_kind.items():
            for manifest in manifests:
                found.setdefault((kind, namespace_of(manifest)), []).append(manifest)
        return found

    def labelled(self, kind: str, namespaces: Sequence[str], labels: Mapping[str, str]) -> Sequence[Manifest]:
        """Where to look for objects with all these labels, in some namespaces (none: everywhere): those with the rarest of them, all where there is none."""
        if not labels:
            return self.within(kind, namespaces)
        carrying = [[self._by_label.get((kind, space, *pair), []) for pair in labels.items()] for space in namespaces or ("",)]
        return [found for each in carrying for found in min(each, key=len)]

    @cached_property
    def _by_label(self) -> Mapping[tuple[str, str, str, str], list[Manifest]]:
        """Objects by kind, namespace and label; everywhere is ``""``."""
        found: dict[tuple[str, str, str, str], list[Manifest]] = {}
        for kind, manifests in self.by_kind.items():
            for manifest in manifests:
                for name, value in labels_of(manifest).items():
                    for space in (namespace_of(manifest), ""):
                        found.setdefault((kind, space, name, value), []).append(manifest)
        return found

    def find(self, kind: str, namespace: str, name: str) -> Manifest | None:
        """One object, or None."""
        return self._by_name.get((kind, f"{namespace}/{name}"))

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], Manifest]:
        return {(manifest["kind"], key_of(manifest)): manifest for manifest in self.objects}

    def address(self, pod: Manifest, port: int) -> str:
        """Where a pod's port is reached from this machine."""
        return f"{LOOPBACK}:{self.ports.get((key_of(pod), port), port)}"


def _by_kind(objects: Iterable[Manifest]) -> dict[str, tuple[Manifest, ...]]:
    kinds: dict[str, list[Manifest]] = {}
    for manifest in sorted(objects, key=key_of):
        kinds.setdefault(manifest["kind"], []).append(manifest)
    return {kind: tuple(found) for kind, found in kinds.items()}
