"""Everything about a workload on which the verdict on an object depends, and the name of it all in the cache."""

from collections.abc import Mapping

import msgspec

from hooks.kinds.base import Kind
from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.probe import Probe
from hooks.kinds.scrapeconfig import ScrapeConfig
from hooks.kinds.selectors import LabelSelector
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.modes import on_every_node
from hooks.prometheus_yaml.context import Inputs, ScrapeContext, Workload
from hooks.rendering import digest
from hooks.selection.context import SelectionContext

KINDS: tuple[type[Kind], ...] = (ServiceMonitor, PodMonitor, Probe, ScrapeConfig)
GROUPS: dict[type[Kind], str] = {
    ServiceMonitor: "ServiceMonitor.monitoring.coreos.com/v1",
    PodMonitor: "PodMonitor.monitoring.coreos.com/v1",
    Probe: "Probe.monitoring.coreos.com/v1",
    ScrapeConfig: "ScrapeConfig.monitoring.coreos.com/v1alpha1",
}
"""Under which key the objects of a kind arrive."""


class Selectors(msgspec.Struct, frozen=True):
    """Which objects of one kind a workload wants: nil objects are none, nil namespaces are its own, an empty selector is everything."""

    objects: LabelSelector | None
    namespaces: LabelSelector | None


class Frame(msgspec.Struct, frozen=True):
    """What an object is judged and compiled by."""

    ctx: ScrapeContext
    selection: SelectionContext
    selectors: Mapping[str, Selectors]
    """By name of the kind."""
    own: str
    """Namespace of the workload."""
    fingerprint: str

    @classmethod
    def of(cls, workload: Workload, inputs: Inputs) -> "Frame":
        """The frame of ``workload``."""
        ctx, selection, found = inputs.ctx, SelectionContext.of(workload, inputs.settings), selectors(workload)
        objects = {kind: each.objects for kind, each in found.items()}
        name = digest(msgspec.msgpack.encode((ctx.fingerprint(), selection, objects), order="deterministic"))
        return cls(ctx, selection, found, workload.metadata.namespace, name)


def selectors(workload: Workload) -> dict[str, Selectors]:
    """The selectors of a workload by name of the kind. A DaemonSet scrapes its own node, for which PodMonitors alone make sense."""
    spec, nothing = workload.spec, Selectors(None, None)
    pods = {"PodMonitor": Selectors(spec.pod_monitor_selector, spec.pod_monitor_namespace_selector)}
    if on_every_node(workload):
        return {kind.__name__: nothing for kind in KINDS} | pods
    return {
        "ServiceMonitor": Selectors(spec.service_monitor_selector, spec.service_monitor_namespace_selector),
        **pods,
        "Probe": Selectors(spec.probe_selector, spec.probe_namespace_selector),
        "ScrapeConfig": Selectors(spec.scrape_config_selector, spec.scrape_config_namespace_selector),
    }
