"""Whether a PodMonitor can be used."""

from collections.abc import Iterator

from hooks.assets import Assets
from hooks.findings import Finding
from hooks.kinds.podmonitor import PodMonitor
from hooks.selection import formats, label_names, labels, references, scrape
from hooks.selection.context import SelectionContext
from hooks.source import Source


def findings(monitor: PodMonitor, ctx: SelectionContext, assets: Assets) -> Iterator[Finding]:
    """Everything because of which Prometheus could not use ``monitor``."""
    spec, source = monitor.spec, Source(monitor.metadata.namespace, assets)
    yield from formats.findings(spec)
    yield from references.findings(spec, "spec", source)
    yield from labels.findings(spec.selector, "spec.selector")
    yield from label_names.copied(spec.pod_target_labels, "spec.podTargetLabels", ctx)
    yield from scrape.selector_mechanism(spec.selector_mechanism, ctx)
    for index, endpoint in enumerate(spec.pod_metrics_endpoints):
        yield from scrape.endpoint(endpoint, f"spec.podMetricsEndpoints[{index}]", ctx, source)
    yield from scrape.scrape_class(spec.scrape_class, ctx)
