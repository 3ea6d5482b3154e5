"""Scrape jobs as YAML text, object by object."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from hooks.assets import Assets
from hooks.findings import Finding
from hooks.kinds.base import Kind
from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.probe import Probe
from hooks.kinds.scrapeconfig import ScrapeConfig
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.prometheus_yaml import origins, podmonitor, probe, scrapeconfig, servicemonitor
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.prometheus_yaml.model import ScrapeJob
from hooks.rendering import Block, yaml_text
from hooks.selection import podmonitor as podmonitors
from hooks.selection import probe as probes
from hooks.selection import scrapeconfig as scrapeconfigs
from hooks.selection import servicemonitor as servicemonitors
from hooks.selection.context import SelectionContext
from hooks.versions import prune


class Fragment(msgspec.Struct, frozen=True):
    """What one object compiles to: its entries of scrape_configs, and what the version at hand does not read of them."""

    text: Block
    findings: tuple[Finding, ...] = ()


class Maker(NamedTuple):
    """Who judges the objects of a kind, and who makes their jobs."""

    findings: Callable[[Any, SelectionContext, Assets], Iterator[Finding]]
    jobs: Callable[[Any, ScrapeContext, Assets], tuple[ScrapeJob, ...]]


MAKERS: Mapping[type[Kind], Maker] = {
    ServiceMonitor: Maker(servicemonitors.findings, servicemonitor.jobs),
    PodMonitor: Maker(podmonitors.findings, podmonitor.jobs),
    Probe: Maker(probes.findings, probe.jobs),
    ScrapeConfig: Maker(scrapeconfigs.findings, scrapeconfig.jobs),
}
"""Beside the facts in ``hooks/kinds/scraped.py``, all that is to be said of a scrape kind."""


def fragment(obj: Kind, ctx: ScrapeContext, assets: Assets) -> Fragment:
    """The compiled object. InvalidObject where its version of Prometheus cannot read it and nothing may be left out."""
    pruned = [prune(job, ctx.version) for job in MAKERS[type(obj)].jobs(obj, ctx, assets)]
    findings = tuple(origins.in_object(drop.finding, obj, index) for index, (_, dropped) in enumerate(pruned) for drop in dropped)
    return Fragment(Block("".join(yaml_text((job,)) for job, _ in pruned)), findings)
