"""Why a workload does not even look at an object: with it nobody waits in vain for an object that no selector names."""

from collections.abc import Mapping

import msgspec

from hooks.findings import Finding, quoted
from hooks.findings.selection import LABELS, NAMESPACE, NO_SELECTOR
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.kinds.selectors import LabelSelector, LabelSelectorRequirement
from hooks.protocol import Manifest
from hooks.selection.labels import in_namespaces, matches

SELECTORS: Mapping[str, str] = {
    **{name: kind.prefix for name, kind in SCRAPE_KINDS.items()},
    "PrometheusRule": "rule",
    "AlertmanagerConfig": "alertmanagerConfig",
}
"""The first part of the fields ``<...>Selector`` and ``<...>NamespaceSelector`` for each kind."""
SELECTED: Mapping[str, tuple[str, ...]] = {
    "Prometheus": (*SCRAPE_KINDS, "PrometheusRule"),
    "PrometheusAgent": tuple(SCRAPE_KINDS),
    "Alertmanager": ("AlertmanagerConfig",),
    "ThanosRuler": ("PrometheusRule",),
}
"""The kinds that each kind of workload selects."""


def miss(workload: Manifest, manifest: Manifest, space: Mapping[str, str]) -> Finding | None:
    """Why ``workload`` does not select ``manifest``, whose Namespace has the labels ``space``; ``None`` where it does, or never selects the kind."""
    if manifest["kind"] not in SELECTED.get(workload["kind"], ()):
        return None
    field, spec = SELECTORS[manifest["kind"]], workload.get("spec") or {}
    own, namespace = (each["metadata"].get("namespace", "default") for each in (workload, manifest))
    if not in_namespaces(_selector(spec.get(f"{field}NamespaceSelector")), namespace, own, space):
        return NAMESPACE.at("metadata.namespace", f"spec.{field}NamespaceSelector does not select namespace {namespace}")
    if spec.get(f"{field}Selector") is None:
        return NO_SELECTOR.at("", f"there is no spec.{field}Selector, which selects nothing", "{} selects everything")
    selector = _selector(spec[f"{field}Selector"])
    if not matches(selector, manifest["metadata"].get("labels") or {}):
        return LABELS.at("metadata.labels", "; ".join(differences(selector, manifest, f"spec.{field}Selector")))
    return None


def differences(selector: LabelSelector | None, manifest: Manifest, asked_by: str) -> tuple[str, ...]:
    """What ``selector`` asks for and ``manifest`` does not have, a clause each; ``asked_by`` names the selector. None where it matches."""
    labels = manifest["metadata"].get("labels") or {}
    wanted = selector or LabelSelector()
    pairs = (
        f"{name} is {quoted(labels[name]) if name in labels else 'not there'}, {asked_by} wants {quoted(value)}"
        for name, value in wanted.match_labels.items()
        if labels.get(name) != value
    )
    expressions = (
        f"{requirement.key} is {quoted(labels[requirement.key]) if requirement.key in labels else 'not there'}, {asked_by} wants {_words(requirement)}"
        for requirement in wanted.match_expressions
        if not matches(LabelSelector(match_expressions=(requirement,)), labels)
    )
    return (*pairs, *expressions)


def _words(requirement: LabelSelectorRequirement) -> str:
    values = ", ".join(map(quoted, requirement.values))
    return f"{requirement.operator} {values}".strip()


def _selector(value: object) -> LabelSelector | None:
    return None if value is None else msgspec.convert(value, LabelSelector)
