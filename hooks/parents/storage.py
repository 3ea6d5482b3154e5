"""Storage classes: one that does not exist leaves every claim waiting for ever, and a StatefulSet cannot be corrected any more once it is made."""

from typing import Any

from hooks.errors import InvalidParent
from hooks.findings.workloads import NO_STORAGE_CLASS
from hooks.parents.related import RelatedKind
from hooks.protocol import Objects, RelatedRule
from hooks.workloads.names import Workload

_CLASSES, _GROUP = RelatedKind("storage.k8s.io/v1", "storageclasses"), "StorageClass.storage.k8s.io/v1"
_PATH = "spec.storage.volumeClaimTemplate.spec.storageClassName"


def related_rules(parent: Workload) -> tuple[RelatedRule, ...]:
    """The class that the claims of ``parent`` name; it has no namespace."""
    name = _class_of(parent)
    return (RelatedRule(api_version=_CLASSES.api_version, resource=_CLASSES.plural, names=(name,)),) if name else ()


def check(parent: Workload, related: Objects, there: Any) -> None:
    """InvalidParent where the class does not exist and nothing is ``there`` yet; not where nobody knows which classes exist."""
    name = _class_of(parent)
    if name and not there and name not in related.get(_GROUP, {name: None}):
        raise InvalidParent(NO_STORAGE_CLASS.at(_PATH, f'StorageClass "{name}" does not exist', "create it, or correct the name"))


def _class_of(parent: Workload) -> str:
    template = parent.spec.storage.volume_claim_template if parent.spec.storage else None
    return str(((template or {}).get("spec") or {}).get("storageClassName") or "")
