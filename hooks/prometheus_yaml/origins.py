"""From a field of prometheus.yaml back to the field of the user's own object that it was made of.

Both bear the same name, here with underscores and there in camel case; only where they do not, the name stands in a table. What an object does not say
itself, its job has from the workload.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hooks.findings import Finding, joined
from hooks.kinds.base import Kind, Spec, json_name
from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.probe import Probe
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.prometheus_yaml.discovery.registry import DISCOVERIES

_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    **{field: (attribute,) for field, (attribute, _) in DISCOVERIES.items() if field != attribute},
    **{f"{limit}_limit": (f"enforced_{limit}_limit",) for limit in ("body_size", "sample", "target", "label", "label_name_length", "label_value_length")},
    "alert_relabel_configs": ("alert_relabelings",),
    "always_scrape_classic_histograms": ("scrape_classic_histograms",),
    "azuread": ("azure_ad",),
    "keep_dropped_targets": ("enforced_keep_dropped_targets",),
    "metric_name_escaping_scheme": ("name_escaping_scheme",),
    "metric_name_validation_scheme": ("name_validation_scheme",),
    "metric_relabel_configs": ("metric_relabelings",),
    "metrics_path": ("path",),
    "protobuf_message": ("message_version",),
    "relabel_configs": ("relabelings",),
    "retry_on_http_429": ("retry_on_rate_limit",),
    "scrape_interval": ("interval",),
    "tracing": ("tracing_config",),
}
"""Field of the file → how the custom resource calls it."""
_WITHOUT_SECTION = re.compile(r"^(?:global|storage|kubernetes_sd_configs\[\d+\])\.")
"""Sections of the file that most custom resources do not have: their fields stand directly in its spec."""
_STEP = re.compile(r'([A-Za-z0-9_]+)(?:\[(\d+)\])?((?: ".*")?)')


def in_object(finding: Finding, obj: Kind, job: int) -> Finding | None:
    """``finding``, whose path is that in a scrape job of ``obj`` (its number ``job``), at the path in ``obj``; ``None`` where ``obj`` says nothing of it."""
    return _moved(finding, _places(obj, job))


def in_workload(finding: Finding, workload: Kind) -> Finding:
    """``finding``, whose path is that in prometheus.yaml or in a scrape job, at the path in ``workload``; else at its spec, with the place in the file."""
    return _moved(finding, _places_of_workload(workload)) or finding.moved("spec", origin=f"prometheus.yaml, {finding.path}")


def _moved(finding: Finding, places: Iterable[tuple[str, Any]]) -> Finding | None:
    paths = (finding.path, _WITHOUT_SECTION.sub("", finding.path))
    return next((finding.moved(joined(start, found)) for start, part in places for path in paths if (found := _below(part, path))), None)


def _places(obj: Kind, job: int) -> Iterator[tuple[str, Any]]:
    """Where fields of a job come from, the nearest first."""
    match obj:
        case ServiceMonitor(spec=spec):
            yield f"spec.endpoints[{job}]", spec.endpoints[job]
        case PodMonitor(spec=spec):
            yield f"spec.podMetricsEndpoints[{job}]", spec.pod_metrics_endpoints[job]
        case Probe(spec=spec):
            yield "spec.prober", spec.prober
    yield "spec", getattr(obj, "spec", None)


def _places_of_workload(workload: Kind) -> Iterator[tuple[str, Any]]:
    yield "spec", getattr(workload, "spec", None)
    if isinstance(workload, Prometheus | PrometheusAgent):
        yield "spec.apiserverConfig", workload.spec.apiserver_config
        yield from ((f"spec.scrapeClasses[{index}]", each) for index, each in enumerate(workload.spec.scrape_classes))


def _below(part: Any, path: str) -> str | None:
    """``path`` in the words of ``part``; ``None`` where it says nothing of the kind."""
    first, _, rest = path.partition(".")
    step = _STEP.fullmatch(first)
    if not isinstance(part, Spec) or step is None:
        return path if isinstance(part, Mapping) and first in part else None
    for attribute in (step[1], *_OTHER_NAMES.get(step[1], ())):
        value = getattr(part, attribute, None)
        if value not in (None, (), {}):
            name = json_name(type(part), attribute) + (f"[{step[2]}]" if step[2] else "")
            below = _below(value[int(step[2])] if step[2] else value, rest) if rest else ""
            return None if below is None else joined(f"{name}{step[3]}", below)
    return None
