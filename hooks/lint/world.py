"""The objects of a folder as lint sees them: rules as trees, who loads them, and which jobs the monitors make."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from hooks.durations import duration
from hooks.findings import Subject
from hooks.kinds.prometheusrule import PrometheusRule, Rule, RuleGroup
from hooks.kinds.selectors import LabelSelector
from hooks.lint.tree import Tree
from hooks.memo import remembered
from hooks.protocol import Manifest
from hooks.rules import promql
from hooks.selection.labels import matches
from hooks.selection.misses import SELECTED, miss


class LoadedRule(NamedTuple):
    """A rule whose expression can be read."""

    subject: Subject
    path: str
    group: RuleGroup
    rule: Rule
    tree: Tree
    workloads: Sequence[Manifest]
    """Those that load it."""

    @property
    def name(self) -> str:
        """As people call it."""
        return f"alert {self.rule.alert}" if self.rule.alert else f"record {self.rule.record}"

    @property
    def text(self) -> str:
        """The expression."""
        return str(self.rule.expr)


class Endpoint(NamedTuple):
    """A part of a monitor, and what it scrapes."""

    subject: Subject
    path: str
    spec: Mapping[str, Any]
    services: Sequence[Manifest]
    workloads: Sequence[Manifest]


class World(NamedTuple):
    """What is looked at."""

    rules: Sequence[LoadedRule]
    endpoints: Sequence[Endpoint]
    intervals: Mapping[str, tuple[float, Subject]]
    """Job → the shortest scrape interval in seconds, and the monitor that has it."""

    @classmethod
    def of(cls, objects: Iterable[Manifest]) -> "World":
        """The objects of a folder, each of the shape of its kind."""
        kinds: dict[str, list[Manifest]] = {}
        for each in objects:
            kinds.setdefault(each["kind"], []).append(each)
        spaces = {each["metadata"]["name"]: each["metadata"].get("labels") or {} for each in kinds.get("Namespace", ())}
        workloads = [each for kind in SELECTED for each in kinds.get(kind, ())]
        endpoints = tuple(_endpoints(kinds, workloads, spaces))
        rules = tuple(_rules(kinds.get("PrometheusRule", ()), workloads, spaces))
        return cls(rules, endpoints, _intervals(endpoints))


def selecting(manifest: Manifest, workloads: Iterable[Manifest], spaces: Mapping[str, Mapping[str, str]]) -> tuple[Manifest, ...]:
    """The workloads that select an object."""
    space = spaces.get(manifest["metadata"].get("namespace", "default"), {})
    return tuple(each for each in workloads if manifest["kind"] in SELECTED[each["kind"]] and miss(each, manifest, space) is None)


def subject_of(manifest: Manifest) -> Subject:
    """What findings are about."""
    metadata = manifest["metadata"]
    return Subject(manifest["apiVersion"], manifest["kind"], metadata.get("namespace") or "default", metadata["name"])


def seconds(text: object) -> float | None:
    """The length of a duration; None where it is none, or not given."""
    length = duration(text) if isinstance(text, str) else None
    return length.total_seconds() if length else None


@remembered(16_384, 2_000)
def tree_of(text: str) -> Tree | None:
    """An expression as a tree; None where it is no PromQL, which others tell."""
    try:
        return Tree.of(promql.read(text).tree)
    except promql.NotPromQL:
        return None


def _rules(manifests: Iterable[Manifest], workloads: Sequence[Manifest], spaces: Mapping[str, Mapping[str, str]]) -> Iterator[LoadedRule]:
    for manifest in manifests:
        try:
            spec = msgspec.convert(manifest, PrometheusRule).spec
        except msgspec.ValidationError:
            continue
        subject, by = subject_of(manifest), selecting(manifest, workloads, spaces)
        for number, group in enumerate(spec.groups):
            for index, rule in enumerate(group.rules):
                tree = tree_of(str(rule.expr))
                if tree is not None:
                    yield LoadedRule(subject, f"spec.groups[{number}].rules[{index}]", group, rule, tree, by)


def _endpoints(kinds: Mapping[str, list[Manifest]], workloads: Sequence[Manifest], spaces: Mapping[str, Mapping[str, str]]) -> Iterator[Endpoint]:
    services: dict[str, list[Manifest]] = {}
    for service in kinds.get("Service", ()):
        if any(owner.get("controller") for owner in service["metadata"].get("ownerReferences") or ()):
            continue  # a workload has made it for itself: nobody means it
        services.setdefault(service["metadata"].get("namespace") or "default", []).append(service)
    for manifest in kinds.get("ServiceMonitor", ()):
        subject, by = subject_of(manifest), selecting(manifest, workloads, spaces)
        found = [each for each in _looked_at(manifest, services) if matches(_selector(manifest), each["metadata"].get("labels") or {})]
        for index, spec in enumerate(manifest["spec"].get("endpoints") or ()):
            yield Endpoint(subject, f"spec.endpoints[{index}]", {"jobLabel": manifest["spec"].get("jobLabel"), **spec}, found, by)


def _looked_at(manifest: Manifest, services: Mapping[str, list[Manifest]]) -> Iterator[Manifest]:
    chosen = manifest["spec"].get("namespaceSelector") or {}
    names = services if chosen.get("any") else chosen.get("matchNames") or [manifest["metadata"].get("namespace") or "default"]
    return (service for name in names for service in services.get(name, ()))


def _selector(manifest: Manifest) -> LabelSelector:
    return msgspec.convert(manifest["spec"].get("selector") or {}, LabelSelector)


def _intervals(endpoints: Iterable[Endpoint]) -> Mapping[str, tuple[float, Subject]]:
    found: dict[str, tuple[float, Subject]] = {}
    for endpoint in endpoints:
        if any(rule.get("targetLabel") == "job" for rule in endpoint.spec.get("relabelings") or ()):
            continue
        texts = [endpoint.spec["interval"]] if endpoint.spec.get("interval") else [each["spec"].get("scrapeInterval") for each in endpoint.workloads]
        lengths = [length for text in texts if (length := seconds(text))]
        for job in {_job(endpoint, service) for service in endpoint.services} if lengths else ():
            found[job] = min((min(lengths), endpoint.subject), found.get(job, (float("inf"), endpoint.subject)))
    return found


def _job(endpoint: Endpoint, service: Manifest) -> str:
    label = endpoint.spec["jobLabel"]
    return str((service["metadata"].get("labels") or {}).get(label) or service["metadata"]["name"]) if label else str(service["metadata"]["name"])
