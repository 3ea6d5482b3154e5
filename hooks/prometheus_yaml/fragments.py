"""Scrape jobs as YAML text, object by object."""

import msgspec

from hooks.assets import Assets
from hooks.findings import Finding
from hooks.kinds.base import Kind
from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.probe import Probe
from hooks.kinds.scrapeconfig import ScrapeConfig
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.prometheus_yaml import podmonitor, probe, scrapeconfig, servicemonitor
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.prometheus_yaml.model import ScrapeJob
from hooks.rendering import Block, yaml_text
from hooks.versions import prune


class Fragment(msgspec.Struct, frozen=True):
    """What one object compiles to: its entries of scrape_configs, and what the version at hand does not read of them."""

    text: Block
    findings: tuple[Finding, ...] = ()


def scrape_jobs(obj: Kind, ctx: ScrapeContext, assets: Assets) -> tuple[ScrapeJob, ...]:
    """The scrape jobs of an object of any of the four kinds; ``assets`` hold what it references."""
    match obj:
        case ServiceMonitor():
            return servicemonitor.jobs(obj, ctx, assets)
        case PodMonitor():
            return podmonitor.jobs(obj, ctx, assets)
        case Probe():
            return probe.jobs(obj, ctx, assets)
        case ScrapeConfig():
            return scrapeconfig.jobs(obj, ctx, assets)
    raise TypeError(f"{type(obj).__name__} has no scrape jobs")


def fragment(obj: Kind, ctx: ScrapeContext, assets: Assets) -> Fragment:
    """The compiled object. InvalidObject where its version of Prometheus cannot read it and nothing may be left out."""
    pruned = [prune(job, ctx.version, job.job_name) for job in scrape_jobs(obj, ctx, assets)]
    return Fragment(Block("".join(yaml_text((job,)) for job, _ in pruned)), tuple(drop.finding for _, dropped in pruned for drop in dropped))
