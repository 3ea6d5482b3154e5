"""Secrets that are not among the manifests because something else makes them: the cluster, an operator whose object is there, a Job.

What references such a Secret is not wrong. Its values are unknown here, so what depends on them is not looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from hooks.assets import Reference, references
from hooks.findings import Finding
from hooks.findings.files import ELSEWHERE
from hooks.kinds.registry import KINDS
from hooks.loop.resources import Key
from hooks.protocol import Manifest

_NAMED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("external-secrets.io", "ExternalSecret"): ("spec.target.name", "metadata.name"),
    ("bitnami.com", "SealedSecret"): ("spec.template.metadata.name", "metadata.name"),
    ("cert-manager.io", "Certificate"): ("spec.secretName",),
    ("secrets.hashicorp.com", "VaultStaticSecret"): ("spec.destination.name",),
    ("secrets.hashicorp.com", "VaultDynamicSecret"): ("spec.destination.name",),
    ("secrets.hashicorp.com", "VaultPKISecret"): ("spec.destination.name",),
    ("onepassword.com", "OnePasswordItem"): ("metadata.name",),
}
"""(group, kind) → where the object names the Secret that is made of it; the first that is there counts."""
_EVERYWHERE: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("external-secrets.io", "ClusterExternalSecret"): ("spec.externalSecretSpec.target.name", "spec.externalSecretName", "metadata.name"),
}
"""The same for objects that make a Secret in several namespaces."""
_OF_SERVICE_ACCOUNT = "kubernetes.io/service-account-token"
_JOB_FLAG = "--secret-name"


class Secret(NamedTuple):
    """A Secret by its place; without a namespace in any."""

    namespace: str
    name: str


Makers = Mapping[Secret, str]
"""Secret → who makes it, as ``Kind namespace/name``."""


def makers(manifests: Iterable[Manifest]) -> Makers:
    """Every Secret that something among the manifests makes, or completes."""
    return {secret: str(Key.of(manifest)) for manifest in manifests for secret in _made(manifest)}


def _made(manifest: Manifest) -> Iterator[Secret]:
    key = Key.of(manifest)
    if (key.group, key.kind) == ("", "Secret") and manifest.get("type") == _OF_SERVICE_ACCOUNT:
        yield Secret(key.namespace, key.name)
    for table, namespace in ((_NAMED, key.namespace), (_EVERYWHERE, "")):
        names = (_at(manifest, path) for path in table.get((key.group, key.kind), ()))
        if name := next((found for found in names if isinstance(found, str) and found), None):
            yield Secret(namespace, name)
    if key.kind in {"CronJob", "Job"}:
        yield from (Secret(key.namespace, name) for name in _flags(manifest.get("spec")))


def _flags(part: Any) -> Iterator[str]:
    """Names that arguments like ``--secret-name=web`` give, at any depth of a Job."""
    if isinstance(part, Mapping):
        for value in part.values():
            yield from _flags(value)
    elif isinstance(part, list):
        for before, item in zip([None, *part], part, strict=False):
            if isinstance(item, str) and item.startswith(f"{_JOB_FLAG}="):
                yield item.partition("=")[2]
            elif isinstance(item, str) and before == _JOB_FLAG:
                yield item
            else:
                yield from _flags(item)


def _at(manifest: Manifest, path: str) -> Any:
    found: Any = manifest
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def excused(finding: Finding, manifest: Manifest, made: Makers) -> Finding:
    """A note in the place of ``finding``, where all that is wrong is that a Secret is made elsewhere."""
    reference = next((each for each in _references(manifest) if each.kind == "Secret" and finding.path == each.path), None)
    maker = reference and (made.get(Secret(reference.namespace, reference.name)) or made.get(Secret("", reference.name)))
    if not reference or not maker:
        return finding
    return ELSEWHERE.at(finding.path, f'Secret "{reference.namespace}/{reference.name}" is made by {maker}', "what depends on its values is not looked at")


def _references(manifest: Manifest) -> tuple[Reference, ...]:
    kind = KINDS.get(str(manifest.get("kind")))
    try:
        return references(msgspec.convert(manifest, kind.type), Key.of(manifest).namespace) if kind else ()
    except msgspec.ValidationError:
        return ()
