"""A small world for the tests: ServiceMonitors that keep a copy of a Secret, a Prometheus that lists the copies; both real hook functions."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from hooks.loop.controllers import Controller, controllers
from hooks.loop.hooks import Synced
from hooks.loop.loop import Loop
from hooks.protocol import Manifest

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
GROUP = "monitoring.coreos.com/v1"

Hook = Callable[[Mapping[str, Any]], Any]


def document(kind: str, resource: str, children: tuple[str, ...], **spec: Any) -> Manifest:
    hook = {"version": "v2", "webhook": {"url": f"http://127.0.0.1:8080/{kind}/sync"}}
    return {
        "apiVersion": "metacontroller.k8s.io/v1alpha1",
        "kind": "CompositeController",
        "metadata": {"name": f"small-{kind}"},
        "spec": {
            "generateSelector": True,
            "parentResource": {"apiVersion": GROUP, "resource": resource, "ignoreStatusChanges": True},
            "childResources": [{"apiVersion": "v1", "resource": child, "updateStrategy": {"method": "InPlace"}} for child in children],
            "hooks": {"customize": hook, "sync": hook},
            **spec,
        },
    }


CONTROLLERS: tuple[Controller, ...] = controllers(
    [document("prometheus", "prometheuses", ("secrets", "configmaps")), document("servicemonitor", "servicemonitors", ("secrets",))]
)


class SmallHooks:
    """Python functions as hooks; remembers who was asked."""

    def __init__(self, **hooks: Hook) -> None:
        self.hooks = {"servicemonitor_customize": monitor_rules, "servicemonitor_sync": monitor_answer, **hooks}
        self.asked: list[str] = []

    def customize(self, kind: str, body: bytes) -> bytes:
        return self._answer(f"{kind}_customize", body, {"relatedResources": []})

    def sync(self, kind: str, body: bytes, now: datetime) -> Synced:
        return Synced(self._answer(f"{kind}_sync", body, {"children": [], "status": {}}))

    def _answer(self, name: str, body: bytes, default: Any) -> bytes:
        request = json.loads(body)
        self.asked.append(f"{name} {request['parent']['metadata']['name']}")
        answer = self.hooks[name](request) if name in self.hooks else default
        return answer if isinstance(answer, bytes) else json.dumps(answer).encode()


def monitor_rules(request: Mapping[str, Any]) -> Any:
    """The Secret that the monitor names."""
    parent = request["parent"]
    return {
        "relatedResources": [{"apiVersion": "v1", "resource": "secrets", "namespace": parent["metadata"]["namespace"], "names": [parent["spec"]["secret"]]}]
    }


def monitor_answer(request: Mapping[str, Any]) -> Any:
    """A copy of it; no Secret, no copy."""
    copies = [
        {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": f"{request['parent']['metadata']['name']}-copy", "labels": {"copy": "true"}},
            "data": found["data"],
        }
        for found in request["related"]["Secret.v1"].values()
    ]
    return {"children": copies, "status": {"copies": len(copies)}}


def copies_rules(request: Mapping[str, Any]) -> Any:
    """All copies, everywhere."""
    return {"relatedResources": [{"apiVersion": "v1", "resource": "secrets", "labelSelector": {"matchLabels": {"copy": "true"}}}]}


def copies_answer(request: Mapping[str, Any]) -> Any:
    """A ConfigMap that lists them."""
    names = ",".join(sorted(request["related"]["Secret.v1"]))
    name = f"list-{request['parent']['metadata']['name']}"
    return {"children": [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}, "data": {"names": names}}], "status": {}}


def world(**hooks: Hook) -> tuple[Loop, SmallHooks]:
    small = SmallHooks(**hooks)
    return Loop(CONTROLLERS, small, lambda: NOON), small


def whole_world() -> tuple[Loop, SmallHooks]:
    return world(prometheus_customize=copies_rules, prometheus_sync=copies_answer)


def monitor(name: str = "web", secret: str = "login", namespace: str = "team", **metadata: Any) -> Manifest:
    return {"apiVersion": GROUP, "kind": "ServiceMonitor", "metadata": {"namespace": namespace, "name": name, **metadata}, "spec": {"secret": secret}}


def prometheus(name: str = "main", namespace: str = "mon") -> Manifest:
    return {"apiVersion": GROUP, "kind": "Prometheus", "metadata": {"namespace": namespace, "name": name}, "spec": {}}


def secret(name: str = "login", namespace: str = "team", **texts: str) -> Manifest:
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"namespace": namespace, "name": name}, "stringData": texts or {"password": "one"}}
