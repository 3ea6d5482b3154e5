"""What the workload parents share: their own references, what was observed of their children, the governing Service, the status."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from hooks import status
from hooks.assets import Assets, references
from hooks.kinds.base import Kind
from hooks.kinds.meta import ObjectMeta
from hooks.parents.related import RelatedKind
from hooks.protocol import Manifest, Objects
from hooks.settings import Settings
from hooks.workloads import services
from hooks.workloads.names import Workload

ASSETS_LIMIT = 900 * 1024
"""Bytes of one TLS asset Secret, some way below what a Secret may hold."""
_SOURCES = {"Secret": "Secret.v1", "ConfigMap": "ConfigMap.v1"}


def own_assets(parent: Kind, related: Objects) -> Assets:
    """The values that the workload itself references (remote write, additional scrape configs …), found by name in its namespace."""
    wanted = sorted({(_SOURCES[each.kind], f"{each.namespace}/{each.name}") for each in references(parent, parent.metadata.namespace)})
    return Assets.of(msgspec.json.decode(related[group][key]) for group, key in wanted if key in related.get(group, {}))


def secret(metadata: Manifest, data: Mapping[str, bytes]) -> Manifest:
    """A Secret as a child; keys in order, so that the same content is the same bytes."""
    return {"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "data": {key: base64.b64encode(data[key]).decode() for key in sorted(data)}}


class Head(msgspec.Struct, frozen=True):
    """The part of any object by which it is recognised; a Secret's data is skipped, not decoded."""

    kind: str
    metadata: dict[str, Any]


_head = msgspec.json.Decoder(Head)


def heads(children: Objects) -> dict[tuple[str, str], Manifest]:
    """Metadata of the observed children by (kind, name)."""
    found = (_head.decode(raw) for group in children.values() for raw in group.values())
    return {(head.kind, head.metadata["name"]): {"metadata": head.metadata} for head in found}


def observed(children: Objects, *groups: str) -> dict[str, Manifest]:
    """The observed children of some groups (``StatefulSet.apps/v1``) in full, by name."""
    found = (msgspec.json.decode(raw) for group in groups for raw in children.get(group, {}).values())
    return {child["metadata"]["name"]: child for child in found}


class Sibling(msgspec.Struct, frozen=True):
    """A parent of the same kind, as far as it matters for the governing Service."""

    metadata: ObjectMeta
    spec: Any = None
    """As somebody wrote it: what is wrong with a sibling is no matter of ours."""
    status: Any = None

    def field(self, name: str) -> Any:
        """A field of the spec."""
        return self.spec.get(name) if isinstance(self.spec, dict) else None

    @property
    def wants(self) -> bool:
        """Whether it would return the Service, were it the first: it has none of its own, is no DaemonSet, stays, and is or will be served."""
        elsewhere = self.field("serviceName") or self.field("mode") == "DaemonSet"
        return not elsewhere and not self.metadata.deletion_timestamp and not self._waits

    @property
    def _waits(self) -> bool:
        """Whether it has no children yet and gets none: it is paused, or cannot be served. Once it had some, it keeps them."""
        conditions = self.status.get("conditions") if isinstance(self.status, dict) else None
        told = [each for each in conditions if isinstance(each, dict)] if isinstance(conditions, list) else []
        reasons = {str(each.get("type")): each.get("reason") for each in told}
        return "ConfigurationComplete" not in reasons and bool(self.field("paused") or reasons.get("Reconciled") == status.INVALID)


_sibling = msgspec.json.Decoder(Sibling)


def shared_service(parent: Workload, related: Objects, own_kind: RelatedKind, settings: Settings) -> tuple[Manifest, ...]:
    """The governing Service that all of a kind in a namespace share: the first by name that wants it returns it, with the ports that any of them needs.

    Two controlling owners would be refused by the API server.
    """
    others = tuple(_siblings(parent, related.get(f"{type(parent).__name__}.{own_kind.api_version}", {})))
    if any(other.metadata.name < parent.metadata.name for other in others):
        return ()
    service = services.governing(parent, settings, thanos=any(other.field("thanos") is not None for other in others))
    return () if service is None else (service,)


def _siblings(parent: Workload, found: Mapping[str, msgspec.Raw]) -> Iterator[Sibling]:
    """The others in the namespace that want the Service; one that cannot be read is not answered with any child, so it does not count."""
    for raw in found.values():
        other = _sibling.decode(raw)
        own = other.metadata.namespace == parent.metadata.namespace and other.metadata.name != parent.metadata.name
        if own and other.wants and _can_be_read(raw, type(parent)):
            yield other


def _can_be_read(raw: msgspec.Raw, kind: type[Kind]) -> bool:
    try:
        msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError:
        return False
    return True


def pod_selector(labels: Mapping[str, str]) -> str:
    """The labels of pods as the scale subresource wants them."""
    return ",".join(f"{label}={value}" for label, value in sorted(labels.items()))


def sharded(data: Mapping[str, bytes], limit: int) -> Sequence[dict[str, bytes]]:
    """``data`` in parts of at most ``limit`` bytes, in the order of the keys; always at least one part."""
    parts: list[dict[str, bytes]] = [{}]
    size = 0
    for key in sorted(data):
        weight = len(key) + len(data[key]) * 4 // 3
        if parts[-1] and size + weight > limit:
            parts.append({})
            size = 0
        parts[-1][key] = data[key]
        size += weight
    return parts
