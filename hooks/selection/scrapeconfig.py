"""Whether a ScrapeConfig can be used."""

from collections.abc import Iterable, Iterator

from hooks.assets import Assets
from hooks.findings import Finding, quoted
from hooks.findings.fields import HOST
from hooks.kinds.scrapeconfig import ScrapeConfig
from hooks.selection import discovery, formats, http, label_names, references, relabeling, scrape
from hooks.selection.context import SelectionContext
from hooks.source import Source

_SINCE = "2.40.0"
"""The youngest of the service discoveries that every Prometheus version with ScrapeConfigs is asked to know (OVHcloud). As with prometheus-operator,
an older Prometheus gets no ScrapeConfig at all, whichever discovery it uses."""


def findings(config: ScrapeConfig, ctx: SelectionContext, assets: Assets) -> Iterator[Finding]:
    """Everything because of which Prometheus could not use ``config``."""
    spec, source = config.spec, Source(config.metadata.namespace, assets)
    own = ctx.with_scheme(spec.name_validation_scheme)
    yield from ctx.older_than(_SINCE, "spec", "a ScrapeConfig")
    yield from formats.findings(spec)
    yield from references.findings(spec, "spec", source)
    yield from scrape.scrape_class(spec.scrape_class, ctx)
    yield from http.findings(spec, "spec", source)
    yield from scrape.timeout(spec.scrape_timeout, spec.scrape_interval, "spec.scrapeTimeout", ctx)
    yield from scrape.schemes(spec.name_escaping_scheme, own)
    yield from relabeling.findings(spec.relabelings, "spec.relabelings", own)
    yield from relabeling.findings(spec.metric_relabelings, "spec.metricRelabelings", own)
    for index, static in enumerate(spec.static_configs):
        yield from label_names.findings(static.labels, f"spec.staticConfigs[{index}].labels", ctx.utf8_names)
        # Relabeling may make an address of anything: what is to be probed is often an URL here.
        if not spec.relabelings and not spec.scrape_class:
            yield from _targets(static.targets, f"spec.staticConfigs[{index}].targets")
    yield from discovery.findings(spec, source)


def _targets(targets: Iterable[str], path: str) -> Iterator[Finding]:
    for index, target in enumerate(targets):
        if "/" in target:
            yield HOST.at(f"{path}[{index}]", f"{quoted(target)} is no host", "write host:port, and the rest into scheme and metricsPath")
