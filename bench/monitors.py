"""Generated ServiceMonitors with the variety of a real cluster: endpoints, TLS, relabelings, selectors, limits; always the same ones."""

import base64
from random import Random
from typing import Any

import msgspec

from hooks.assets import Assets, asset_secret, references
from hooks.kinds.servicemonitor import ServiceMonitor

Manifest = dict[str, Any]

TEAMS = ("payments", "search", "checkout", "platform", "identity", "mail", "ledger", "catalog")


def service_monitor(number: int) -> Manifest:
    """The ServiceMonitor with that number, in one of 200 namespaces of eight teams."""
    random = Random(number)
    team, name = random.choice(TEAMS), f"app-{number}"
    labels = {"app.kubernetes.io/name": name, "app.kubernetes.io/part-of": team, "team": team}
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "ServiceMonitor",
        "metadata": {
            "name": name,
            "namespace": f"{team}-{number % 200}",
            "uid": f"00000000-0000-4000-8000-{number:012d}",
            "generation": 1 + number % 5,
            "resourceVersion": str(1_000_000 + number),
            "creationTimestamp": "2026-01-01T00:00:00Z",
            "labels": labels,
            "annotations": {"meta.helm.sh/release-name": name, "meta.helm.sh/release-namespace": f"{team}-{number % 200}"},
            "managedFields": [{"manager": "helm", "operation": "Update", "apiVersion": "monitoring.coreos.com/v1", "fieldsType": "FieldsV1", "fieldsV1": {}}],
        },
        "spec": _spec(name, team, random),
    }


def _spec(name: str, team: str, random: Random) -> Manifest:
    spec: Manifest = {
        "selector": {"matchLabels": {"app.kubernetes.io/name": name}},
        "endpoints": [_endpoint(index, random) for index in range(random.choice((1, 1, 1, 2)))],
    }
    if random.random() < 0.3:
        spec["namespaceSelector"] = {"matchNames": [f"{team}-{random.randrange(200)}"]}
    if random.random() < 0.2:
        spec["selector"]["matchExpressions"] = [{"key": "track", "operator": "NotIn", "values": ["canary", "test"]}]
    if random.random() < 0.2:
        spec |= {"sampleLimit": 10_000, "targetLimit": 100}
    if random.random() < 0.3:
        spec["jobLabel"] = "app.kubernetes.io/name"
    if random.random() < 0.2:
        spec["podTargetLabels"] = ["version", "app.kubernetes.io/component"]
    return spec


def _endpoint(index: int, random: Random) -> Manifest:
    endpoint: Manifest = {"port": ("http-metrics", "metrics", "admin")[index % 3], "interval": random.choice(("15s", "30s", "1m"))}
    if random.random() < 0.3:
        endpoint["path"] = random.choice(("/metrics/cadvisor", "/actuator/prometheus", "/federate"))
    if random.random() < 0.2:
        endpoint |= {"scheme": "https", "tlsConfig": {"insecureSkipVerify": True, "serverName": "app.example"}}
    if random.random() < 0.1:
        endpoint["basicAuth"] = {"username": {"name": "scrape", "key": "user"}, "password": {"name": "scrape", "key": "password"}}
    if random.random() < 0.3:
        endpoint["relabelings"] = [{"sourceLabels": ["__meta_kubernetes_pod_node_name"], "targetLabel": "node", "action": "replace"}]
    if random.random() < 0.3:
        endpoint["metricRelabelings"] = [{"sourceLabels": ["__name__"], "regex": "go_gc_.*|process_.*", "action": "drop"}]
    return endpoint


def asset(monitor: Manifest) -> Manifest | None:
    """The asset Secret of a ServiceMonitor with credentials, as Metacontroller has applied it; ``None`` for one without."""
    obj = msgspec.convert(monitor, ServiceMonitor)
    login = {"kind": "Secret", "metadata": {"namespace": obj.metadata.namespace, "name": "scrape"}, "data": {"user": _encoded("me"), "password": _encoded("x")}}
    made = asset_secret("ServiceMonitor", obj, references(obj, obj.metadata.namespace), Assets.of([login]))
    if made is None:
        return None
    owner = {"kind": "ServiceMonitor", "name": obj.metadata.name, "uid": obj.metadata.uid, "controller": True}
    return {**made, "metadata": {**made["metadata"], "ownerReferences": [owner]}}


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
