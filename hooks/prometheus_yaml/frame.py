"""Everything about a workload on which the verdict on an object depends, and the name of it all in the cache."""

from collections.abc import Mapping

import msgspec

from hooks.kinds.scraped import POD_MONITOR, SCRAPE_KINDS
from hooks.kinds.selectors import Selectors
from hooks.modes import on_every_node
from hooks.prometheus_yaml.context import Inputs, ScrapeContext, Scraper
from hooks.prometheus_yaml.judged import Bench
from hooks.rendering import digest
from hooks.selection.context import SelectionContext


class Frame(msgspec.Struct, frozen=True):
    """What an object is judged and compiled by."""

    ctx: ScrapeContext
    selection: SelectionContext
    selectors: Mapping[str, Selectors]
    """By name of the kind."""
    own: str
    """Namespace of the workload."""
    bench: Bench
    fingerprint: str

    @classmethod
    def of(cls, workload: Scraper, inputs: Inputs) -> "Frame":
        """The frame of ``workload``."""
        ctx, selection, found = inputs.ctx, SelectionContext.of(workload, inputs.settings), selectors(workload)
        objects = {kind: each.objects for kind, each in found.items()}
        bench = Bench.of(workload.spec, ctx.version, inputs.settings.judge)
        name = digest(msgspec.msgpack.encode((ctx.fingerprint(), selection, objects, bench.head, bench.judge.versions), order="deterministic"))
        return cls(ctx, selection, found, workload.metadata.namespace, bench, name)


def selectors(workload: Scraper) -> dict[str, Selectors]:
    """The selectors of a workload by name of the kind. A DaemonSet scrapes its own node, for which PodMonitors alone make sense."""
    nothing, pods_only = Selectors(None, None), on_every_node(workload)
    return {name: nothing if pods_only and kind is not POD_MONITOR else kind.selectors(workload.spec) for name, kind in SCRAPE_KINDS.items()}
