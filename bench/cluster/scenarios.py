"""What is in the cluster, and what is changed in it: many monitors, many rules, many AlertmanagerConfigs."""

import base64
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import msgspec

from bench.monitors import TEAMS, service_monitor

Manifest = dict[str, Any]
NAMESPACES = 50
GROUP = "monitoring.coreos.com"


class Change(msgspec.Struct, frozen=True):
    """Something that a user does, and how it is seen in the configuration."""

    method: str
    path: str
    body: Manifest | None
    marker: str
    """Text of the configuration."""
    gone: bool = False
    """The marker disappears."""


class Scenario(msgspec.Struct, frozen=True):
    """Objects of one kind, the workload that selects them, and changes of them."""

    name: str
    parent: Manifest
    child: str
    """Prefix of the children that are read: ``secrets prometheus-main`` or ``configmaps prometheus-main-rulefiles``."""
    plural: str
    """Of the objects."""
    objects: Callable[[int], Iterator[Manifest]]
    """The objects number 0 to ``count`` - 1, and what they reference."""
    entries: Callable[[int], int]
    """How many entries they make in the configuration."""
    entry: str
    """With what an entry begins."""
    changes: Callable[[int, int], dict[str, Change]]
    """``changes(count, round)``: by name of the column."""


def namespace(number: int) -> str:
    """Where the object number ``number`` lives."""
    return f"bench-{number % NAMESPACES}"


def collection(api_version: str, plural: str, namespace: str) -> str:
    """The path of a collection in the API."""
    root = f"/apis/{api_version}" if "/" in api_version else f"/api/{api_version}"
    return f"{root}/namespaces/{namespace}/{plural}"


def _placed(manifest: Manifest, number: int) -> Manifest:
    metadata = {key: value for key, value in manifest["metadata"].items() if key in ("name", "labels", "annotations")}
    return {**manifest, "metadata": {**metadata, "namespace": namespace(number)}}


def monitor(number: int) -> Manifest:
    """A ServiceMonitor; every tenth has credentials, in a Secret of its namespace."""
    made = _placed(service_monitor(number), number)
    for endpoint in made["spec"]["endpoints"]:
        endpoint.pop("basicAuth", None)
    if number % 10 == 0:
        login = f"login-{number}"
        made["spec"]["endpoints"][0]["basicAuth"] = {"username": {"name": login, "key": "user"}, "password": {"name": login, "key": "password"}}
    return made


def login(number: int, password: str = "not-a-real-password") -> Manifest:  # obviously none
    """The Secret of a monitor with credentials."""
    data = {"user": base64.b64encode(b"scraper").decode(), "password": base64.b64encode(password.encode()).decode()}
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": f"login-{number}", "namespace": namespace(number)}, "data": data}


def _monitors(count: int) -> Iterator[Manifest]:
    for number in range(count):
        if number % 10 == 0:
            yield login(number)
        yield monitor(number)


def _monitor_changes(count: int, round_: int) -> dict[str, Change]:
    added = monitor(count + 1 + 10 * round_)
    path = collection(f"{GROUP}/v1", "servicemonitors", added["metadata"]["namespace"])
    edited, rotated = monitor(10 * round_ + 1), 10 * round_
    edited["spec"]["endpoints"][0]["path"] = f"/edited-{round_}"
    name = added["metadata"]["name"]
    return {
        "one added": Change("POST", path, added, f"/{name}/0\n"),
        "one edited": Change("PUT", _path("servicemonitors", edited), edited, f"/edited-{round_}\n"),
        "one Secret rotated": Change(
            "PUT", f"/api/v1/namespaces/{namespace(rotated)}/secrets/login-{rotated}", login(rotated, f"rotated-{round_}-x"), f"rotated-{round_}-x"
        ),
        "one deleted": Change("DELETE", f"{path}/{name}", None, f"/{name}/0\n", gone=True),
    }


def _path(plural: str, manifest: Manifest) -> str:
    metadata = manifest["metadata"]
    return f"{collection(manifest['apiVersion'], plural, metadata['namespace'])}/{metadata['name']}"


def rule(number: int, text: str = "") -> Manifest:
    """A PrometheusRule of twenty rules."""
    random = Random(number)
    rules = [
        {
            "alert": f"Alert{number}x{index}",
            "expr": f'sum by (namespace, pod) (rate(http_requests_total{{job="app-{number}",code=~"5.."}}[5m])) > {random.randrange(1, 50)}',
            "for": "10m",
            "labels": {"severity": random.choice(("warning", "critical")), "team": random.choice(TEAMS)},
            "annotations": {"summary": f"{{{{ $labels.pod }}}} of app-{number} fails{text}", "runbook_url": "https://runbooks.example/high-error-rate"},
        }
        for index in range(20)
    ]
    metadata = {"name": f"rules-{number}", "namespace": namespace(number)}
    return {"apiVersion": f"{GROUP}/v1", "kind": "PrometheusRule", "metadata": metadata, "spec": {"groups": [{"name": f"group-{number}", "rules": rules}]}}


def alertmanager_config(number: int, text: str = "") -> Manifest:
    """An AlertmanagerConfig with a route, a receiver and an inhibition."""
    spec = {
        "route": {"receiver": "hook", "groupBy": ["job"], "matchers": [{"name": "app", "value": f"app-{number}", "matchType": "="}]},
        "receivers": [{"name": "hook", "webhookConfigs": [{"url": f"http://hook.bench-{number % NAMESPACES}.svc/{number}{text}"}]}],
        "inhibitRules": [
            {"sourceMatch": [{"name": "severity", "value": "critical"}], "targetMatch": [{"name": "severity", "value": "warning"}], "equal": ["app"]}
        ],
    }
    metadata = {"name": f"config-{number}", "namespace": namespace(number)}
    return {"apiVersion": f"{GROUP}/v1alpha1", "kind": "AlertmanagerConfig", "metadata": metadata, "spec": spec}


def _severity(value: str) -> Manifest:
    return {"name": "severity", "value": value}


def _changes(make: Callable[..., Manifest], plural: str, marker: Callable[[int], str]) -> Callable[[int, int], dict[str, Change]]:
    def changes(count: int, round_: int) -> dict[str, Change]:
        added, edited = make(count + 1 + round_), make(round_, f"-edited-{round_}")
        path = _path(plural, added)
        return {
            "one added": Change("POST", path.rpartition("/")[0], added, marker(count + 1 + round_)),
            "one edited": Change("PUT", _path(plural, edited), edited, f"-edited-{round_}"),
            "one deleted": Change("DELETE", path, None, marker(count + 1 + round_), gone=True),
        }

    return changes


def _parent(kind: str, **spec: Any) -> Manifest:
    return {"apiVersion": f"{GROUP}/v1", "kind": kind, "metadata": {"name": "main", "namespace": "monitoring"}, "spec": spec}


SCENARIOS = {
    "monitors": Scenario(
        "ServiceMonitors, every tenth with credentials",
        _parent("Prometheus", version="v3.13.2", serviceMonitorSelector={}, serviceMonitorNamespaceSelector={}),
        "secrets prometheus-main",
        "servicemonitors",
        _monitors,
        lambda count: sum(len(monitor(number)["spec"]["endpoints"]) for number in range(count)),
        "\n- job_name: ",
        _monitor_changes,
    ),
    "rules": Scenario(
        "PrometheusRules of 20 rules",
        _parent("Prometheus", version="v3.13.2", ruleSelector={}, ruleNamespaceSelector={}),
        "configmaps prometheus-main-rulefiles",
        "prometheusrules",
        lambda count: map(rule, range(count)),
        lambda count: 20 * count,
        "alert: ",
        _changes(rule, "prometheusrules", lambda number: f"alert: Alert{number}x0\n"),
    ),
    "alertmanagerconfigs": Scenario(
        "AlertmanagerConfigs",
        _parent("Alertmanager", alertmanagerConfigSelector={}, alertmanagerConfigNamespaceSelector={}),
        "secrets alertmanager-main-generated",
        "alertmanagerconfigs",
        lambda count: map(alertmanager_config, range(count)),
        lambda count: count,
        "webhook_configs:",
        _changes(alertmanager_config, "alertmanagerconfigs", lambda number: f".svc/{number}"),
    ),
}
