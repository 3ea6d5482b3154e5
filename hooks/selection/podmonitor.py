"""Whether a PodMonitor can be used."""

from hooks.assets import Assets
from hooks.kinds.podmonitor import PodMetricsEndpoint, PodMonitor
from hooks.selection import expressions, formats, http, label_names, labels, relabeling, scrape
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
        _check_endpoint(endpoint, f"spec.podMetricsEndpoints[{index}]", ctx, source)
    scrape.check_scrape_class(monitor.spec.scrape_class, ctx)


def _check_endpoint(endpoint: PodMetricsEndpoint, path: str, ctx: SelectionContext, source: Source) -> None:
    http.check_credentials(endpoint.authorization, f"{path}.authorization")
    http.check(endpoint, path, source)
    for name, port in (("port", endpoint.port), ("targetPort", endpoint.target_port)):
        expressions.check(str(port or ""), f"{path}.{name}")
    scrape.check_timeout(endpoint.scrape_timeout, endpoint.interval, f"{path}.scrapeTimeout", ctx)
    relabeling.check_all(endpoint.relabelings, f"{path}.relabelings", ctx)
    relabeling.check_all(endpoint.metric_relabelings, f"{path}.metricRelabelings", ctx)
