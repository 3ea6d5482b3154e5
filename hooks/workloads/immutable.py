"""What cannot be changed in a StatefulSet: it is kept as observed and reported, never fought over, and nothing is ever deleted for it.

Source: Kubernetes, StatefulSet: all of ``spec`` but replicas, ordinals, template, updateStrategy, revisionHistoryLimit,
persistentVolumeClaimRetentionPolicy and minReadySeconds is immutable.
"""

from typing import Any, Literal

import msgspec

from hooks.protocol import Manifest
from hooks.quantities import quantity

_FIELDS = ("serviceName", "podManagementPolicy", "selector", "volumeClaimTemplates")


class Kept(msgspec.Struct, frozen=True):
    """Why a StatefulSet is not quite as desired, as reason and message of a status condition."""

    reason: Literal["RecreateRequired", "StorageResizePending"]
    message: str


def with_observed(desired: Manifest, observed: Manifest | None) -> tuple[Manifest, tuple[Kept, ...]]:
    """``desired`` with those immutable fields of ``observed`` that it would change, and why."""
    if observed is None:
        return desired, ()
    wanted, found = desired["spec"], observed["spec"]
    changed = tuple(field for field in _FIELDS if _meaning(field, wanted.get(field)) != _meaning(field, found.get(field)))
    if not changed:
        return desired, ()
    rest = {field: value for field, value in wanted.items() if field not in changed}
    kept = {field: found[field] for field in changed if found.get(field)}
    spec = {**rest, **kept, "template": _with_data(_selected(wanted["template"], found["selector"]), wanted, found)}
    return {**desired, "spec": spec}, tuple(_report(desired, field, wanted, found) for field in changed)


def _meaning(field: str, value: Any) -> Any:
    """A value in a form in which two that mean the same are equal."""
    if field == "volumeClaimTemplates":
        return [(_claim_metadata(claim), _claim_spec(claim)) for claim in value or ()]
    return value or ("OrderedReady" if field == "podManagementPolicy" else "")


def _claim_metadata(claim: Manifest) -> Any:
    metadata = claim.get("metadata", {})
    return metadata.get("name"), metadata.get("labels") or {}, metadata.get("annotations") or {}


def _claim_spec(claim: Manifest) -> Manifest:
    spec = {"volumeMode": "Filesystem", **claim.get("spec", {})}
    sizes = {kind: {name: _quantity(amount) for name, amount in amounts.items()} for kind, amounts in (spec.get("resources") or {}).items() if amounts}
    return {field: list(value) if isinstance(value, tuple) else value for field, value in ({**spec, "resources": sizes}).items() if value}


def _quantity(amount: Any) -> Any:
    """``1Gi`` equals ``1024Mi``."""
    found = quantity(str(amount))
    return amount if found is None else found


def _selected(template: Manifest, selector: Manifest) -> Manifest:
    """The pods must go on carrying the labels of a selector that stays."""
    metadata = template["metadata"]
    return {**template, "metadata": {**metadata, "labels": {**metadata["labels"], **selector.get("matchLabels", {})}}}


def _with_data(template: Manifest, wanted: Manifest, found: Manifest) -> Manifest:
    """The pods must go on finding their data, and nothing may start them anew for a claim that they cannot have.

    Where the names of the claims differ, what they concern is mounted as it is now: the same volume, at the same place below it.
    """
    claims = frozenset(_claim_names(found))
    concerned = claims ^ frozenset(_claim_names(wanted))
    if not concerned:
        return template
    pod, before = template["spec"], found["template"]["spec"]
    mounted = {mount["mountPath"]: mount for container in before["containers"] for mount in container.get("volumeMounts") or ()}
    containers = [_remounted(container, mounted, concerned) for container in pod["containers"]]
    names = {mount["name"] for container in containers for mount in container.get("volumeMounts") or ()}
    return {**template, "spec": {**pod, "volumes": _volumes(pod["volumes"], before.get("volumes") or [], claims, names), "containers": containers}}


def _remounted(container: Manifest, before: dict[str, Manifest], concerned: frozenset[str]) -> Manifest:
    mounts = [
        _as_before(mount, before.get(mount["mountPath"], mount)) if mount["name"] in concerned else mount for mount in container.get("volumeMounts") or ()
    ]
    return {**container, "volumeMounts": mounts} if mounts else container


def _as_before(mount: Manifest, before: Manifest) -> Manifest:
    """``mount`` with the volume of ``before``, and the place in it."""
    place = {"subPath": before["subPath"]} if before.get("subPath") else {}
    return {field: value for field, value in mount.items() if field != "subPath"} | {"name": before["name"]} | place


def _volumes(wanted: list[Manifest], before: list[Manifest], claims: frozenset[str], mounted: set[str]) -> list[Manifest]:
    """Those that are wanted, except where a claim has their name; those that are mounted still, at the place in the list that they have now."""
    volumes = [volume for volume in wanted if volume["name"] not in claims]
    present = {volume["name"] for volume in volumes}
    for index, volume in enumerate(before):
        if volume["name"] in mounted - present:
            volumes.insert(index, volume)
    return volumes


def _claim_names(spec: Manifest) -> tuple[str, ...]:
    return tuple(claim["metadata"]["name"] for claim in spec.get("volumeClaimTemplates") or ())


def _report(desired: Manifest, field: str, wanted: Manifest, found: Manifest) -> Kept:
    name = desired["metadata"]["name"]
    orphan = f"kubectl delete statefulset {name} --cascade=orphan"
    sizes = _resized(wanted, found) if field == "volumeClaimTemplates" else {}
    if sizes:
        steps = " and ".join(f"spec.resources.requests.storage of each claim {claim}-{name}-<n> to {size}" for claim, size in sizes.items())
        return Kept("StorageResizePending", f"existing volumes keep their size: set {steps}, then run {orphan}, it is created again and takes over its pods")
    kept = f"spec.{field} of StatefulSet {name} cannot be changed and is kept"
    return Kept("RecreateRequired", f"{kept}: to change it, run {orphan} (it is created again at once)" + _after(name, field, wanted, found))


def _after(name: str, field: str, wanted: Manifest, found: Manifest) -> str:
    """What is left to do once the StatefulSet is created anew: pods are never changed, and claims neither."""
    pod = f"kubectl delete pod {name}-<n>"
    if field == "selector":
        return f", then {pod} for one pod after the other: they have the old labels"
    if field != "volumeClaimTemplates":
        return " and takes over its pods"
    both = [claim for claim in _claim_names(wanted) if claim in _claim_names(found)]
    claims = "".join(f"kubectl delete pvc {claim}-{name}-<n> --wait=false and " for claim in both)
    return f", then for one pod after the other copy the data that you need and run {claims}{pod}: its old volume is not used any more"


def _resized(wanted: Manifest, found: Manifest) -> dict[str, str]:
    """Name and new size of the claims, where nothing but sizes was changed."""
    ours, theirs = wanted.get("volumeClaimTemplates") or (), found.get("volumeClaimTemplates") or ()
    sizes = {claim["metadata"]["name"]: _size(claim) for claim in ours}
    only_sizes = [_without_size(claim) for claim in ours] == [_without_size(claim) for claim in theirs]
    return sizes if only_sizes and all(sizes.values()) else {}


def _size(claim: Manifest) -> str:
    return str(((claim.get("spec", {}).get("resources") or {}).get("requests") or {}).get("storage", ""))


def _without_size(claim: Manifest) -> Any:
    return _claim_metadata(claim), {field: value for field, value in _claim_spec(claim).items() if field != "resources"}
