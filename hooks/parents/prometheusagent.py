"""PrometheusAgent as a parent: as a Prometheus, without rules; StatefulSets, or a DaemonSet."""

from datetime import datetime

from hooks.errors import InvalidParent
from hooks.findings.workloads import GATE_OFF
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.modes import mode_of, on_every_node
from hooks.names import GROUP, shard_name
from hooks.parents import scraping, serving, unselected
from hooks.parents.related import RelatedKind
from hooks.parents.scraping import Layout
from hooks.parents.serving import Made
from hooks.parents.view import View
from hooks.parents.workload import pod_selector, shared_service
from hooks.prometheus_yaml.context import Inputs
from hooks.protocol import Manifest, RelatedRule, SyncRequest, SyncResponse
from hooks.settings import Settings
from hooks.shards import active_shards
from hooks.status import PodSet
from hooks.workloads import agent as workload
from hooks.workloads.context import WorkloadContext
from hooks.workloads.input_hash import input_hash
from hooks.workloads.names import prefixed
from hooks.workloads.prometheus import replicas

Parent = PrometheusAgent
OWN = RelatedKind(f"{GROUP}/v1alpha1", "prometheusagents")


def customize(parent: PrometheusAgent) -> tuple[RelatedRule, ...]:
    """What it scrapes, by its selectors; what it references and what may be there already, by name; its siblings."""
    return scraping.related_rules(parent, OWN)


def sync(request: SyncRequest[PrometheusAgent], settings: Settings, *, now: datetime) -> SyncResponse:
    """Configuration, StatefulSets or DaemonSet, the governing Service, and the status."""
    view = View.of(request, settings, now)
    return serving.response(view, _pods(view), _made)


def _made(view: View[PrometheusAgent]) -> Made:
    parent, settings = view.parent, view.settings
    _check_gate(parent, settings)
    scraping.check(parent, settings, view.assets)
    inputs = Inputs.of(parent, settings, view.assets)
    shards = (0,) if on_every_node(parent) else tuple(range(active_shards(parent.spec)))
    config = scraping.configuration(view, Layout((), shards, inputs))
    ctx = _context(view, config)
    selected = config.judgements
    return Made(
        children=(*config.secrets, *shared_service(parent, view.related, OWN, settings)),
        workloads=_workloads(parent, shards, ctx),
        judgements=selected,
        findings=(*config.findings, *workload.left_out(parent, ctx)),
        remark=unselected.verdict(parent, selected),
        notes=unselected.findings(parent, selected),
        selector=pod_selector(workload.selector(parent, ctx)),
    )


def _check_gate(parent: PrometheusAgent, settings: Settings) -> None:
    if on_every_node(parent) and not settings.gates.prometheus_agent_daemon_set:
        raise InvalidParent(GATE_OFF.at("spec.mode", "the gate prometheus_agent_daemon_set is off", "switch it on for the hooks or use StatefulSet"))


def _context(view: View[PrometheusAgent], config: scraping.ConfigurationChildren) -> WorkloadContext:
    return WorkloadContext(
        settings=view.settings,
        mode=mode_of(view.parent, view.settings),
        input_hash=input_hash(view.parent, view.settings, (), config.tls_asset_secrets),
        tls_asset_secrets=config.tls_asset_secrets,
        slots=scraping.slots_of(config, 0, view),
    )


def _workloads(parent: PrometheusAgent, shards: tuple[int, ...], ctx: WorkloadContext) -> tuple[Manifest, ...]:
    if on_every_node(parent):
        return (workload.daemon_set(parent, ctx),)
    return tuple(workload.stateful_set(parent, shard, ctx) for shard in shards)


def _pods(view: View[PrometheusAgent]) -> tuple[PodSet, ...]:
    parent = view.parent
    if on_every_node(parent):
        found = view.workloads.get(prefixed(parent))
        scheduled = int(((found or {}).get("status") or {}).get("desiredNumberScheduled", 0))
        return (PodSet(prefixed(parent), scheduled, found, "DaemonSet"),)
    names = (shard_name(prefixed(parent), shard) for shard in range(active_shards(parent.spec)))
    return tuple(PodSet(name, replicas(parent.spec.replicas), view.workloads.get(name)) for name in names)
