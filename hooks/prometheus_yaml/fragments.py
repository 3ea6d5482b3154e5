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
    """What one object compiles to: its entries of scrape_configs, and what the version at hand does not read of them. With an error it is of no use."""

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
    """The compiled object. Values that are not there, and fields that say nothing useful, are no matter here: whoever judges the object tells them."""
    pruned = [prune(job, ctx.version) for job in MAKERS[type(obj)].jobs(obj, ctx, assets)]
    findings = (origins.in_object(drop.finding, obj, index) for index, (_, dropped) in enumerate(pruned) for drop in dropped)
    # What several jobs have from one field is told once, and what they have from their workload is told of that.
    return Fragment(Block("".join(yaml_text((job,)) for job, _ in pruned)), tuple(dict.fromkeys(filter(None, findings))))


def judged(obj: Kind, ctx: ScrapeContext, selection: SelectionContext, assets: Assets) -> Fragment:
    """The compiled object with everything that is said about it, what its workload's version would leave out beside what makes it of no use."""
    made = fragment(obj, ctx, assets)
    return Fragment(made.text, (*MAKERS[type(obj)].findings(obj, selection, assets), *made.findings))
