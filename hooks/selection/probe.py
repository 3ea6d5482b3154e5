"""Whether a Probe can be used."""

from hooks.assets import Assets
from hooks.errors import InvalidObject
from hooks.kinds.probe import Probe, Prober, ProbeTargets
from hooks.selection import formats, http, label_names, labels, proxy, relabeling, scrape, urls
from hooks.selection.context import SelectionContext
from hooks.source import Source


def check(probe: Probe, ctx: SelectionContext, assets: Assets) -> None:
    """InvalidObject, with its path, where Prometheus could not use ``probe``."""
    source = Source(probe.metadata.namespace, assets)
    spec = probe.spec
    formats.check(spec)
    scrape.check_scrape_class(spec.scrape_class, ctx)
    check_targets(spec.targets, "spec.targets")
    http.check(spec, "spec", source)
    scrape.check_timeout(spec.scrape_timeout, spec.interval, "spec.scrapeTimeout", ctx)
    relabeling.check_all(spec.metric_relabelings, "spec.metricRelabelings", ctx)
    _check_relabelings(spec.targets or ProbeTargets(), ctx)
    prober = spec.prober or Prober()
    proxy.check(prober, "spec.prober", source)
    urls.check_host_and_port(prober.url or "", "spec.prober.url")


def check_targets(targets: ProbeTargets | None, path: str) -> None:
    """InvalidObject where there is nothing to probe."""
    if targets is None or (targets.static_config is None and targets.ingress is None):
        raise InvalidObject(path, "there are no targets, give staticConfig or ingress")


def _check_relabelings(targets: ProbeTargets, ctx: SelectionContext) -> None:
    if targets.static_config is not None:
        label_names.check(targets.static_config.labels, "spec.targets.staticConfig.labels", ctx)
        relabeling.check_all(targets.static_config.relabeling_configs, "spec.targets.staticConfig.relabelingConfigs", ctx)
    if targets.ingress is not None:
        labels.check(targets.ingress.selector, "spec.targets.ingress.selector")
        relabeling.check_all(targets.ingress.relabeling_configs, "spec.targets.ingress.relabelingConfigs", ctx)
