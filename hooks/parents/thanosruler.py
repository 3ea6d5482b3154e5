"""ThanosRuler as a parent: rules in ConfigMaps, remote write in a Secret, StatefulSet, the governing Service, and the status."""

from collections.abc import Mapping
from datetime import datetime

from hooks import rules, status
from hooks.assets import references, tls_files
from hooks.kinds.thanosruler import ThanosRuler
from hooks.names import GROUP
from hooks.parents import paused
from hooks.parents.related import Resource, Selectors, named, selected, siblings
from hooks.parents.workload import ASSETS_LIMIT, heads, observed, own_assets, secret, settled, sharded, shared_service, workload_status
from hooks.prometheus_yaml.thanos_ruler import remote_write_file
from hooks.protocol import Manifest, RelatedRule, SyncRequest, SyncResponse
from hooks.settings import Settings
from hooks.source import Source
from hooks.workloads import names, web_config
from hooks.workloads import thanos_ruler as workload
from hooks.workloads.context import WorkloadContext
from hooks.workloads.input_hash import input_hash
from hooks.workloads.labels import child_metadata
from hooks.workloads.prometheus import replicas
from hooks.workloads.thanos_ruler import WEB_CONFIG_DIR
from hooks.workloads.thanos_ruler_flags import REMOTE_WRITE

Parent = ThanosRuler
OWN = Resource(f"{GROUP}/v1", "thanosrulers")
RULES = Resource(f"{GROUP}/v1", "prometheusrules")


def customize(parent: ThanosRuler) -> tuple[RelatedRule, ...]:
    """The rules that it evaluates, by its selectors; what it references, by name; its siblings."""
    own = parent.metadata.namespace
    wanted = Selectors(parent.spec.rule_selector, parent.spec.rule_namespace_selector, own)
    return (*selected(RULES, wanted), *named(references(parent, own)), *siblings(OWN, own))


def sync(request: SyncRequest[ThanosRuler], settings: Settings, *, now: datetime) -> SyncResponse:
    """Rules, remote write, StatefulSet, the governing Service, and the status."""
    parent = request.parent
    if parent.spec.paused:
        return paused.response(request)
    own = own_assets(parent, request.related)
    rule_files = rules.selected(parent, request.related, workload.thanos_version(parent, settings))
    rule_maps = _rule_maps(request, rule_files, settings)
    remote_write, dropped = remote_write_file(parent, settings, Source(parent.metadata.namespace, own))
    files = sharded(tls_files(parent, parent.metadata.namespace, own), ASSETS_LIMIT)
    assets = {f"{names.tls_assets(parent)}-{index}": part for index, part in enumerate(files)}
    ctx = _context(parent, rule_maps, tuple(assets), settings)
    stateful_sets = observed(request.children, "StatefulSet.apps/v1")
    kept, problems = settled((workload.stateful_set(parent, ctx),), stateful_sets)
    secrets: dict[str, Mapping[str, bytes]] = {workload.config_secret_name(parent): {REMOTE_WRITE.key or "": remote_write.encode()}, **assets}
    children = (
        *(secret(child_metadata(parent, name, settings), data) for name, data in secrets.items()),
        web_config.web_config_secret(parent, WEB_CONFIG_DIR, settings),
        *rule_maps,
        *shared_service(parent, request.related, OWN, settings),
        *kept,
    )
    marked = tuple(map(status.marked, children))
    pods = (status.Shard(names.prefixed(parent), replicas(parent.spec.replicas), stateful_sets.get(names.prefixed(parent))),)
    findings = (*(drop.finding for drop in dropped), *workload.left_out(parent, ctx))
    verdicts = {
        "Available": status.availability(parent.metadata.namespace, pods),
        "Reconciled": status.reconciled(marked, heads(request.children), problems),
        "ConfigurationComplete": status.complete(rule_files.judgements, findings),
    }
    return SyncResponse(children=marked, status=workload_status(parent, verdicts, pods, now), findings=findings, judgements=rule_files.judgements)


def _rule_maps(request: SyncRequest[ThanosRuler], rule_files: rules.RuleFiles, settings: Settings) -> tuple[Manifest, ...]:
    parent = request.parent
    owner = rules.Owner(names.prefixed(parent), parent.metadata.namespace, {**settings.labels, "thanos-ruler-name": parent.metadata.name})
    return rules.config_maps(rule_files.files, observed(request.children, "ConfigMap.v1").values(), owner, "sidecar")


def _context(parent: ThanosRuler, rule_maps: tuple[Manifest, ...], tls_asset_secrets: tuple[str, ...], settings: Settings) -> WorkloadContext:
    folders = tuple(each["metadata"]["name"] for each in rule_maps)
    return WorkloadContext(
        settings=settings,
        input_hash=input_hash(parent, settings, folders, tls_asset_secrets),
        rule_config_maps=folders,
        tls_asset_secrets=tls_asset_secrets,
    )
