"""Rules that name related objects (Metacontroller: docs/src/api/customize.md), built in one place because a malformed rule selects everything."""

from collections.abc import Iterable
from itertools import groupby

import msgspec

from hooks.assets import Reference
from hooks.kinds.selectors import LabelSelector, Selectors
from hooks.names import ASSET_OF, copied_label
from hooks.protocol import RelatedRule


class RelatedKind(msgspec.Struct, frozen=True):
    """A kind as rules name it."""

    api_version: str
    plural: str


SECRETS = RelatedKind("v1", "secrets")
NAMESPACES = RelatedKind("v1", "namespaces")


def selected(resource: RelatedKind, wanted: Selectors, own: str) -> tuple[RelatedRule, ...]:
    """The objects that the selectors of a workload in the namespace ``own`` mean, and the namespaces whose labels decide it."""
    if wanted.objects is None:
        return ()
    if wanted.namespaces is None:
        return (_rule(resource, wanted.objects, namespace=own),)
    if wanted.namespaces == LabelSelector():
        return (_rule(resource, wanted.objects),)
    return (_rule(resource, wanted.objects, namespace_selector=wanted.namespaces), _rule(NAMESPACES, wanted.namespaces))


def selected_assets(kind: str, wanted: Selectors, own: str) -> tuple[RelatedRule, ...]:
    """The asset Secrets of the selected objects: they carry copies of the same labels, and one that says whose values they hold."""
    if wanted.objects is None:
        return ()
    labels = {copied_label(name): value for name, value in wanted.objects.match_labels.items()}
    expressions = tuple(msgspec.structs.replace(each, key=copied_label(each.key)) if each.key else each for each in wanted.objects.match_expressions)
    copied = LabelSelector(match_labels={**labels, ASSET_OF: kind}, match_expressions=expressions)
    return selected(SECRETS, msgspec.structs.replace(wanted, objects=copied), own)[:1]


def _rule(resource: RelatedKind, objects: LabelSelector, namespace: str = "", namespace_selector: LabelSelector | None = None) -> RelatedRule:
    return RelatedRule(
        api_version=resource.api_version, resource=resource.plural, label_selector=objects, namespace=namespace, namespace_selector=namespace_selector
    )


def named(references: Iterable[Reference]) -> tuple[RelatedRule, ...]:
    """Exactly the Secrets and ConfigMaps that are referenced; no references, no rule (an empty list of names would select everything)."""
    wanted = sorted({(reference.namespace, reference.kind, reference.name) for reference in references if reference.name})
    return tuple(
        RelatedRule(api_version="v1", resource=f"{kind.lower()}s", namespace=namespace, names=tuple(name for _, _, name in names))
        for (namespace, kind), names in groupby(wanted, key=lambda want: want[:2])
    )


def siblings(resource: RelatedKind, own: str) -> tuple[RelatedRule, ...]:
    """The other parents of the same kind in the namespace: one of them returns the governing Service for all."""
    return (RelatedRule(api_version=resource.api_version, resource=resource.plural, namespace=own),)


def named_object(resource: RelatedKind, namespace: str, name: str) -> RelatedRule:
    """One object."""
    return RelatedRule(api_version=resource.api_version, resource=resource.plural, namespace=namespace, names=(name,))
