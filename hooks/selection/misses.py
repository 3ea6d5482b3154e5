"""Why a workload does not even look at an object: with it nobody waits in vain for an object that no selector names."""

from collections.abc import Mapping

import msgspec

from hooks.findings import Finding
from hooks.findings.selection import LABELS, NAMESPACE, NO_SELECTOR
from hooks.kinds.selectors import LabelSelector
from hooks.protocol import Manifest
from hooks.selection.labels import in_namespaces, matches

SELECTORS: Mapping[str, str] = {
    "ServiceMonitor": "serviceMonitor",
    "PodMonitor": "podMonitor",
    "Probe": "probe",
    "ScrapeConfig": "scrapeConfig",
    "PrometheusRule": "rule",
    "AlertmanagerConfig": "alertmanagerConfig",
}
"""The first part of the fields ``<...>Selector`` and ``<...>NamespaceSelector`` for each kind."""
_SCRAPED = ("ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig")
SELECTED: Mapping[str, tuple[str, ...]] = {
    "Prometheus": (*_SCRAPED, "PrometheusRule"),
    "PrometheusAgent": _SCRAPED,
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
    if not matches(_selector(spec[f"{field}Selector"]), manifest["metadata"].get("labels") or {}):
        return LABELS.at("metadata.labels", f"they do not match spec.{field}Selector")
    return None


def _selector(value: object) -> LabelSelector | None:
    return None if value is None else msgspec.convert(value, LabelSelector)
