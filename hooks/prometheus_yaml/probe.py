"""A Probe → one scrape job, which asks a prober (the blackbox exporter, for instance) about each target."""

from msgspec.structs import replace

from hooks.assets import Assets
from hooks.kinds.probe import Probe, ProbeIngress, Prober, ProbeSpec, ProbeStaticConfig
from hooks.kinds.scraped import PROBE
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.prometheus_yaml.discovery.static import Static
from hooks.prometheus_yaml.http import http_client, lower, proxy
from hooks.prometheus_yaml.limits import limits
from hooks.prometheus_yaml.model import EndpointsSD, PodSD, RelabelConfig, ScrapeJob
from hooks.prometheus_yaml.relabeling import INIT, rules, selected_by
from hooks.prometheus_yaml.scraping import cluster_sd, histograms, protocols
from hooks.prometheus_yaml.sharding import PROBE_TARGET, own_share
from hooks.source import Source

INGRESS = "__meta_kubernetes_ingress"

STATIC_TARGET = (RelabelConfig(source_labels=("__address__",), target_label=PROBE_TARGET),)
INGRESS_TARGET = (
    RelabelConfig(
        source_labels=(f"{INGRESS}_scheme", "__address__", f"{INGRESS}_path"),
        separator=";",
        target_label=PROBE_TARGET,
        regex="(.+);(.+);(.+)",
        replacement="${1}://${2}${3}",
        action="replace",
    ),
    RelabelConfig(source_labels=("__meta_kubernetes_namespace",), target_label="namespace"),
    RelabelConfig(source_labels=(f"{INGRESS}_name",), target_label="ingress"),
    RelabelConfig(source_labels=("__address__",), separator=";", target_label="__tmp_ingress_address", regex="(.*)", replacement="$1", action="replace"),
)
"""What is probed, from what discovery found, before the address becomes the prober's."""


def jobs(probe: Probe, ctx: ScrapeContext, assets: Assets) -> tuple[ScrapeJob, ...]:
    """The only scrape job of a Probe. Static targets win over ingresses where both are given; with neither the job has no targets."""
    spec, defaults, source = probe.spec, ctx.scrape_class(probe.spec.scrape_class), Source(probe.metadata.namespace, assets)
    prober = spec.prober or Prober()
    return (
        ScrapeJob(
            job_name=PROBE.job_name(probe.key),
            honor_timestamps=ctx.honors_timestamps(True),
            scrape_interval=spec.interval or None,
            scrape_timeout=spec.scrape_timeout or None,
            protocols=protocols(spec, defaults),
            histograms=histograms(spec),
            extra_scrape_metrics=spec.extra_scrape_metrics,
            metrics_path=prober.path or "",
            scheme=lower(prober.scheme),
            params=params(spec) or None,
            http=replace(http_client(spec, source, defaults.fallback), proxy=proxy(prober, source)),
            static_configs=static_configs(probe),
            kubernetes_sd_configs=kubernetes_sd_configs(probe, ctx),
            relabel_configs=(*INIT, *job_name(spec.job_name), *target_rules(probe, ctx), *own_share(ctx.sharding, PROBE_TARGET)),
            limits=limits(spec, ctx),
            metric_relabel_configs=(*defaults.metric_relabelings, *rules(spec.metric_relabelings), *ctx.namespace_rules(probe)) or None,
        ),
    )


def job_name(name: str | None) -> tuple[RelabelConfig, ...]:
    """``job`` as the user calls it; otherwise it is the name of the scrape job."""
    return (RelabelConfig(target_label="job", replacement=name),) if name else ()


def params(spec: ProbeSpec) -> dict[str, tuple[str, ...]]:
    """The prober's parameters; ``spec.module`` wins over a parameter of that name."""
    return {each.name or "": each.values for each in spec.params} | ({"module": (spec.module,)} if spec.module else {})


def static_configs(probe: Probe) -> tuple[Static, ...] | None:
    """The static targets, labelled with the namespace of the Probe unless the user labels them with another."""
    static = targets(probe)
    if not isinstance(static, ProbeStaticConfig):
        return None
    return (Static(targets=static.static, labels=dict(sorted(({"namespace": probe.metadata.namespace} | static.labels).items()))),)


def kubernetes_sd_configs(probe: Probe, ctx: ScrapeContext) -> tuple[PodSD | EndpointsSD, ...] | None:
    """Discovery of ingresses."""
    ingress = targets(probe)
    if not isinstance(ingress, ProbeIngress):
        return None
    return (cluster_sd("ingress", ctx.namespaces(ingress.namespace_selector, probe.metadata.namespace), ctx),)


def target_rules(probe: Probe, ctx: ScrapeContext) -> tuple[RelabelConfig, ...]:
    """From a target to a request to the prober that names it: the target becomes a parameter and ``instance``, the address becomes the prober's."""
    found = targets(probe)
    if found is None:
        return ()
    return (
        *((*selected_by(found.selector, INGRESS), *INGRESS_TARGET) if isinstance(found, ProbeIngress) else STATIC_TARGET),
        RelabelConfig(source_labels=(PROBE_TARGET,), target_label="instance"),
        RelabelConfig(target_label="__address__", replacement=(probe.spec.prober or Prober()).url or ""),
        *ctx.scrape_class(probe.spec.scrape_class).relabelings,
        *rules(found.relabeling_configs),
        *ctx.namespace_rules(probe),
    )


def targets(probe: Probe) -> ProbeStaticConfig | ProbeIngress | None:
    """Where the targets come from."""
    given = probe.spec.targets
    return None if given is None else given.static_config or given.ingress
