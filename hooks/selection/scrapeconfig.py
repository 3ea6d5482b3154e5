"""Whether a ScrapeConfig can be used."""

from hooks.assets import Assets
from hooks.kinds.scrapeconfig import ScrapeConfig
from hooks.selection import discovery, formats, http, label_names, relabeling, scrape
from hooks.selection.context import SelectionContext
from hooks.source import Source

_SINCE = "2.40.0"
"""The youngest of the service discoveries that every Prometheus version with ScrapeConfigs is asked to know (OVHcloud). As with prometheus-operator,
an older Prometheus gets no ScrapeConfig at all, whichever discovery it uses."""


def check(config: ScrapeConfig, ctx: SelectionContext, assets: Assets) -> None:
    """InvalidObject, with its path, where Prometheus could not use ``config``."""
    spec, source = config.spec, Source(config.metadata.namespace, assets)
    ctx.check_since(_SINCE, "spec", "a ScrapeConfig")
    formats.check(spec)
    scrape.check_scrape_class(spec.scrape_class, ctx)
    http.check(spec, "spec", source)
    scrape.check_timeout(spec.scrape_timeout, spec.scrape_interval, "spec.scrapeTimeout", ctx)
    relabeling.check_all(spec.relabelings, "spec.relabelings", ctx.with_scheme(spec.name_validation_scheme))
    relabeling.check_all(spec.metric_relabelings, "spec.metricRelabelings", ctx.with_scheme(spec.name_validation_scheme))
    for index, static in enumerate(spec.static_configs):
        label_names.check(static.labels, f"spec.staticConfigs[{index}].labels", ctx)
    for field, checked in discovery.CHECKS.items():
        for index, found in enumerate(getattr(spec, field)):
            checked(found, f"spec.{discovery.NAMES[field]}[{index}]", ctx, source)
