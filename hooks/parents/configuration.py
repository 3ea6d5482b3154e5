"""What the configuration kinds share: each names its references, keeps their values in one asset Secret, and says whether it can be used.

Why they are parents at all: a customize hook sees only its parent, so a Prometheus cannot name the Secrets that a ServiceMonitor names. The
ServiceMonitor can (docs/architecture.md, section 2).
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from hooks import status
from hooks.assets import Assets, Reference, asset_secret, references
from hooks.errors import InvalidObject
from hooks.findings import Finding
from hooks.kinds.base import Kind
from hooks.parents.related import named
from hooks.protocol import Manifest, Objects, RelatedRule, SyncRequest, SyncResponse

K = TypeVar("K", bound=Kind)
Check = Callable[[K, Assets], Iterable[Finding] | None]
"""What is wrong with an object whatever selects it; InvalidObject where it cannot go on."""


def related_rules(parent: Kind) -> tuple[RelatedRule, ...]:
    """Exactly the Secrets and ConfigMaps that the object references, in its own namespace."""
    return named(references(parent, parent.metadata.namespace))


def response(request: SyncRequest[K], check: Check[K], now: datetime) -> SyncResponse:
    """At most one child, the asset Secret, and the verdict. An asset Secret that would be too large is a rejection like any other."""
    parent = request.parent
    assets = Assets.of(manifests(request.related, "Secret.v1", "ConfigMap.v1"))
    wanted = references(parent, parent.metadata.namespace)
    children: tuple[Manifest, ...] = ()
    findings: list[Finding] = []
    try:
        children = _asset_secrets(parent, wanted, assets)
        findings.extend(check(parent, assets) or ())
    except InvalidObject as found:
        findings.extend(found.findings)
    return judged(request, children, findings, now)


def judged(request: SyncRequest[Any], children: tuple[Manifest, ...], findings: Iterable[Finding], now: datetime) -> SyncResponse:
    """The answer for a configuration object: its children, and what is said about it."""
    said = (*findings, *request.unknown)
    return SyncResponse(children=children, status=verdict(request.parent, said, now), findings=said)


def _asset_secrets(parent: Kind, wanted: tuple[Reference, ...], assets: Assets) -> tuple[Manifest, ...]:
    secret = asset_secret(type(parent).__name__, parent, wanted, assets)
    return () if secret is None else (secret,)


def verdict(parent: Any, findings: Sequence[Finding], now: datetime) -> Manifest:
    """The status of a configuration object. ``bindings``, which prometheus-operator writes, are kept as they are while both may run."""
    old: Manifest = msgspec.to_builtins(parent.status) if parent.status is not None else {}
    now_true = {"Accepted": status.accepted(findings)}
    kept = {"bindings": old["bindings"]} if old.get("bindings") else {}
    return {"conditions": status.conditions(now_true, parent.metadata.generation, old.get("conditions", ()), now), **kept}


def manifests(objects: Objects, *groups: str) -> list[Manifest]:
    """The objects of the named groups (``Secret.v1``) as plain dicts, by namespace and name."""
    return [msgspec.json.decode(raw) for group in groups for _, raw in sorted(objects.get(group, {}).items())]
