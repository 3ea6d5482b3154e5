"""PrometheusAgent as a parent: as a Prometheus, without rules; StatefulSets, or a DaemonSet."""

from collections.abc import Mapping
from datetime import datetime

from hooks import status
from hooks.errors import InvalidParent
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.modes import mode_of, on_every_node
from hooks.names import GROUP, shard_name
from hooks.parents import paused, scraping
from hooks.parents.related import Resource
from hooks.parents.scraping import Layout, Observed
from hooks.parents.workload import heads, observed, own_assets, settled, shared_service, workload_status
from hooks.prometheus_yaml.context import Inputs
from hooks.protocol import Manifest, RelatedRule, SyncRequest, SyncResponse
from hooks.selection import prometheus as selection
from hooks.settings import Settings
from hooks.shards import active_shards
from hooks.workloads import agent as workload
from hooks.workloads.context import WorkloadContext
from hooks.workloads.input_hash import input_hash
from hooks.workloads.names import prefixed
from hooks.workloads.prometheus import replicas

Parent = PrometheusAgent
OWN = Resource(f"{GROUP}/v1alpha1", "prometheusagents")


def customize(parent: PrometheusAgent) -> tuple[RelatedRule, ...]:
    """What it scrapes, by its selectors; what it references, by name; its siblings."""
    return scraping.related_rules(parent, OWN)


def sync(request: SyncRequest[PrometheusAgent], settings: Settings, *, now: datetime) -> SyncResponse:
    """Configuration, StatefulSets or DaemonSet, the governing Service, and the status."""
    parent = request.parent
    if parent.spec.paused:
        return paused.response(request)
    if on_every_node(parent) and not settings.gates.prometheus_agent_daemon_set:
        raise InvalidParent("spec.mode", "the gate prometheus_agent_daemon_set is off, switch it on for the hooks or use StatefulSet")
    own = own_assets(parent, request.related)
    selection.check(parent, settings, own)
    inputs = Inputs.of(parent, settings, own)
    shards = (0,) if on_every_node(parent) else tuple(range(active_shards(parent.spec)))
    config = scraping.configuration(parent, Observed.of(request), Layout((), shards, inputs))
    ctx = WorkloadContext(
        settings=settings,
        mode=mode_of(parent, settings),
        input_hash=input_hash(parent, settings, (), config.tls_asset_secrets),
        tls_asset_secrets=config.tls_asset_secrets,
    )
    workloads, problems = _workloads(request, shards, ctx)
    service = shared_service(parent, request.related, OWN, settings)
    children = tuple(map(status.marked, (*config.secrets, *service, *workloads)))
    pods = _pods(parent, observed(request.children, "StatefulSet.apps/v1", "DaemonSet.apps/v1"))
    judgements, findings = config.judgements, (*config.findings, *workload.left_out(parent, ctx))
    verdicts = {
        "Available": status.availability(parent.metadata.namespace, pods),
        "Reconciled": status.reconciled(children, heads(request.children), problems),
        "ConfigurationComplete": status.complete(judgements, findings),
    }
    selector = ",".join(f"{label}={value}" for label, value in sorted(workload.selector(parent, ctx).items()))
    more = {"shards": len(pods), "shardStatuses": status.shard_statuses(pods), "selector": selector}
    return SyncResponse(children=children, status=workload_status(parent, verdicts, pods, now) | more, findings=findings, judgements=judgements)


def _workloads(request: SyncRequest[PrometheusAgent], shards: tuple[int, ...], ctx: WorkloadContext) -> tuple[tuple[Manifest, ...], tuple[status.Verdict, ...]]:
    parent = request.parent
    if on_every_node(parent):
        return (workload.daemon_set(parent, ctx),), ()
    return settled((workload.stateful_set(parent, shard, ctx) for shard in shards), observed(request.children, "StatefulSet.apps/v1"))


def _pods(parent: PrometheusAgent, seen: Mapping[str, Manifest]) -> tuple[status.Shard, ...]:
    if on_every_node(parent):
        found = seen.get(prefixed(parent))
        scheduled = int(((found or {}).get("status") or {}).get("desiredNumberScheduled", 0))
        return (status.Shard(prefixed(parent), scheduled, found, "DaemonSet"),)
    names = (shard_name(prefixed(parent), shard) for shard in range(active_shards(parent.spec)))
    return tuple(status.Shard(name, replicas(parent.spec.replicas), seen.get(name)) for name in names)
