"""``check --as-tenant``: the objects of a namespace as the strictest workload would take them."""

from collections.abc import Mapping
from typing import Any

import msgspec

from hooks.cli.manifests import Document, Folder
from hooks.protocol import Manifest
from hooks.selection.misses import SELECTED, SELECTORS

STRICT: Mapping[str, Mapping[str, Any]] = {
    "Prometheus": {"arbitraryFSAccessThroughSMs": {"deny": True}, "enforcedNamespaceLabel": "namespace", "overrideHonorLabels": True},
    "PrometheusAgent": {"arbitraryFSAccessThroughSMs": {"deny": True}, "enforcedNamespaceLabel": "namespace", "overrideHonorLabels": True},
    "Alertmanager": {"alertmanagerConfigFileSystemMode": "DenyAll", "alertmanagerConfigMatcherStrategy": {"type": "OnNamespace"}},
}
"""Kind of workload → what it has to say so that tenants can do nothing but describe their own targets, rules and routes."""
HYPOTHETICAL = "--as-tenant"
"""Stands for the file of the workloads that nobody wrote."""
_NAME = "strict"


def strict(contents: Folder, namespace: str) -> Folder:
    """The folder with its workloads made strict, and one more of each kind that selects everything of ``namespace``: so nothing there goes unlooked at."""
    documents = tuple(_made_strict(document) for document in contents.documents)
    return Folder((*documents, *(Document(_workload(kind, namespace), HYPOTHETICAL) for kind in STRICT)), contents.findings)


def _made_strict(document: Document) -> Document:
    manifest, more = document.manifest, STRICT.get(document.manifest["kind"])
    if more is None or not isinstance(manifest.get("spec"), dict):
        return document
    return msgspec.structs.replace(document, manifest={**manifest, "spec": {**manifest["spec"], **more}})


def _workload(kind: str, namespace: str) -> Manifest:
    version = "v1alpha1" if kind == "PrometheusAgent" else "v1"
    selectors: Manifest = {f"{SELECTORS[selected]}Selector": {} for selected in SELECTED[kind]}
    metadata = {"name": _NAME, "namespace": namespace}
    return {"apiVersion": f"monitoring.coreos.com/{version}", "kind": kind, "metadata": metadata, "spec": {**selectors, **STRICT[kind]}}
