"""Rules that name related objects (Metacontroller: docs/src/api/customize.md), built in one place because a malformed rule selects everything."""

from collections.abc import Iterable
from itertools import groupby

from hooks.assets import Reference
from hooks.kinds.selectors import LabelSelector
from hooks.names import ASSET_OF
from hooks.protocol import RelatedRule

MONITORING = "monitoring.coreos.com"


def selected(api_version: str, resource: str, objects: LabelSelector | None, namespaces: LabelSelector | None, own: str) -> tuple[RelatedRule, ...]:
    """The objects that a pair of selectors means, and the namespaces whose labels decide it.

    A nil object selector selects nothing; a nil namespace selector means the ``own`` namespace, an empty one all of them.
    """
    if objects is None:
        return ()
    if namespaces is None:
        return (RelatedRule(api_version=api_version, resource=resource, namespace=own, label_selector=objects),)
    if namespaces == LabelSelector():
        return (RelatedRule(api_version=api_version, resource=resource, label_selector=objects),)
    return (
        RelatedRule(api_version=api_version, resource=resource, label_selector=objects, namespace_selector=namespaces),
        RelatedRule(api_version="v1", resource="namespaces", label_selector=namespaces),
    )


def with_assets(kind: str, api_version: str, resource: str, objects: LabelSelector | None, namespaces: LabelSelector | None, own: str) -> tuple[RelatedRule, ...]:
    """The selected objects and, through the copied labels, their asset Secrets."""
    rules = selected(api_version, resource, objects, namespaces, own)
    return rules + selected("v1", "secrets", _of_assets(objects, kind), namespaces, own)[: 1 if rules else 0]


def _of_assets(objects: LabelSelector | None, kind: str) -> LabelSelector | None:
    return objects and LabelSelector(match_labels={**objects.match_labels, ASSET_OF: kind}, match_expressions=objects.match_expressions)


def named(references: Iterable[Reference]) -> tuple[RelatedRule, ...]:
    """Exactly the Secrets and ConfigMaps that are referenced; no references, no rule (an empty list of names would select everything)."""
    wanted = sorted({(reference.namespace, reference.kind, reference.name) for reference in references if reference.name})
    return tuple(
        RelatedRule(api_version="v1", resource=f"{kind.lower()}s", namespace=namespace, names=tuple(name for _, _, name in names))
        for (namespace, kind), names in groupby(wanted, key=lambda want: want[:2])
    )


def siblings(api_version: str, resource: str, own: str) -> tuple[RelatedRule, ...]:
    """The other parents of the same kind in the namespace: one of them returns the governing Service for all."""
    return (RelatedRule(api_version=api_version, resource=resource, namespace=own),)
