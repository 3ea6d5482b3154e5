"""What the workload parents share: their own references, what was observed of their children, the governing Service, the status."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from hooks.assets import Assets, references
from hooks.kinds.base import Kind
from hooks.kinds.meta import ObjectMeta
from hooks.protocol import Manifest, Objects

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
    """Another parent of the same kind, as far as it matters for the governing Service."""

    metadata: ObjectMeta
    spec: dict[str, Any] = {}


_sibling = msgspec.json.Decoder(Sibling)


def governs(parent: Kind, related: Objects, group: str) -> bool:
    """Whether this parent returns the governing Service that all of its kind in the namespace share: the first by name that wants it does.

    Two controlling owners would be refused by the API server. One that brings a Service of its own (``spec.serviceName``) wants none.
    """
    if getattr(parent, "spec").service_name:  # noqa: B009  # every workload has one, which the base type cannot say
        return False
    return min(_wanting(parent, related, group)) == parent.metadata.name


def _wanting(parent: Kind, related: Objects, group: str) -> Iterator[str]:
    yield parent.metadata.name
    for raw in related.get(group, {}).values():
        sibling = _sibling.decode(raw)
        if sibling.metadata.namespace == parent.metadata.namespace and not sibling.spec.get("serviceName") and not sibling.metadata.deletion_timestamp:
            yield sibling.metadata.name


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
