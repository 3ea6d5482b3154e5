"""Whether a PodMonitor can be used."""

from hooks.assets import Assets
from hooks.kinds.podmonitor import PodMonitor
from hooks.selection import formats, label_names, labels, scrape
from hooks.selection.context import SelectionContext
from hooks.source import Source


def check(monitor: PodMonitor, ctx: SelectionContext, assets: Assets) -> None:
    """InvalidObject, with its path, where Prometheus could not use ``monitor``."""
    source = Source(monitor.metadata.namespace, assets)
    formats.check(monitor.spec)
    labels.check(monitor.spec.selector, "spec.selector")
    label_names.check_copied(monitor.spec.pod_target_labels, "spec.podTargetLabels", ctx)
    scrape.check_selector_mechanism(monitor.spec.selector_mechanism, ctx)
    for index, endpoint in enumerate(monitor.spec.pod_metrics_endpoints):
        scrape.check_endpoint(endpoint, f"spec.podMetricsEndpoints[{index}]", ctx, source)
    scrape.check_scrape_class(monitor.spec.scrape_class, ctx)
