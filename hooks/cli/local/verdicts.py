"""What each workload selected and what it rejected, read from what the hooks wrote: generated configurations, rule files, conditions."""

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from hooks.cli.local.objects import controller_of, key_of, labels_of, namespace_of
from hooks.cli.local.volumes import data_of
from hooks.kinds.selectors import LabelSelector
from hooks.protocol import Manifest
from hooks.selection.labels import in_namespaces, matches

_SCRAPED = ("ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig")
WORKLOADS = {"Prometheus": (*_SCRAPED, "PrometheusRule"), "PrometheusAgent": _SCRAPED, "Alertmanager": ("AlertmanagerConfig",)}
"""Workloads that a local run can start, and the kinds that each selects."""
SELECTORS = {
    "ServiceMonitor": "serviceMonitor",
    "PodMonitor": "podMonitor",
    "Probe": "probe",
    "ScrapeConfig": "scrapeConfig",
    "PrometheusRule": "rule",
    "AlertmanagerConfig": "alertmanagerConfig",
}
"""The first part of the fields ``<...>Selector`` and ``<...>NamespaceSelector`` for each of these kinds."""
_JOB = re.compile(r"\bjob_name: \"?(serviceMonitor|podMonitor|probe|scrapeConfig)/([^/\s\"]+/[^/\s\"]+)")
_RECEIVER = re.compile(r"\breceiver: \"?([^/\s\"]+/[^/\s\"]+)/")
_COUNT = re.compile(r"^\d+ rejected: ")
_OBJECTS = re.compile(rf"; (?=(?:{'|'.join(SELECTORS)}) [^ ]+: )")
"""Between the objects of one condition."""


def verdicts(objects: Iterable[Manifest]) -> Iterator[tuple[str, str]]:
    """(``Kind namespace/name`` of a workload, sentence about an object or about itself), in a stable order."""
    everything = tuple(objects)
    spaces = {manifest["metadata"]["name"]: labels_of(manifest) for manifest in everything if manifest["kind"] == "Namespace"}
    for workload in everything:
        if workload["kind"] in WORKLOADS:
            source = f"{workload['kind']} {key_of(workload)}"
            yield from ((source, sentence) for sentence in _sentences(workload, everything, spaces))


def _sentences(workload: Manifest, objects: tuple[Manifest, ...], spaces: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    used = _used([manifest for manifest in objects if controller_of(manifest).get("uid") == workload["metadata"]["uid"]])
    for manifest in (manifest for manifest in objects if manifest["kind"] in WORKLOADS[workload["kind"]]):
        name = f"{manifest['kind']} {key_of(manifest)}"
        reason = _unselected(workload, manifest, spaces)
        if name in used or manifest["metadata"]["uid"] in used:
            yield f"selects {name}"
        elif reason:
            yield f"does not select {name}: {reason}"
    for condition in (workload.get("status") or {}).get("conditions") or ():
        if condition["status"] != "True" and condition["type"] != "Available":
            yield from _OBJECTS.split(_COUNT.sub("", condition.get("message") or condition.get("reason", condition["type"])))


def _used(children: Iterable[Manifest]) -> frozenset[str]:
    """``Kind namespace/name``, or the uid, of what stands in generated configurations and rule files."""
    kinds = {prefix: kind for kind, prefix in SELECTORS.items()}
    found: set[str] = set()
    for child in children:
        if child["kind"] == "ConfigMap":
            found.update(name[-41:-5] for name in child.get("data") or {})  # <namespace>-<name>-<uid>.yaml
        elif child["kind"] == "Secret":
            for data in data_of(child).values():
                text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode(errors="replace")
                found.update(f"{kinds[prefix]} {key}" for prefix, key in _JOB.findall(text))
                found.update(f"AlertmanagerConfig {key}" for key in _RECEIVER.findall(text))
    return frozenset(found)


def _unselected(workload: Manifest, manifest: Manifest, spaces: Mapping[str, Mapping[str, str]]) -> str:
    """Why a workload does not even look at an object; "" if it does."""
    field, spec, space = SELECTORS[manifest["kind"]], workload["spec"], namespace_of(manifest)
    if not in_namespaces(_selector(spec.get(f"{field}NamespaceSelector")), space, namespace_of(workload), spaces.get(space, {})):
        return f"spec.{field}NamespaceSelector does not select namespace {space}"
    if f"{field}Selector" not in spec:
        return f"there is no spec.{field}Selector, which selects nothing ({{}} selects everything)"
    return "" if matches(_selector(spec[f"{field}Selector"]), labels_of(manifest)) else f"its labels do not match spec.{field}Selector"


def _selector(value: object) -> LabelSelector | None:
    return None if value is None else msgspec.convert(value, LabelSelector)
