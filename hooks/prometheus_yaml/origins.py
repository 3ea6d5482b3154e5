"""From a field of prometheus.yaml back to the field of the user's own object that it was made of.

Both bear the same name, here with underscores and there in camel case; only where they do not, the name stands in a table.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_type_hints

from hooks.findings import Finding, joined
from hooks.kinds.base import Kind, Spec
from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.servicemonitor import ServiceMonitor

_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "always_scrape_classic_histograms": ("scrape_classic_histograms",),
    "metric_name_escaping_scheme": ("name_escaping_scheme",),
    "metric_name_validation_scheme": ("name_validation_scheme",),
    "metric_relabel_configs": ("metric_relabelings",),
    "metrics_path": ("path",),
    "relabel_configs": ("relabelings",),
    "scrape_interval": ("interval",),
    "tracing": ("tracing_config",),
}
"""Field of the file → how the custom resource calls it."""
_WITHOUT_SECTION = re.compile(r"^(?:global|storage)\.")
"""Sections of the file that the custom resource does not have: their fields stand directly in its spec."""
_STEP = re.compile(r'([A-Za-z0-9_]+)(\[\d+\])?((?: ".*")?)')


def in_object(finding: Finding, obj: Kind, job: int) -> Finding:
    """``finding``, whose path is that in a scrape job of ``obj`` (its number ``job``), at the path in ``obj``."""
    return _at(finding, _users_path(finding.path, _places(obj, job)))


def in_workload(finding: Finding, workload: Prometheus | PrometheusAgent) -> Finding:
    """``finding``, whose path is that in prometheus.yaml, at the path in ``workload``."""
    return _at(finding, _users_path(_WITHOUT_SECTION.sub("", finding.path), (("spec", type(workload.spec)),)))


def _at(finding: Finding, path: str | None) -> Finding:
    """Where nothing in the object bears that name, the place in the file is told."""
    return finding.moved(path) if path else finding.moved("spec", origin=f"prometheus.yaml, {finding.path}")


def _places(obj: Kind, job: int) -> Iterator[tuple[str, type[Spec]]]:
    """Where fields of a job come from, the nearest first."""
    match obj:
        case ServiceMonitor(spec=spec):
            yield f"spec.endpoints[{job}]", type(spec.endpoints[job])
        case PodMonitor(spec=spec):
            yield f"spec.podMetricsEndpoints[{job}]", type(spec.pod_metrics_endpoints[job])
    yield "spec", get_type_hints(type(obj))["spec"]


def _users_path(path: str, places: Iterable[tuple[str, type[Spec]]]) -> str | None:
    return next((joined(start, found) for start, struct in places if (found := _below(struct, path))), None)


def _below(struct: type[Spec] | None, path: str) -> str | None:
    """``path`` in the words of ``struct``; ``None`` where it has no field for the first step, camel case below a field without a type."""
    first, _, rest = path.partition(".")
    step = _STEP.fullmatch(first)
    if struct is None or step is None:
        return re.sub("_([a-z])", lambda found: found[1].upper(), path) if struct is None else None
    field = next((fields[name] for fields in (_fields(struct),) for name in (step[1], *_OTHER_NAMES.get(step[1], ())) if name in fields), None)
    if field is None:
        return None
    name, below = field
    deeper = _below(below, rest) if rest else ""
    return joined(f"{name}{step[2] or ''}{step[3]}", deeper or "")


@cache
def _fields(struct: type[Spec]) -> Mapping[str, tuple[str, type[Spec] | None]]:
    """Attribute → (name outside, the type inside)."""
    hints = get_type_hints(struct)
    names = zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True)
    return {attribute: (name, next(_structs(hints[attribute]), None)) for attribute, name in names}


def _structs(hint: Any) -> Iterator[Any]:
    if isinstance(hint, type) and issubclass(hint, Spec):
        yield hint
    for part in get_args(hint):
        yield from _structs(part)
