"""What cannot be changed in a StatefulSet: it is kept as observed and reported, never fought over, and nothing is ever deleted for it.

Source: Kubernetes, StatefulSet: all of ``spec`` but replicas, ordinals, template, updateStrategy, revisionHistoryLimit,
persistentVolumeClaimRetentionPolicy and minReadySeconds is immutable.
"""

import re
from decimal import Decimal
from typing import Any, Literal

import msgspec

from hooks.protocol import Manifest

_FIELDS = ("serviceName", "podManagementPolicy", "selector", "volumeClaimTemplates")
_QUANTITY = re.compile(r"([0-9]*\.?[0-9]+)([eE][0-9]+)?([numkMGTPE]?)(i?)")
_POWERS = {"n": -3, "u": -2, "m": -1, "": 0, "k": 1, "K": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6}


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
    return {**desired, "spec": spec}, tuple(_report(desired["metadata"]["name"], field, wanted, found) for field in changed)


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
    found = _QUANTITY.fullmatch(str(amount))
    if not found:
        return amount
    return Decimal(found[1] + (found[2] or "")) * Decimal(1024 if found[4] else 1000) ** _POWERS[found[3]]


def _selected(template: Manifest, selector: Manifest) -> Manifest:
    """The pods must go on carrying the labels of a selector that stays."""
    metadata = template["metadata"]
    return {**template, "metadata": {**metadata, "labels": {**metadata["labels"], **selector.get("matchLabels", {})}}}


def _with_data(template: Manifest, wanted: Manifest, found: Manifest) -> Manifest:
    """The pods must go on finding their data: where a claim template cannot be added or renamed, what they have now is mounted in its place."""
    claims = _claim_names(found)
    lost = frozenset(_claim_names(wanted)) - frozenset(claims)
    if not lost:
        return template
    pod = template["spec"]
    present = [volume for volume in found["template"]["spec"].get("volumes") or () if volume["name"] in lost]
    renamed = {name: claims[0] for name in lost if claims and name not in {volume["name"] for volume in present}}
    containers = [_remounted(container, renamed) for container in pod["containers"]]
    return {**template, "spec": {**pod, "volumes": [*pod["volumes"], *present], "containers": containers}}


def _remounted(container: Manifest, renamed: dict[str, str]) -> Manifest:
    mounts = [{**mount, "name": renamed.get(mount["name"], mount["name"])} for mount in container.get("volumeMounts") or ()]
    return {**container, "volumeMounts": mounts} if mounts else container


def _claim_names(spec: Manifest) -> tuple[str, ...]:
    return tuple(claim["metadata"]["name"] for claim in spec.get("volumeClaimTemplates") or ())


def _report(name: str, field: str, wanted: Manifest, found: Manifest) -> Kept:
    recreate = f"run kubectl delete statefulset {name} --cascade=orphan, it is created again and takes over its pods"
    sizes = _resized(wanted, found) if field == "volumeClaimTemplates" else {}
    if sizes:
        steps = " and ".join(f"spec.resources.requests.storage of each claim {claim}-{name}-<n> to {size}" for claim, size in sizes.items())
        return Kept("StorageResizePending", f"existing volumes keep their size: set {steps}, then {recreate}")
    return Kept("RecreateRequired", f"spec.{field} of StatefulSet {name} cannot be changed and is kept: to change it, {recreate}")


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
