"""Alertmanager as a parent: the user's Secret and AlertmanagerConfigs become the generated Secret; StatefulSet, the governing Service, and the status."""

import base64
from collections.abc import Mapping
from datetime import datetime

import msgspec

from hooks import names as general_names
from hooks.alertmanager_yaml.secret import Generated, Given, configuration, user_secret
from hooks.assets import references
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.selectors import Selectors
from hooks.names import GROUP
from hooks.parents import serving
from hooks.parents.related import SECRETS, RelatedKind, named, named_object, selected_assets, siblings
from hooks.parents.related import selected as selected_rules
from hooks.parents.serving import Made
from hooks.parents.view import View
from hooks.parents.workload import ASSETS_LIMIT, pod_selector, secret, sharded, shared_service
from hooks.protocol import Manifest, RelatedRule, SyncRequest, SyncResponse
from hooks.settings import Settings
from hooks.status import PodSet
from hooks.workloads import alertmanager as workload
from hooks.workloads import alertmanager_flags, cluster_tls, names, web_config
from hooks.workloads.context import WorkloadContext
from hooks.workloads.input_hash import input_hash
from hooks.workloads.labels import child_metadata

Parent = Alertmanager
OWN = RelatedKind(f"{GROUP}/v1", "alertmanagers")
CONFIGS = RelatedKind(f"{GROUP}/v1alpha1", "alertmanagerconfigs")
KIND = "AlertmanagerConfig"


def customize(parent: Alertmanager) -> tuple[RelatedRule, ...]:
    """Its configuration Secret and what else it references, by name; AlertmanagerConfigs and their assets, by its selectors or by name; its siblings."""
    spec, own = parent.spec, parent.metadata.namespace
    wanted = Selectors(spec.alertmanager_config_selector, spec.alertmanager_config_namespace_selector)
    root = spec.alertmanager_configuration.name if spec.alertmanager_configuration else None
    by_name = (named_object(CONFIGS, own, root), named_object(SECRETS, own, general_names.asset_secret(KIND, root))) if root else ()
    return (
        named_object(SECRETS, own, user_secret(parent)),
        *named(references(parent, own)),
        *selected_rules(CONFIGS, wanted, own),
        *selected_assets(KIND, wanted, own),
        *by_name,
        *siblings(OWN, own),
        *serving.related_rules(parent),
    )


def sync(request: SyncRequest[Alertmanager], settings: Settings, *, now: datetime) -> SyncResponse:
    """The generated configuration, the StatefulSet with its Secrets, the governing Service, and the status."""
    view = View.of(request, settings, now)
    return serving.response(view, _pods(view), _made)


def _made(view: View[Alertmanager]) -> Made:
    parent, settings = view.parent, view.settings
    config = _configuration(view)
    assets = _tls_assets(view, config)
    ctx = WorkloadContext(settings=settings, input_hash=input_hash(parent, settings, (), tuple(assets)), tls_asset_secrets=tuple(assets))
    return Made(
        children=(
            *(secret(child_metadata(parent, name, settings), data) for name, data in ({workload.generated_secret_name(parent): config.data} | assets).items()),
            web_config.web_config_secret(parent, alertmanager_flags.WEB_CONFIG_DIR, settings),
            cluster_tls.cluster_tls_secret(parent, settings),
            *shared_service(parent, view.related, OWN, settings),
        ),
        workloads=(workload.stateful_set(parent, ctx),),
        judgements=config.judgements,
        findings=(*config.findings, *workload.left_out(parent, ctx)),
        selector=pod_selector(workload.selector(parent, ctx)),
    )


def _pods(view: View[Alertmanager]) -> tuple[PodSet, ...]:
    name = names.prefixed(view.parent)
    return (PodSet(name, alertmanager_flags.replicas(view.parent.spec), view.workloads.get(name)),)


def _configuration(view: View[Alertmanager]) -> Generated:
    """What it is made of now; while something waits for its values what is there says what that was before."""
    parent = view.parent
    before = view.found["Secret.v1"].get(f"{parent.metadata.namespace}/{workload.generated_secret_name(parent)}")
    given = Given(
        version=workload.alertmanager_version(parent, view.settings),
        secret=_user_secret(view),
        related=view.related,
        own=view.assets,
        before={} if before is None else _data(before),
        judge=view.settings.judge,
    )
    return configuration(parent, given)


def _tls_assets(view: View[Alertmanager], config: Generated) -> dict[str, Mapping[str, bytes]]:
    """TLS files, those included that are there and that something which is kept from before still needs."""
    start = names.tls_assets(view.parent)
    there = _files_that_are_there(view, start) if config.kept_files else {}
    before = {name: value for name, value in there.items() if name in config.kept_files}
    return {f"{start}-{index}": part for index, part in enumerate(sharded({**before, **config.tls_files}, ASSETS_LIMIT))}


def _files_that_are_there(view: View[Alertmanager], start: str) -> dict[str, bytes]:
    prefix = f"{view.parent.metadata.namespace}/{start}-"
    found = (raw for key, raw in sorted(view.found["Secret.v1"].items()) if key.startswith(prefix))
    return {name: value for raw in found for name, value in _data(raw).items()}


def _data(raw: msgspec.Raw) -> dict[str, bytes]:
    return {name: base64.b64decode(value) for name, value in (msgspec.json.decode(raw).get("data") or {}).items()}


def _user_secret(view: View[Alertmanager]) -> Manifest | None:
    raw = view.related.get("Secret.v1", {}).get(f"{view.parent.metadata.namespace}/{user_secret(view.parent)}")
    return None if raw is None else msgspec.json.decode(raw)
