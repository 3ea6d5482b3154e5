"""Prometheus as a parent: the whole story of a server on one page."""

from collections.abc import Iterable
from datetime import datetime

from hooks import rules
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.selectors import Selectors
from hooks.modes import mode_of
from hooks.names import GROUP, shard_name
from hooks.parents import scraping, serving, unmanaged, unselected
from hooks.parents.related import RelatedKind, selected
from hooks.parents.scraping import Layout
from hooks.parents.serving import Made
from hooks.parents.view import View
from hooks.parents.workload import observed, pod_selector, shared_service
from hooks.prometheus_yaml.context import Inputs
from hooks.protocol import Manifest, RelatedRule, SyncRequest, SyncResponse
from hooks.settings import Settings
from hooks.shards import active_shards
from hooks.status import PodSet
from hooks.workloads import prometheus as workload
from hooks.workloads import shard_retention, thanos_sidecar
from hooks.workloads.context import WorkloadContext
from hooks.workloads.input_hash import input_hash
from hooks.workloads.labels import SHARD
from hooks.workloads.names import prefixed
from hooks.workloads.slots import Slots

Parent = Prometheus
OWN = RelatedKind(f"{GROUP}/v1", "prometheuses")
RULES = RelatedKind(f"{GROUP}/v1", "prometheusrules")


def customize(parent: Prometheus) -> tuple[RelatedRule, ...]:
    """What it scrapes and evaluates, by its selectors; what it references and what may be there already, by name; its siblings."""
    own = parent.metadata.namespace
    wanted = Selectors(parent.spec.rule_selector, parent.spec.rule_namespace_selector)
    return (*scraping.related_rules(parent, OWN), *selected(RULES, wanted, own))


def sync(request: SyncRequest[Prometheus], settings: Settings, *, now: datetime) -> SyncResponse:
    """Configuration, rules, StatefulSets, the governing Service, and the status."""
    view = View.of(request, settings, now)
    return serving.response(view, _pods(view), _made)


def _made(view: View[Prometheus]) -> Made:
    parent, managed = view.parent, not unmanaged.applies(view)
    settings = view.settings if managed else unmanaged.with_sidecar(view.settings)
    if managed:
        scraping.check(parent, settings, view.assets)
    inputs = Inputs.of(parent, settings, view.assets)
    maps = observed(view.children, "ConfigMap.v1").values()
    rule_files = rules.selected(parent, view.related, inputs.ctx.version, settings, maps)
    rule_maps = _rule_maps(parent, rule_files, maps, settings)
    retained = _retained(view)
    shards = (*range(active_shards(parent.spec)), *retained)
    folders = rules.folders(prefixed(parent), len(rule_maps))
    config = scraping.configuration(view, Layout(folders, shards, inputs, managed))
    ctx = _context(parent, folders, config.tls_asset_secrets, scraping.slots_of(config, len(rule_maps), view), settings)
    selected = (*config.judgements, *rule_files.judgements)
    return Made(
        children=(*config.secrets, *thanos_sidecar.secrets(parent, settings), *rule_maps, *shared_service(parent, view.related, OWN, settings)),
        workloads=tuple(_with_deadline(workload.stateful_set(parent, shard, ctx), retained.get(shard)) for shard in shards),
        untouched=() if managed else unmanaged.config_secret(view),
        judgements=selected,
        findings=(*config.findings, *workload.left_out(parent, ctx)),
        remark=unselected.verdict(parent, selected) if managed else unmanaged.verdict(parent),
        notes=unselected.findings(parent, selected) if managed else (),
        selector=_pod_selector(parent, ctx),
    )


def _rule_maps(parent: Prometheus, rule_files: rules.RuleFiles, seen: Iterable[Manifest], settings: Settings) -> tuple[Manifest, ...]:
    owner = rules.Owner(prefixed(parent), parent.metadata.namespace, {**settings.labels, "prometheus-name": parent.metadata.name})
    return rules.config_maps(rule_files.files, seen, owner, mode_of(parent, settings))


def _retained(view: View[Prometheus]) -> dict[int, str]:
    """Shards that are scaled away but keep their data for a while, with their deadline."""
    parent = view.parent
    numbers = {_number(found): found["metadata"].get("annotations", {}) for found in view.workloads.values()}
    beyond = [number for number in sorted(numbers) if number >= active_shards(parent.spec)]
    fates = {number: shard_retention.fate(parent, numbers[number], view.settings, view.now) for number in beyond}
    return {number: fate.deadline for number, fate in fates.items() if not fate.delete}


def _number(stateful_set: Manifest) -> int:
    """That of its shard; 0 where somebody has made the label something else, until it is ours again."""
    label = str((stateful_set["metadata"].get("labels") or {}).get(SHARD, 0))
    return int(label) if label.isdecimal() and len(label) < 10 else 0


def _with_deadline(stateful_set: Manifest, deadline: str | None) -> Manifest:
    if deadline is None:
        return stateful_set
    metadata = stateful_set["metadata"]
    return {**stateful_set, "metadata": {**metadata, "annotations": {**metadata["annotations"], shard_retention.DEADLINE: deadline}}}


def _context(parent: Prometheus, folders: tuple[str, ...], tls_asset_secrets: tuple[str, ...], slots: Slots, settings: Settings) -> WorkloadContext:
    return WorkloadContext(
        settings=settings,
        mode=mode_of(parent, settings),
        input_hash=input_hash(parent, settings, folders, tls_asset_secrets),
        rule_config_maps=folders,
        tls_asset_secrets=tls_asset_secrets,
        slots=slots,
    )


def _pods(view: View[Prometheus]) -> tuple[PodSet, ...]:
    expected = workload.replicas(view.parent.spec.replicas)
    names = (shard_name(prefixed(view.parent), shard) for shard in range(active_shards(view.parent.spec)))
    return tuple(PodSet(name, expected, view.workloads.get(name)) for name in names)


def _pod_selector(parent: Prometheus, ctx: WorkloadContext) -> str:
    """The pods of all shards, for the scale subresource."""
    return pod_selector({label: value for label, value in workload.selector(parent, 0, ctx).items() if label != SHARD})
