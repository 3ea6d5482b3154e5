"""ThanosRuler as a parent: rules in ConfigMaps, remote write in a Secret, StatefulSet, the governing Service, and the status."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from hooks import rules
from hooks.assets import references, tls_files
from hooks.kinds.selectors import Selectors
from hooks.kinds.thanosruler import ThanosRuler
from hooks.names import GROUP
from hooks.parents import serving, unselected
from hooks.parents.related import RelatedKind, named, selected, siblings
from hooks.parents.serving import Made
from hooks.parents.view import View
from hooks.parents.workload import ASSETS_LIMIT, observed, secret, sharded, shared_service
from hooks.prometheus_yaml import origins
from hooks.prometheus_yaml.thanos_ruler import relabeling_findings, remote_write_file
from hooks.protocol import Manifest, RelatedRule, SyncRequest, SyncResponse
from hooks.settings import Settings
from hooks.source import Source
from hooks.status import PodSet
from hooks.workloads import names, web_config
from hooks.workloads import thanos_ruler as workload
from hooks.workloads.context import WorkloadContext
from hooks.workloads.input_hash import input_hash
from hooks.workloads.labels import child_metadata
from hooks.workloads.prometheus import replicas
from hooks.workloads.thanos_ruler import WEB_CONFIG_DIR
from hooks.workloads.thanos_ruler_flags import REMOTE_WRITE

Parent = ThanosRuler
OWN = RelatedKind(f"{GROUP}/v1", "thanosrulers")
RULES = RelatedKind(f"{GROUP}/v1", "prometheusrules")


def customize(parent: ThanosRuler) -> tuple[RelatedRule, ...]:
    """The rules that it evaluates, by its selectors; what it references, by name; its siblings."""
    own = parent.metadata.namespace
    wanted = Selectors(parent.spec.rule_selector, parent.spec.rule_namespace_selector)
    return (*selected(RULES, wanted, own), *named(references(parent, own)), *siblings(OWN, own), *serving.related_rules(parent))


def sync(request: SyncRequest[ThanosRuler], settings: Settings, *, now: datetime) -> SyncResponse:
    """Rules, remote write, StatefulSet, the governing Service, and the status."""
    view = View.of(request, settings, now)
    return serving.response(view, _pods(view), _made)


def _made(view: View[ThanosRuler]) -> Made:
    parent, settings = view.parent, view.settings
    maps = observed(view.children, "ConfigMap.v1").values()
    rule_files = rules.selected(parent, view.related, workload.thanos_version(parent, settings), settings, maps)
    rule_maps = _rule_maps(view, rule_files, maps)
    remote_write, dropped = remote_write_file(parent, settings, Source(parent.metadata.namespace, view.assets))
    files = sharded(tls_files(parent, parent.metadata.namespace, view.assets), ASSETS_LIMIT)
    assets = {f"{names.tls_assets(parent)}-{index}": part for index, part in enumerate(files)}
    secrets: dict[str, Mapping[str, bytes]] = {workload.config_secret_name(parent): {REMOTE_WRITE.key or "": remote_write.encode()}, **assets}
    ctx = _context(parent, rule_maps, tuple(assets), settings)
    return Made(
        children=(
            *(secret(child_metadata(parent, name, settings), data) for name, data in secrets.items()),
            web_config.web_config_secret(parent, WEB_CONFIG_DIR, settings),
            *rule_maps,
            *shared_service(parent, view.related, OWN, settings),
        ),
        workloads=(workload.stateful_set(parent, ctx),),
        judgements=rule_files.judgements,
        findings=(
            *(origins.in_workload(drop.finding, parent) for drop in dropped),
            *relabeling_findings(parent, settings, view.assets),
            *workload.left_out(parent, ctx),
        ),
        remark=unselected.verdict(parent, rule_files.judgements),
        notes=unselected.findings(parent, rule_files.judgements),
    )


def _pods(view: View[ThanosRuler]) -> tuple[PodSet, ...]:
    name = names.prefixed(view.parent)
    return (PodSet(name, replicas(view.parent.spec.replicas), view.workloads.get(name)),)


def _rule_maps(view: View[ThanosRuler], rule_files: rules.RuleFiles, seen: Iterable[Manifest]) -> tuple[Manifest, ...]:
    parent = view.parent
    owner = rules.Owner(names.prefixed(parent), parent.metadata.namespace, {**view.settings.labels, "thanos-ruler-name": parent.metadata.name})
    return rules.config_maps(rule_files.files, seen, owner, "sidecar")


def _context(parent: ThanosRuler, rule_maps: tuple[Manifest, ...], tls_asset_secrets: tuple[str, ...], settings: Settings) -> WorkloadContext:
    folders = tuple(each["metadata"]["name"] for each in rule_maps)
    return WorkloadContext(
        settings=settings,
        input_hash=input_hash(parent, settings, folders, tls_asset_secrets),
        rule_config_maps=folders,
        tls_asset_secrets=tls_asset_secrets,
    )
