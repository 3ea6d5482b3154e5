"""Whether a Probe can be used."""

from collections.abc import Iterator

from hooks.assets import Assets
from hooks.findings import Finding
from hooks.findings.scraping import PROBER, TARGETS
from hooks.kinds.probe import Probe, Prober, ProbeTargets
from hooks.selection import formats, http, label_names, labels, proxy, references, relabeling, scrape, urls
from hooks.selection.context import SelectionContext
from hooks.source import Source


def findings(probe: Probe, ctx: SelectionContext, assets: Assets) -> Iterator[Finding]:
    """Everything because of which Prometheus could not use ``probe``."""
    spec, source = probe.spec, Source(probe.metadata.namespace, assets)
    yield from formats.findings(spec)
    yield from references.findings(spec, "spec", source)
    yield from scrape.scrape_class(spec.scrape_class, ctx)
    yield from targets(spec.targets or ProbeTargets(), "spec.targets", ctx)
    yield from http.findings(spec, "spec", source)
    yield from scrape.timeout(spec.scrape_timeout, spec.interval, "spec.scrapeTimeout", ctx)
    yield from relabeling.findings(spec.metric_relabelings, "spec.metricRelabelings", ctx)
    prober = spec.prober or Prober()
    yield from proxy.findings(prober, "spec.prober")
    if prober.url:
        yield from urls.no_host_and_port(prober.url, "spec.prober.url")
    else:
        yield PROBER.at("spec.prober.url", "there is no prober", "write host:port of a blackbox exporter")


def targets(part: ProbeTargets, path: str, ctx: SelectionContext) -> Iterator[Finding]:
    """Where there is nothing to probe, or where its labels could not be used."""
    static, ingress = part.static_config, part.ingress
    if static is None and ingress is None:
        yield TARGETS.at(path, "there are no targets", "give staticConfig or ingress")
    if static is not None:
        yield from label_names.findings(static.labels, f"{path}.staticConfig.labels", ctx.utf8_names)
        yield from relabeling.findings(static.relabeling_configs, f"{path}.staticConfig.relabelingConfigs", ctx)
    if ingress is not None:
        yield from labels.findings(ingress.selector, f"{path}.ingress.selector")
        yield from relabeling.findings(ingress.relabeling_configs, f"{path}.ingress.relabelingConfigs", ctx)
