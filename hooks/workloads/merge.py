"""Users' containers laid over ours, as a strategic merge patch does it for the type Container.

Source: Kubernetes, "Update API Objects in Place Using kubectl patch", and the merge keys in the API reference of Container v1 core.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from hooks.protocol import Manifest

_MERGE_KEYS = {"env": "name", "ports": "containerPort", "volumeMounts": "mountPath", "volumeDevices": "devicePath"}
"""Lists of a container that are merged by a key; every other list is replaced."""
_ALTERNATIVES = (
    ("exec", "httpGet", "tcpSocket", "grpc", "sleep"),
    ("value", "valueFrom"),
    ("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"),
)
"""Fields of which an object may have one: the patch's choice takes the place of ours, or the API server would refuse both together."""
_DIRECTIVE = "$patch"


def merged_containers(base: Iterable[Manifest], patches: Iterable[Manifest]) -> list[Manifest]:
    """``base`` with each container patched by the one of its name in ``patches``, then the containers of ``patches`` that have no namesake."""
    ours, theirs = tuple(base), tuple(patches)
    by_name = {patch.get("name"): patch for patch in theirs}
    known = {container["name"] for container in ours}
    patched = [_patched(container, by_name[container["name"]]) if container["name"] in by_name else container for container in ours]
    added = [by_name[name] for name in dict.fromkeys(patch.get("name") for patch in theirs) if name not in known]
    return [container for container in patched + added if container is not None]


def without(patches: Iterable[Manifest], absent: Iterable[str]) -> tuple[Manifest, ...]:
    """``patches`` without those for containers that do not exist here: half a container would make the pod invalid."""
    names = frozenset(absent)
    return tuple(patch for patch in patches if patch.get("name") not in names)


def _patched(container: Manifest, patch: Manifest) -> Manifest | None:
    if patch.get(_DIRECTIVE) == "delete":
        return None
    return _merged_object(container, patch)


def _merged_object(base: Mapping[str, Any], patch: Mapping[str, Any]) -> Manifest:
    """``patch`` over ``base``; None deletes a field, ``$patch: replace`` the rest of the object."""
    changes = {field: value for field, value in patch.items() if field != _DIRECTIVE}
    if patch.get(_DIRECTIVE) == "replace":
        return changes
    kept = {field: value for field, value in base.items() if field not in _superseded(changes)}
    combined = {**kept, **{field: _merged_value(field, kept.get(field), value) for field, value in changes.items()}}
    return {field: value for field, value in combined.items() if value is not None}


def _superseded(changes: Mapping[str, Any]) -> set[str]:
    return {other for group in _ALTERNATIVES if any(field in changes for field in group) for other in group if other not in changes}


def _merged_value(field: str, base: Any, patch: Any) -> Any:
    if isinstance(base, Mapping) and isinstance(patch, Mapping):
        return None if patch.get(_DIRECTIVE) == "delete" else _merged_object(base, patch)
    if field in _MERGE_KEYS and isinstance(base, list | tuple) and isinstance(patch, list | tuple):
        return _merged_list(base, patch, _MERGE_KEYS[field])
    return patch


def _merged_list(base: Iterable[Manifest], patch: Iterable[Manifest], key: str) -> list[Manifest]:
    """Items of the same key are merged. The patch's order wins, items of ``base`` alone come before the patched item that they stood before."""
    ours, theirs = list(base), list(patch)
    if any(item.get(_DIRECTIVE) == "replace" for item in theirs):
        return [item for item in theirs if _DIRECTIVE not in item]
    deleted = {item.get(key) for item in theirs if item.get(_DIRECTIVE) == "delete"}
    changed = [item for item in theirs if _DIRECTIVE not in item]
    places = {item.get(key): index for index, item in reversed(list(enumerate(ours)))}
    touched = {item.get(key) for item in changed}
    alone = [item for item in ours if item.get(key) not in touched | deleted]
    result: list[Manifest] = []
    for item in changed:
        place = places.get(item.get(key))
        while place is not None and alone and places[alone[0].get(key)] < place:
            result.append(alone.pop(0))
        result.append(item if place is None else _merged_object(ours[place], item))
    return result + alone
