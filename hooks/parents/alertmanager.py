"""Alertmanager as a parent: the user's Secret and AlertmanagerConfigs become the generated Secret; StatefulSet, the governing Service, and the status."""

import base64
from collections.abc import Mapping
from datetime import datetime

import msgspec
from msgspec.structs import replace

from hooks import names as general_names
from hooks import status
from hooks.alertmanager_yaml.secret import generated, judged, user_secret
from hooks.alertmanager_yaml.selected import Selection, selected
from hooks.assets import references, tls_files
from hooks.kinds.alertmanager import Alertmanager
from hooks.names import GROUP
from hooks.parents import paused
from hooks.parents.related import SECRETS, Resource, Selectors, named, named_object, selected_assets, siblings
from hooks.parents.related import selected as selected_rules
from hooks.parents.workload import ASSETS_LIMIT, heads, observed, own_assets, secret, settled, sharded, shared_service, workload_status
from hooks.protocol import Manifest, RelatedRule, SyncRequest, SyncResponse
from hooks.settings import Settings
from hooks.workloads import alertmanager as workload
from hooks.workloads import alertmanager_flags, cluster_tls, names, web_config
from hooks.workloads.context import WorkloadContext
from hooks.workloads.input_hash import input_hash
from hooks.workloads.labels import child_metadata

Parent = Alertmanager
OWN = Resource(f"{GROUP}/v1", "alertmanagers")
CONFIGS = Resource(f"{GROUP}/v1alpha1", "alertmanagerconfigs")
KIND = "AlertmanagerConfig"


def customize(parent: Alertmanager) -> tuple[RelatedRule, ...]:
    """Its configuration Secret and what else it references, by name; AlertmanagerConfigs and their assets, by its selectors or by name; its siblings."""
    spec, own = parent.spec, parent.metadata.namespace
    wanted = Selectors(spec.alertmanager_config_selector, spec.alertmanager_config_namespace_selector, own)
    root = spec.alertmanager_configuration.name if spec.alertmanager_configuration else None
    by_name = (named_object(CONFIGS, own, root), named_object(SECRETS, own, general_names.asset_secret(KIND, root))) if root else ()
    return (
        named_object(SECRETS, own, user_secret(parent)),
        *named(references(parent, own)),
        *selected_rules(CONFIGS, wanted),
        *selected_assets(KIND, wanted),
        *by_name,
        *siblings(OWN, own),
    )


def sync(request: SyncRequest[Alertmanager], settings: Settings, *, now: datetime) -> SyncResponse:
    """The generated configuration, the StatefulSet with its Secrets, the governing Service, and the status."""
    parent = request.parent
    if parent.spec.paused:
        return paused.response(request)
    selection = _selection(request, settings)
    assets = _tls_assets(request, selection)
    ctx = WorkloadContext(settings=settings, input_hash=input_hash(parent, settings, (), tuple(assets)), tls_asset_secrets=tuple(assets))
    stateful_sets = observed(request.children, "StatefulSet.apps/v1")
    kept, problems = settled((workload.stateful_set(parent, ctx),), stateful_sets)
    config = {workload.generated_secret_name(parent): _generated(request, selection, settings)}
    children = (
        *(secret(child_metadata(parent, name, settings), data) for name, data in (config | assets).items()),
        web_config.web_config_secret(parent, alertmanager_flags.WEB_CONFIG_DIR, settings),
        cluster_tls.cluster_tls_secret(parent, settings),
        *shared_service(parent, request.related, OWN, settings),
        *kept,
    )
    marked = tuple(map(status.marked, children))
    pods = (status.Shard(names.prefixed(parent), alertmanager_flags.replicas(parent.spec), stateful_sets.get(names.prefixed(parent))),)
    judgements, findings = selection.judgements, workload.left_out(parent, ctx)
    verdicts = {
        "Available": status.availability(parent.metadata.namespace, pods),
        "Reconciled": status.reconciled(marked, heads(request.children), problems),
        "ConfigurationComplete": status.complete(judgements, findings),
    }
    selector = ",".join(f"{label}={value}" for label, value in sorted(workload.selector(parent, ctx).items()))
    done = workload_status(parent, verdicts, pods, now) | {"selector": selector}
    return SyncResponse(children=marked, status=done, findings=findings, judgements=judgements)


def _selection(request: SyncRequest[Alertmanager], settings: Settings) -> Selection:
    """The AlertmanagerConfigs; the one that is the root also sees what ``spec.alertmanagerConfiguration`` itself references."""
    parent = request.parent
    version = workload.alertmanager_version(parent, settings)
    own = own_assets(parent, request.related)
    found = selected(parent, request.related, version)
    root = (found.root[0], found.root[1].merged(own)) if found.root else None
    files = {**found.tls_files, **tls_files(parent, parent.metadata.namespace, own)}
    return judged(parent, _user_secret(request), version, replace(found, root=root, tls_files=files))


def _tls_assets(request: SyncRequest[Alertmanager], selection: Selection) -> dict[str, Mapping[str, bytes]]:
    """TLS files; while something waits also the observed ones, which the configuration that is kept still names."""
    start = names.tls_assets(request.parent)
    before = _observed_files(request, start) if selection.waiting else {}
    return {f"{start}-{index}": part for index, part in enumerate(sharded({**before, **selection.tls_files}, ASSETS_LIMIT))}


def _observed_files(request: SyncRequest[Alertmanager], start: str) -> dict[str, bytes]:
    prefix = f"{request.parent.metadata.namespace}/{start}-"
    found = (raw for key, raw in sorted(request.children.get("Secret.v1", {}).items()) if key.startswith(prefix))
    return {name: value for raw in found for name, value in _data(raw).items()}


def _data(raw: msgspec.Raw) -> dict[str, bytes]:
    return {name: base64.b64decode(value) for name, value in (msgspec.json.decode(raw).get("data") or {}).items()}


def _generated(request: SyncRequest[Alertmanager], selection: Selection, settings: Settings) -> Mapping[str, bytes]:
    """The generated configuration; the observed one while something waits for its values: a healthy route never disappears for an instant."""
    parent = request.parent
    key = f"{parent.metadata.namespace}/{workload.generated_secret_name(parent)}"
    before = request.children.get("Secret.v1", {}).get(key)
    if selection.waiting and before is not None:
        return _data(before)
    return generated(parent, _user_secret(request), workload.alertmanager_version(parent, settings), selection)


def _user_secret(request: SyncRequest[Alertmanager]) -> Manifest | None:
    key = f"{request.parent.metadata.namespace}/{user_secret(request.parent)}"
    raw = request.related.get("Secret.v1", {}).get(key)
    return None if raw is None else msgspec.json.decode(raw)
