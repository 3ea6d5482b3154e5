"""Alertmanager as a parent: the user's Secret, checked, becomes the generated one; StatefulSet, the governing Service, and the status."""

from datetime import datetime

import msgspec

from hooks import status
from hooks.alertmanager_yaml.secret import generated, user_secret
from hooks.assets import references
from hooks.kinds.alertmanager import Alertmanager
from hooks.names import GROUP
from hooks.parents import paused
from hooks.parents.related import Resource, named, named_secret, siblings
from hooks.parents.workload import heads, observed, secret, settled, shared_service, workload_status
from hooks.protocol import Manifest, RelatedRule, SyncRequest, SyncResponse
from hooks.settings import Settings
from hooks.workloads import alertmanager as workload
from hooks.workloads import alertmanager_flags, cluster_tls, names, web_config
from hooks.workloads.context import WorkloadContext
from hooks.workloads.input_hash import input_hash
from hooks.workloads.labels import child_metadata

Parent = Alertmanager
OWN = Resource(f"{GROUP}/v1", "alertmanagers")


def customize(parent: Alertmanager) -> tuple[RelatedRule, ...]:
    """Its configuration Secret and what else it references, by name; its siblings."""
    own = parent.metadata.namespace
    return (named_secret(own, user_secret(parent)), *named(references(parent, own)), *siblings(OWN, own))


def sync(request: SyncRequest[Alertmanager], settings: Settings, *, now: datetime) -> SyncResponse:
    """The generated configuration, the StatefulSet with its Secrets, the governing Service, and the status."""
    parent = request.parent
    if parent.spec.paused:
        return paused.response(request)
    ctx = WorkloadContext(settings=settings, input_hash=input_hash(parent, settings), tls_asset_secrets=(f"{names.tls_assets(parent)}-0",))
    stateful_sets = observed(request.children, "StatefulSet.apps/v1")
    kept, problems = settled((workload.stateful_set(parent, ctx),), stateful_sets)
    config = generated(parent, _configuration(request), workload.alertmanager_version(parent, settings))
    children = tuple(
        map(
            status.marked,
            (
                secret(child_metadata(parent, workload.generated_secret_name(parent), settings), config),
                secret(child_metadata(parent, ctx.tls_asset_secrets[0], settings), {}),
                web_config.web_config_secret(parent, alertmanager_flags.WEB_CONFIG_DIR, settings),
                cluster_tls.cluster_tls_secret(parent, settings),
                *shared_service(parent, request.related, OWN, settings),
                *kept,
            ),
        )
    )
    pods = (status.Shard(names.prefixed(parent), alertmanager_flags.replicas(parent.spec), stateful_sets.get(names.prefixed(parent))),)
    verdicts = {
        "Available": status.availability(parent.metadata.namespace, pods),
        "Reconciled": status.reconciled(children, heads(request.children), problems),
        "ConfigurationComplete": status.complete((), (), workload.left_out(parent, ctx)),
    }
    selector = ",".join(f"{label}={value}" for label, value in sorted(workload.selector(parent, ctx).items()))
    return SyncResponse(children=children, status=workload_status(parent, verdicts, pods, now) | {"selector": selector})


def _configuration(request: SyncRequest[Alertmanager]) -> Manifest | None:
    key = f"{request.parent.metadata.namespace}/{user_secret(request.parent)}"
    raw = request.related.get("Secret.v1", {}).get(key)
    return None if raw is None else msgspec.json.decode(raw)
