"""A parent for which nothing is done: its children stay as they are, and its status says why."""

from datetime import datetime
from typing import Any

import msgspec

from hooks import status
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.thanosruler import ThanosRuler
from hooks.parents.ownership import echo
from hooks.protocol import Manifest, SyncRequest, SyncResponse

CLEAN_UP = "monitoring.coreos.com/status-cleanup"
"""The finalizer by which prometheus-operator takes its entries out of statuses. Once it is gone, nobody else removes it."""


def response(request: SyncRequest[Any], verdict: status.Verdict, now: datetime) -> SyncResponse:
    """The children as observed and the status as it was, but for the condition that says whether the parent is served."""
    parent = request.parent
    old: Manifest = {} if parent.status is None else msgspec.to_builtins(parent.status)
    name = "Reconciled" if isinstance(parent, Prometheus | PrometheusAgent | Alertmanager | ThanosRuler) else "Accepted"
    before = old.get("conditions", [])
    conditions = status.conditions({name: verdict}, parent.metadata.generation, before, now)
    kept = [condition for condition in before if condition["type"] != name]
    children = tuple(echo(msgspec.json.decode(raw)) for _, group in sorted(request.children.items()) for _, raw in sorted(group.items()))
    return SyncResponse(children=children, status={**old, "conditions": [*kept, *conditions]})


def being_deleted(finalizers: tuple[str, ...]) -> status.Verdict:
    """Of a parent that is being deleted: who keeps it, and how to get rid of what nobody removes any more."""
    keeps = f", {', '.join(finalizers)} still keeps it" if finalizers else ""
    remedy = "; only prometheus-operator removes that finalizer, without it run promhooks migrate take --all" if CLEAN_UP in finalizers else ""
    return status.Verdict("False", "BeingDeleted", f"it is being deleted and no longer served{keeps}{remedy}")
