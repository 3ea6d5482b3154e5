"""A ScrapeConfig → one scrape job."""

from hooks.assets import Assets
from hooks.kinds.scrapeconfig import ScrapeConfig, ScrapeConfigSpec
from hooks.kinds.scraped import SCRAPE_CONFIG
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.prometheus_yaml.discovery.registry import discoveries
from hooks.prometheus_yaml.http import http_client, lower
from hooks.prometheus_yaml.limits import limits
from hooks.prometheus_yaml.model import RelabelConfig, ScrapeJob
from hooks.prometheus_yaml.relabeling import INIT, rules
from hooks.prometheus_yaml.scraping import ESCAPING, histograms, protocols
from hooks.prometheus_yaml.sharding import own_share_unless_hashed
from hooks.source import Source


def jobs(config: ScrapeConfig, ctx: ScrapeContext, assets: Assets) -> tuple[ScrapeJob, ...]:
    """The only scrape job of a ScrapeConfig. ``assets`` hold what it references; InvalidObject where a discovery cannot work without one that is not there."""
    spec, defaults, source = config.spec, ctx.scrape_class(config.spec.scrape_class), Source(config.metadata.namespace, assets)
    relabelings = relabel_configs(config, ctx)
    return (
        ScrapeJob(
            job_name=SCRAPE_CONFIG.job_name(config.key),
            honor_labels=None if spec.honor_labels is None else ctx.honors_labels(spec.honor_labels),
            honor_timestamps=None if spec.honor_timestamps is None else ctx.honors_timestamps(spec.honor_timestamps),
            track_timestamps_staleness=spec.track_timestamps_staleness,
            scrape_interval=spec.scrape_interval,
            scrape_timeout=spec.scrape_timeout,
            protocols=protocols(spec, defaults),
            histograms=histograms(spec),
            extra_scrape_metrics=spec.extra_scrape_metrics,
            metric_name_validation_scheme=lower(spec.name_validation_scheme),
            metric_name_escaping_scheme=ESCAPING.get(spec.name_escaping_scheme or ""),
            metrics_path=spec.metrics_path,
            scheme=lower(spec.scheme),
            params=dict(sorted(spec.params.items())) or None,
            enable_compression=spec.enable_compression,
            http=http_client(spec, source, defaults.fallback),
            **discoveries(spec, source),
            relabel_configs=(*relabelings, *own_share_unless_hashed(ctx.sharding, relabelings)),
            limits=limits(spec, ctx),
            metric_relabel_configs=(*defaults.metric_relabelings, *rules(spec.metric_relabelings), *ctx.namespace_rules(config)) or None,
        ),
    )


def relabel_configs(config: ScrapeConfig, ctx: ScrapeContext) -> tuple[RelabelConfig, ...]:
    """The rules of the scrape class, the job's name, the user's own. The enforced namespace follows only where the target could have another one; samples
    get it in any case, but ``up`` has the labels of the target.
    """
    own = rules(config.spec.relabelings)
    return (
        *INIT,
        *ctx.scrape_class(config.spec.scrape_class).relabelings,
        *job_name(config.spec.job_name),
        *own,
        *(ctx.namespace_rules(config) if own or _labels_itself(config.spec, ctx.namespace_label) else ()),
    )


def _labels_itself(spec: ScrapeConfigSpec, label: str) -> bool:
    """Whether a discovery may bring ``label`` without any relabeling."""
    return bool(spec.http_sd_configs or spec.file_sd_configs) or any(label in static.labels for static in spec.static_configs)


def job_name(name: str | None) -> tuple[RelabelConfig, ...]:
    """``job`` as the user calls it; otherwise it is the name of the scrape job."""
    return () if name is None else (RelabelConfig(target_label="job", replacement=name, action="replace"),)
