"""Which objects this installation serves, and which it looks at: several may share a cluster, also with prometheus-operator, whose settings these are.

A 200 cannot say "leave it": its status replaces the old one, which another operator may be writing just now, and a 4xx is an event and an error each time.
Metacontroller takes 429 with ``Retry-After`` as what is meant: children and status stay as they are, no event, ask later. Only where nobody has written a
status yet, ours says why nothing happens.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from hooks.errors import NotOurs
from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.alertmanagerconfig import AlertmanagerConfig
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.thanosruler import ThanosRuler
from hooks.names import CONTROLLER_ID
from hooks.parents import untouched
from hooks.protocol import Manifest, Objects, SyncRequest, SyncResponse
from hooks.selection.label_query import selector
from hooks.selection.labels import matches
from hooks.settings import Settings
from hooks.status import Verdict

REASON = "OutOfScope"
_INSTANCES: Mapping[type[Any], str] = {
    Prometheus: "prometheus_instance",
    PrometheusAgent: "prometheus_instance",
    Alertmanager: "alertmanager_instance",
    ThanosRuler: "thanos_ruler_instance",
}
"""The workloads, and how the settings begin that they have to themselves."""
_CONFIGS, _CONFIG_SETTINGS = "AlertmanagerConfig.monitoring.coreos.com/v1alpha1", "alertmanager_config"


def outside(parent: Any, settings: Settings) -> str:
    """Why ``parent`` is not served here; empty where it is.

    Workloads without the annotation are those of the installation without an identity; what they select is everybody's, unless it says otherwise.
    """
    kind = type(parent)
    start = _CONFIG_SETTINGS if kind is AlertmanagerConfig else _INSTANCES.get(kind, "")
    identity = parent.metadata.annotations.get(CONTROLLER_ID, "")
    if identity != settings.controller_id and (identity or kind in _INSTANCES):
        return f'its annotation {CONTROLLER_ID} is "{identity}", what is served here has "{settings.controller_id}"'
    if not _is_open(parent.metadata.namespace, settings, start):
        return f"its namespace {parent.metadata.namespace} is not served here"
    wanted = getattr(settings, f"{start}_selector", "")
    if wanted and not matches(selector(wanted, f"{start}_selector"), parent.metadata.labels):
        return f"its labels do not match {wanted}, as all do that is served here"
    return ""


def response(request: SyncRequest[Any], reason: str, now: datetime) -> SyncResponse:
    """Children as they are, and a status that says ``reason``. NotOurs where the object has a status already: it may be another operator's."""
    old: Manifest = {} if request.parent.status is None else msgspec.to_builtins(request.parent.status)
    if old.get("bindings") or any(condition.get("reason") != REASON for condition in old.get("conditions", ())):
        raise NotOurs(reason)
    return untouched.response(request, Verdict("Unknown", REASON, reason), now)


def visible(related: Objects, own: str, settings: Settings) -> Objects:
    """The objects that this installation looks at; those in the ``own`` namespace of a parent that is served are always among them."""
    if not any(getattr(settings, name) for name in ("namespaces", "deny_namespaces", f"{_CONFIG_SETTINGS}_namespaces")):
        return related
    return {group: {key: raw for key, raw in objects.items() if _is_seen(group, key, own, settings)} for group, objects in related.items()}


def _is_seen(group: str, key: str, own: str, settings: Settings) -> bool:
    namespace = key.rpartition("/")[0]
    return not namespace or namespace == own or _is_open(namespace, settings, _CONFIG_SETTINGS if group == _CONFIGS else "")


def _is_open(namespace: str, settings: Settings, start: str) -> bool:
    """Whether anything in ``namespace`` counts; ``start`` is how the settings begin that come before the general ones."""
    allowed = getattr(settings, f"{start}_namespaces", ()) or settings.namespaces
    if allowed:
        return namespace in allowed
    return namespace not in settings.deny_namespaces
