"""A ServiceMonitor → one scrape job per endpoint."""

from hooks.assets import Assets
from hooks.kinds.servicemonitor import Endpoint, ServiceMonitor
from hooks.prometheus_yaml.context import ClassDefaults, ScrapeContext
from hooks.prometheus_yaml.model import EndpointsSD, PodSD, RelabelConfig, ScrapeJob
from hooks.prometheus_yaml.relabeling import INIT, RUNNING, copied, endpoint_label, job_label, of_container_port, selected_by
from hooks.prometheus_yaml.scraping import cluster_sd, discovered, endpoint_job, role_selectors
from hooks.source import Source

SERVICE = "__meta_kubernetes_service"
POD_LABEL = "__meta_kubernetes_pod_label"
META = {"endpoints": "__meta_kubernetes_endpoint", "endpointslice": "__meta_kubernetes_endpointslice"}
"""How the meta labels of an endpoint begin, by role."""


def jobs(monitor: ServiceMonitor, ctx: ScrapeContext, assets: Assets) -> tuple[ScrapeJob, ...]:
    """The scrape jobs of a ServiceMonitor, in the order of its endpoints. ``assets`` hold what it references."""
    return tuple(_job(monitor, endpoint, index, ctx, Source(monitor.metadata.namespace, assets)) for index, endpoint in enumerate(monitor.spec.endpoints))


def _job(monitor: ServiceMonitor, endpoint: Endpoint, index: int, ctx: ScrapeContext, source: Source) -> ScrapeJob:
    job = endpoint_job(index, monitor, endpoint, ctx, source)
    return discovered(job, _services(monitor, ctx, ctx.scrape_class(monitor.spec.scrape_class)), _rules(monitor, endpoint, ctx))


def _services(monitor: ServiceMonitor, ctx: ScrapeContext, defaults: ClassDefaults) -> PodSD | EndpointsSD:
    spec, role = monitor.spec, ctx.endpoints_role(monitor.spec.service_discovery_role)
    return cluster_sd(
        role,
        ctx.namespaces(spec.namespace_selector, monitor.metadata.namespace),
        ctx,
        node=ctx.attaches_node(spec.attach_metadata or defaults.attach_metadata),
        selectors=role_selectors((role, "service"), spec.selector, spec.selector_mechanism),
    )


def _rules(monitor: ServiceMonitor, endpoint: Endpoint, ctx: ScrapeContext) -> tuple[RelabelConfig, ...]:
    """From the meta labels of an endpoint to the labels of its target, as the API reference promises them."""
    spec, meta = monitor.spec, META[ctx.endpoints_role(monitor.spec.service_discovery_role)]
    return (
        *INIT,
        *(selected_by(spec.selector, SERVICE) if spec.selector_mechanism != "RoleSelector" else ()),
        *_of_port(endpoint, meta),
        *_target(meta),
        *((RUNNING,) if endpoint.filter_running is not False else ()),
        *copied(f"{SERVICE}_label", spec.target_labels),
        *copied(POD_LABEL, (*spec.pod_target_labels, *ctx.pod_target_labels)),
        RelabelConfig(source_labels=("__meta_kubernetes_service_name",), target_label="job", replacement="${1}"),
        *job_label(f"{SERVICE}_label", spec.job_label),
        *endpoint_label(endpoint.port or endpoint.target_port),
    )


def _of_port(endpoint: Endpoint, meta: str) -> tuple[RelabelConfig, ...]:
    if endpoint.port:
        return (RelabelConfig(source_labels=(f"{meta}_port_name",), regex=endpoint.port, action="keep"),)
    return of_container_port(endpoint.target_port)


def _target(meta: str) -> tuple[RelabelConfig, ...]:
    sources = (f"{meta}_address_target_kind", f"{meta}_address_target_name")
    return (
        RelabelConfig(source_labels=sources, separator=";", target_label="node", regex="Node;(.*)", replacement="${1}"),
        RelabelConfig(source_labels=sources, separator=";", target_label="pod", regex="Pod;(.*)", replacement="${1}"),
        RelabelConfig(source_labels=("__meta_kubernetes_namespace",), target_label="namespace"),
        RelabelConfig(source_labels=("__meta_kubernetes_service_name",), target_label="service"),
        RelabelConfig(source_labels=("__meta_kubernetes_pod_name",), target_label="pod"),
        RelabelConfig(source_labels=("__meta_kubernetes_pod_container_name",), target_label="container"),
    )
