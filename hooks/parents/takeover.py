"""Children that another operator has made, or still has a part in.

Metacontroller takes its owner reference off a child without its label, and shows it as a child no more. The pods run on it all the same: what it holds
counts as what is running, and applying it by its name makes it a child again. Two managers of one child are worse than none: what we remove stays.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.thanosruler import ThanosRuler
from hooks.modes import on_every_node
from hooks.names import shard_name
from hooks.parents.ownership import changed, co_owners, is_foreign
from hooks.parents.related import SECRETS, RelatedKind
from hooks.protocol import Manifest, Objects, RelatedRule
from hooks.shards import active_shards
from hooks.status import Verdict
from hooks.workloads import slots
from hooks.workloads.alertmanager import generated_secret_name
from hooks.workloads.names import Workload, prefixed, tls_assets

WORKLOADS = ("StatefulSet.apps/v1", "DaemonSet.apps/v1")
_SECRETS = "Secret.v1"
_STATEFUL_SETS, _DAEMON_SETS = RelatedKind("apps/v1", "statefulsets"), RelatedKind("apps/v1", "daemonsets")
_CONFIG_VOLUME = ("f:spec", "f:template", "f:spec", "f:volumes", 'k:{"name":"config"}', "f:secret")


def related_rules(parent: Workload) -> tuple[RelatedRule, ...]:
    """The StatefulSets, and the Secrets with configuration and TLS files, by name.

    The Secrets are large and would come twice with each request, so not once ours have been seen as children (Metacontroller asks again for a new
    generation, and every 20 minutes). Should they be taken away after that, only what waits for its values in that moment is missed.
    """
    own = parent.metadata.namespace
    named = ((_workload_kind(parent), _workload_names(parent)), (SECRETS, () if _has_been_applied(parent) else _secret_names(parent)))
    return tuple(RelatedRule(api_version=kind.api_version, resource=kind.plural, namespace=own, names=names) for kind, names in named if names)


def found(parent: Workload, children: Objects, related: Objects) -> Objects:
    """The children, and what lies under their names without being one.

    Secrets count only where there is a StatefulSet: that is what pods run on. Without pods, anybody could have put them there.
    """
    own = parent.metadata.namespace
    workloads = {group: {**_named(related.get(group, {}), own, _workload_names(parent)), **children.get(group, {})} for group in WORKLOADS}
    secrets = _named(related.get(_SECRETS, {}), own, _secret_names(parent)) if any(workloads.values()) else {}
    return {**children, **workloads, _SECRETS: {**secrets, **children.get(_SECRETS, {})}}


def keeps_sidecar(workloads: Iterable[Manifest]) -> bool:
    """Whether another manager has the volume from which the config-reloader reads: natively the API server would refuse the pods, which read on there."""
    return any(is_foreign(workload, *_CONFIG_VOLUME) for workload in workloads)


def problems(parent: Workload, desired: Sequence[Manifest], there: Objects) -> Iterator[Verdict]:
    """What keeps children from being what is desired: fields that others have in them, and values that others have changed."""
    wanted = {(child["kind"], child["metadata"]["name"]): child for child in desired}
    raws = [raw for _, group in sorted(there.items()) for _, raw in sorted(group.items())]
    heads = [(head, raw) for raw in raws if (head := _head.decode(raw)) and (head.kind, head.name) in wanted]
    shared = {str(head): managers for head, _ in heads if (managers := co_owners(head.manifest))}
    if shared:
        yield Verdict("False", "CoOwned", _co_owned(parent, shared))
    edited = {str(head): managers for head, raw in heads if (managers := _editors(wanted[head.kind, head.name], head, raw))}
    if edited:
        yield Verdict("False", "ChangedByOthers", f"{_managers(edited)} changed {', '.join(edited)}, it is being set back")


class _Head(msgspec.Struct, frozen=True):
    """By what a child is recognised, and who has which of its fields; the rest of it is not decoded."""

    kind: str
    metadata: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.metadata["name"])

    @property
    def manifest(self) -> Manifest:
        return {"metadata": self.metadata}

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


_head = msgspec.json.Decoder(_Head)


def _editors(wanted: Manifest, head: _Head, raw: msgspec.Raw) -> tuple[str, ...]:
    return changed(wanted, msgspec.json.decode(raw)) if len(head.metadata.get("managedFields") or ()) > 1 else ()


def _co_owned(parent: Workload, shared: Mapping[str, tuple[str, ...]]) -> str:
    command = f"promhooks migrate take {type(parent).__name__.lower()}/{parent.metadata.namespace}/{parent.metadata.name}"
    native = ", and reloading without the sidecar waits" if isinstance(parent, Prometheus | PrometheusAgent) else ""
    return f"{_managers(shared)} has fields of {', '.join(shared)} too: what is removed there stays{native}; run {command}"


def _managers(children: Mapping[str, tuple[str, ...]]) -> str:
    return " and ".join(sorted({manager for managers in children.values() for manager in managers}))


def _named(group: Mapping[str, msgspec.Raw], namespace: str, names: Iterable[str]) -> dict[str, msgspec.Raw]:
    keys = (f"{namespace}/{name}" for name in names)
    return {key: group[key] for key in keys if key in group}


def _has_been_applied(parent: Workload) -> bool:
    """Whether the status says that every child was seen as desired; only ours says whether the configuration is complete."""
    said = {each.type: each.status for each in parent.status.conditions} if parent.status else {}
    return said.get("Reconciled") == "True" and "ConfigurationComplete" in said


def _workload_kind(parent: Workload) -> RelatedKind:
    return _DAEMON_SETS if isinstance(parent, PrometheusAgent) and on_every_node(parent) else _STATEFUL_SETS


def _workload_names(parent: Workload) -> tuple[str, ...]:
    if isinstance(parent, Alertmanager | ThanosRuler) or on_every_node(parent):
        return (prefixed(parent),)
    return tuple(shard_name(prefixed(parent), shard) for shard in range(active_shards(parent.spec)))


def _secret_names(parent: Workload) -> tuple[str, ...]:
    """The Secrets from which what was good so far is read; a ThanosRuler needs none of it."""
    if isinstance(parent, ThanosRuler):
        return ()
    configs = (generated_secret_name(parent),) if isinstance(parent, Alertmanager) else _workload_names(parent)
    return (*configs, *(f"{tls_assets(parent)}-{index}" for index in range(slots.TLS[0])))
