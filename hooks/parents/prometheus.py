"""Prometheus as a parent: the whole story of a server on one page."""

from collections.abc import Mapping
from datetime import datetime

from hooks import rules, status
from hooks.kinds.prometheus import Prometheus
from hooks.modes import mode_of
from hooks.names import GROUP, shard_name
from hooks.parents import paused, scraping, unmanaged
from hooks.parents.related import SECRETS, Resource, Selectors, named_object, selected
from hooks.parents.scraping import Layout, Observed
from hooks.parents.workload import heads, observed, own_assets, settled, shared_service, workload_status
from hooks.prometheus_yaml.context import Inputs
from hooks.protocol import Manifest, RelatedRule, SyncRequest, SyncResponse
from hooks.selection import prometheus as selection
from hooks.settings import Settings
from hooks.shards import active_shards
from hooks.workloads import prometheus as workload
from hooks.workloads import shard_retention, thanos_sidecar
from hooks.workloads.context import WorkloadContext
from hooks.workloads.input_hash import input_hash
from hooks.workloads.labels import SHARD
from hooks.workloads.names import prefixed

Parent = Prometheus
OWN = Resource(f"{GROUP}/v1", "prometheuses")
RULES = Resource(f"{GROUP}/v1", "prometheusrules")


def customize(parent: Prometheus) -> tuple[RelatedRule, ...]:
    """What it scrapes and evaluates, by its selectors; what it references, by name; its siblings; the Secret that its user writes."""
    own = parent.metadata.namespace
    wanted = Selectors(parent.spec.rule_selector, parent.spec.rule_namespace_selector, own)
    written = (named_object(SECRETS, own, prefixed(parent)),) if unmanaged.has_no_selector(parent) else ()
    return (*scraping.related_rules(parent, OWN), *selected(RULES, wanted), *written)


def sync(request: SyncRequest[Prometheus], settings: Settings, *, now: datetime) -> SyncResponse:
    """Configuration, rules, StatefulSets, the governing Service, and the status."""
    parent = request.parent
    if parent.spec.paused:
        return paused.response(request)
    managed = not (settings.unmanaged_configuration and unmanaged.has_no_selector(parent))
    settings = settings if managed else unmanaged.with_sidecar(settings)
    own = own_assets(parent, request.related)
    if managed:
        selection.check(parent, settings, own)
    inputs = Inputs.of(parent, settings, own)
    rule_files = rules.selected(parent, request.related, inputs.ctx.version)
    rule_maps = _rule_maps(request, rule_files, settings)
    stateful_sets = observed(request.children, "StatefulSet.apps/v1")
    retained = _retained(parent, stateful_sets, settings, now)
    shards = (*range(active_shards(parent.spec)), *retained)
    folders = rules.folders(prefixed(parent), len(rule_maps))
    config = scraping.configuration(parent, Observed.of(request), Layout(folders, shards, inputs, managed))
    ctx = _context(parent, folders, config.tls_asset_secrets, settings)
    kept, problems = settled((_with_deadline(workload.stateful_set(parent, shard, ctx), retained.get(shard)) for shard in shards), stateful_sets)
    service = shared_service(parent, request.related, OWN, settings)
    made = tuple(map(status.marked, (*config.secrets, *thanos_sidecar.secrets(parent, settings), *rule_maps, *service, *kept)))
    children = made if managed else (*unmanaged.config_secret(parent, Observed.of(request), settings), *made)
    judgements = (*config.judgements, *rule_files.judgements)
    findings = (*config.findings, *workload.left_out(parent, ctx))
    pods = _pods(parent, stateful_sets)
    reconciled = status.reconciled(children, heads(request.children), problems)
    verdicts = {
        "Available": status.availability(parent.metadata.namespace, pods),
        "Reconciled": reconciled if managed else unmanaged.verdict(parent, reconciled),
        "ConfigurationComplete": status.complete(judgements, findings),
    }
    more = {"shards": len(pods), "shardStatuses": status.shard_statuses(pods), "selector": _pod_selector(parent, ctx)}
    return SyncResponse(children=children, status=workload_status(parent, verdicts, pods, now) | more, findings=findings, judgements=judgements)


def _rule_maps(request: SyncRequest[Prometheus], rule_files: rules.RuleFiles, settings: Settings) -> tuple[Manifest, ...]:
    parent = request.parent
    owner = rules.Owner(prefixed(parent), parent.metadata.namespace, {**settings.labels, "prometheus-name": parent.metadata.name})
    seen = observed(request.children, "ConfigMap.v1")
    return rules.config_maps(rule_files.files, seen.values(), owner, mode_of(parent, settings))


def _retained(parent: Prometheus, stateful_sets: Mapping[str, Manifest], settings: Settings, now: datetime) -> dict[int, str]:
    """Shards that are scaled away but keep their data for a while, with their deadline."""
    numbers = {int(found["metadata"]["labels"].get(SHARD, 0)): found["metadata"].get("annotations", {}) for found in stateful_sets.values()}
    fates = {number: shard_retention.fate(parent, numbers[number], settings, now) for number in sorted(numbers) if number >= active_shards(parent.spec)}
    return {number: fate.deadline for number, fate in fates.items() if not fate.delete}


def _with_deadline(stateful_set: Manifest, deadline: str | None) -> Manifest:
    if deadline is None:
        return stateful_set
    metadata = stateful_set["metadata"]
    return {**stateful_set, "metadata": {**metadata, "annotations": {**metadata["annotations"], shard_retention.DEADLINE: deadline}}}


def _context(parent: Prometheus, folders: tuple[str, ...], tls_asset_secrets: tuple[str, ...], settings: Settings) -> WorkloadContext:
    return WorkloadContext(
        settings=settings,
        mode=mode_of(parent, settings),
        input_hash=input_hash(parent, settings, folders, tls_asset_secrets),
        rule_config_maps=folders,
        tls_asset_secrets=tls_asset_secrets,
    )


def _pods(parent: Prometheus, stateful_sets: Mapping[str, Manifest]) -> tuple[status.Shard, ...]:
    expected = workload.replicas(parent.spec.replicas)
    found = (shard_name(prefixed(parent), shard) for shard in range(active_shards(parent.spec)))
    return tuple(status.Shard(name, expected, stateful_sets.get(name)) for name in found)


def _pod_selector(parent: Prometheus, ctx: WorkloadContext) -> str:
    """The pods of all shards, for the scale subresource."""
    return ",".join(f"{label}={value}" for label, value in sorted(workload.selector(parent, 0, ctx).items()) if label != SHARD)
