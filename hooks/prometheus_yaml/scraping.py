"""What the scrape jobs of several kinds say in the same words: formats, histograms, discovery in the cluster."""

from msgspec.structs import replace

from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.scrape import MetricsEndpoint, ScrapeSettings
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.kinds.selectors import LabelSelector, LabelSelectorRequirement
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.prometheus_yaml.context import ClassDefaults, ScrapeContext
from hooks.prometheus_yaml.http import http_client, lower
from hooks.prometheus_yaml.limits import limits
from hooks.prometheus_yaml.model import (
    AttachMetadata,
    EndpointsSD,
    Histograms,
    HTTPClient,
    NamespaceNames,
    PodSD,
    Protocols,
    RelabelConfig,
    RoleSelector,
    ScrapeJob,
)
from hooks.prometheus_yaml.relabeling import rules
from hooks.prometheus_yaml.sharding import own_share
from hooks.quantities import quantity
from hooks.source import Source

ESCAPING = {"AllowUTF8": "allow-utf-8", "Underscores": "underscores", "Dots": "dots", "Values": "values"}
"""Name escaping schemes: the API's words and the file's."""
NODE_OF_THIS_POD = RoleSelector(role="pod", field="spec.nodeName=$(NODE_NAME)")
"""What each pod of a DaemonSet asks the API server for."""


def endpoint_job(index: int, monitor: ServiceMonitor | PodMonitor, endpoint: MetricsEndpoint, ctx: ScrapeContext, source: Source) -> ScrapeJob:
    """What the endpoints of both kinds of monitors say in the same words: all but where targets are found, and which of them are kept."""
    spec, defaults = monitor.spec, ctx.scrape_class(monitor.spec.scrape_class)
    enforced, kind = ctx.namespace_rules(monitor), SCRAPE_KINDS[type(monitor).__name__]
    return ScrapeJob(
        job_name=kind.job_name(monitor.key, index),
        honor_labels=ctx.honors_labels(endpoint.honor_labels),
        honor_timestamps=ctx.honors_timestamps(endpoint.honor_timestamps),
        track_timestamps_staleness=endpoint.track_timestamps_staleness,
        scrape_interval=endpoint.interval or None,
        scrape_timeout=endpoint.scrape_timeout or None,
        protocols=protocols(spec, defaults),
        histograms=histograms(spec),
        extra_scrape_metrics=spec.extra_scrape_metrics,
        metrics_path=endpoint.path or None,
        scheme=lower(endpoint.scheme),
        params=dict(sorted(endpoint.params.items())) or None,
        http=http_client(endpoint, source, defaults.fallback),
        relabel_configs=(*defaults.relabelings, *rules(endpoint.relabelings), *enforced, *(() if ctx.every_node else own_share(ctx.sharding))),
        limits=limits(spec, ctx),
        metric_relabel_configs=(*defaults.metric_relabelings, *rules(endpoint.metric_relabelings), *enforced) or None,
    )


def of_workload(ctx: ScrapeContext) -> tuple[ScrapeJob, ...]:
    """What jobs may have from their workload, whatever their object says: one job for each scrape class, and one for none."""
    return tuple(
        ScrapeJob(
            job_name=given.name,
            protocols=Protocols(fallback_scrape_protocol=given.fallback_scrape_protocol),
            http=HTTPClient(tls_config=given.fallback.tls, authorization=given.fallback.authorization),
            kubernetes_sd_configs=tuple(cluster_sd(role, None, ctx, ctx.attaches_node(given.attach_metadata)) for role in ("endpoints", "pod")),
            limits=None if ctx.limits_are_global else ctx.enforced,
        )
        for given in (ClassDefaults(), *ctx.scrape_classes)
    )


def discovered(job: ScrapeJob, found: PodSD | EndpointsSD, kept: tuple[RelabelConfig, ...]) -> ScrapeJob:
    """``job`` with its targets: ``kept`` are the rules that come before all others."""
    return replace(job, kubernetes_sd_configs=(found,), relabel_configs=(*kept, *(job.relabel_configs or ())))


def protocols(part: ScrapeSettings, defaults: ClassDefaults) -> Protocols:
    """The formats that are asked for, and the one to assume for a target that does not say which it sends."""
    return Protocols(
        scrape_protocols=part.scrape_protocols or None,
        fallback_scrape_protocol=part.fallback_scrape_protocol if part.fallback_scrape_protocol is not None else defaults.fallback_scrape_protocol,
    )


def histograms(part: ScrapeSettings) -> Histograms:
    """Native and classic histograms."""
    factor = part.native_histogram_min_bucket_factor
    return Histograms(
        scrape_native_histograms=part.scrape_native_histograms,
        native_histogram_bucket_limit=part.native_histogram_bucket_limit,
        native_histogram_min_bucket_factor=None if factor is None else quantity(factor),
        scrape_classic_histograms=part.scrape_classic_histograms,
        always_scrape_classic_histograms=part.scrape_classic_histograms,
        convert_classic_histograms_to_nhcb=part.convert_classic_histograms_to_nhcb,
    )


def cluster_sd(
    role: str, namespaces: tuple[str, ...] | None, ctx: ScrapeContext, node: bool | None = None, selectors: tuple[RoleSelector, ...] = ()
) -> PodSD | EndpointsSD:
    """Discovery in the cluster of the Prometheus itself, or in that of ``spec.apiserverConfig``. ``namespaces`` is ``None`` for all of them."""
    section = PodSD if role == "pod" else EndpointsSD
    own_node = (NODE_OF_THIS_POD,) if ctx.every_node else ()
    return section(
        role=role,
        namespaces=None if namespaces is None else NamespaceNames(names=namespaces),
        api_server=ctx.api_server.host if ctx.api_server else None,
        http=ctx.api_server.http if ctx.api_server else None,
        attach_metadata=None if node is None else AttachMetadata(node=node),
        selectors=(*own_node, *selectors) or None,
    )


def role_selectors(roles: tuple[str, ...], selector: LabelSelector | None, mechanism: str | None) -> tuple[RoleSelector, ...]:
    """With ``RoleSelector`` the API server filters by label, instead of relabeling rules."""
    if mechanism != "RoleSelector":
        return ()
    return tuple(RoleSelector(role=role, label=selector_text(selector)) for role in roles)


def selector_text(selector: LabelSelector | None) -> str:
    """A label selector in the API server's own syntax, sorted by key: ``app=web,tier in (a,b),!legacy``."""
    if selector is None:
        return ""
    equal = [(key, f"{key}={value}") for key, value in selector.match_labels.items()]
    return ",".join(
        text for _, text in sorted((*equal, *((each.key or "", _requirement(each)) for each in selector.match_expressions)), key=lambda pair: pair[0])
    )


def _requirement(part: LabelSelectorRequirement) -> str:
    values = ",".join(sorted(part.values))
    texts = {"In": f"{part.key} in ({values})", "NotIn": f"{part.key} notin ({values})", "Exists": f"{part.key}", "DoesNotExist": f"!{part.key}"}
    return texts.get(part.operator or "", "")
