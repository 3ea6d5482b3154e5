"""A PodMonitor → one scrape job per endpoint."""

from hooks.assets import Assets
from hooks.kinds.podmonitor import PodMetricsEndpoint, PodMonitor
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.prometheus_yaml.model import RelabelConfig, ScrapeJob
from hooks.prometheus_yaml.relabeling import INIT, RUNNING, copied, endpoint_label, job_label, of_container_port, selected_by
from hooks.prometheus_yaml.scraping import cluster_sd, discovered, endpoint_job, role_selectors
from hooks.source import Source

POD = "__meta_kubernetes_pod"

LABELS = (
    RelabelConfig(source_labels=("__meta_kubernetes_namespace",), target_label="namespace"),
    RelabelConfig(source_labels=("__meta_kubernetes_pod_container_name",), target_label="container"),
    RelabelConfig(source_labels=("__meta_kubernetes_pod_name",), target_label="pod"),
)


def jobs(monitor: PodMonitor, ctx: ScrapeContext, assets: Assets) -> tuple[ScrapeJob, ...]:
    """The scrape jobs of a PodMonitor, in the order of its endpoints. ``assets`` hold what it references."""
    source, endpoints = Source(monitor.metadata.namespace, assets), monitor.spec.pod_metrics_endpoints
    return tuple(_job(monitor, endpoint, index, ctx, source) for index, endpoint in enumerate(endpoints))


def _job(monitor: PodMonitor, endpoint: PodMetricsEndpoint, index: int, ctx: ScrapeContext, source: Source) -> ScrapeJob:
    spec, defaults = monitor.spec, ctx.scrape_class(monitor.spec.scrape_class)
    pods = cluster_sd(
        "pod",
        ctx.namespaces(spec.namespace_selector, monitor.metadata.namespace),
        ctx,
        node=ctx.attaches_node(spec.attach_metadata or defaults.attach_metadata),
        selectors=role_selectors(("pod",), spec.selector, spec.selector_mechanism),
    )
    return discovered(endpoint_job(index, monitor, endpoint, ctx, source), pods, _rules(monitor, endpoint, ctx))


def _rules(monitor: PodMonitor, endpoint: PodMetricsEndpoint, ctx: ScrapeContext) -> tuple[RelabelConfig, ...]:
    """From the meta labels of a pod to the labels of its target, as the API reference promises them."""
    spec = monitor.spec
    return (
        *INIT,
        *((RUNNING,) if endpoint.filter_running is not False else ()),
        *(selected_by(spec.selector, POD) if spec.selector_mechanism != "RoleSelector" else ()),
        *of_container_port(endpoint.port or endpoint.port_number or endpoint.target_port),
        *LABELS,
        *copied(f"{POD}_label", (*spec.pod_target_labels, *ctx.pod_target_labels)),
        RelabelConfig(target_label="job", replacement=monitor.key),
        *job_label(f"{POD}_label", spec.job_label),
        *endpoint_label(endpoint.port or endpoint.target_port),
    )
