"""prometheus.yaml as a whole: its sections in the order of the file."""

from typing import Annotated

import msgspec

from hooks.errors import InvalidParent
from hooks.findings import errors
from hooks.prometheus_yaml import origins
from hooks.prometheus_yaml.alerting import Alerting
from hooks.prometheus_yaml.context import ScrapeContext, Scraper
from hooks.prometheus_yaml.global_config import Global
from hooks.prometheus_yaml.otlp import OTLP
from hooks.prometheus_yaml.otlp import check as check_otlp
from hooks.prometheus_yaml.remote_read import RemoteRead
from hooks.prometheus_yaml.remote_write import RemoteWrite
from hooks.prometheus_yaml.runtime import Runtime
from hooks.prometheus_yaml.scraping import of_workload
from hooks.prometheus_yaml.storage import Storage
from hooks.prometheus_yaml.tracing import Tracing
from hooks.rendering import Block
from hooks.versions import OMIT_EMPTY, Dropped, Section, prune, since


class Jobs(msgspec.Struct, frozen=True):
    """The scrape jobs of the accepted objects of each kind as YAML, in the order of their keys."""

    service_monitors: tuple[Block, ...] = ()
    pod_monitors: tuple[Block, ...] = ()
    probes: tuple[Block, ...] = ()
    scrape_configs: tuple[Block, ...] = ()


class PrometheusFile(Section, frozen=True, kw_only=True):
    """prometheus.yaml."""

    everywhere: Global = msgspec.field(name="global")
    runtime: Annotated[Runtime | None, since("2.53.0")] = None
    rule_files: tuple[str, ...] | None = None
    scrape_config_files: Annotated[tuple[str, ...] | None, since("2.43.0")] = None
    scrape_configs: tuple[Block, ...] = ()
    storage: Annotated[Storage | None, OMIT_EMPTY] = None
    alerting: Alerting | None = None
    remote_write: tuple[RemoteWrite, ...] | None = None
    remote_read: tuple[RemoteRead, ...] | None = None
    otlp: Annotated[OTLP | None, since("2.55.0", refuse=True), OMIT_EMPTY] = None
    tracing: Tracing | None = None


Document = tuple[PrometheusFile, tuple[Dropped, ...]]
"""The file as its version reads it, and what had to be left out."""


def readable(file: PrometheusFile, workload: Scraper, ctx: ScrapeContext) -> Document:
    """``file`` without what its version does not read, and what is left out of it, and of jobs because of the workload.

    InvalidParent where something cannot be left out.
    """
    pruned, dropped = prune(file, ctx.version)
    if refused := errors(drop.finding for drop in dropped):
        raise InvalidParent(*(origins.in_workload(finding, workload) for finding in refused))
    check_otlp(pruned.otlp)
    return pruned, (*dropped, *(drop for job in of_workload(ctx) for drop in prune(job, ctx.version)[1]))
