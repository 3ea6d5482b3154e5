"""A generated folder as a large installation has it: ServiceMonitors with their Services, PrometheusRules, and the workloads that select them."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import yaml

from bench.monitors import TEAMS, Manifest, service_monitor

_SERVER_FIELDS = ("uid", "generation", "resourceVersion", "creationTimestamp", "managedFields")
_EXPRESSIONS = (
    'sum by (job) (rate(http_requests_total{{code=~"5..", job="{name}"}}[5m])) / sum by (job) (rate(http_requests_total{{job="{name}"}}[5m])) > 0.05',
    'histogram_quantile(0.99, sum by (job, namespace, le) (rate(http_request_duration_seconds_bucket{{job="{name}"}}[10m]))) > 2',
    'up{{job="{name}"}} == 0',
    'predict_linear(node_filesystem_avail_bytes{{job="{name}", fstype!=""}}[6h], 4 * 3600) < 0 and node_filesystem_readonly{{job="{name}"}} == 0',
    'kube_deployment_spec_replicas{{job="{name}"}} != kube_deployment_status_replicas_available{{job="{name}"}}',
)

_TEST = """\
apiVersion: promhooks.io/v1
kind: Test
metadata: {name: down, namespace: monitoring}
spec:
  rules: [{name: rules-0, namespace: checkout-0}]
  interval: 1m
  series:
  - {series: 'up{job="app-0"}', values: 1x5 0x20}
  alerts:
  - {alert: App0Alert2, at: 5m}
"""


def write(folder: Path, monitors: int = 2000, rules: int = 500) -> None:
    """A file for each monitor with its Service, a file for each PrometheusRule, one for the rest; always the same ones."""
    for name, manifests in files(monitors, rules):
        (folder / name).write_text(yaml.dump_all(manifests, Dumper=yaml.CSafeDumper, sort_keys=False), encoding="utf-8")


def write_change(folder: Path) -> None:
    """An edit of one monitor."""
    file = folder / "monitor-0.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("interval: ", "honorLabels: true\n    interval: ", 1), encoding="utf-8")


def write_test(folder: Path) -> None:
    """A Test of one PrometheusRule."""
    (folder / "test.yaml").write_text(_TEST, encoding="utf-8")


def files(monitors: int, rules: int) -> Iterator[tuple[str, list[Manifest]]]:
    """File name → objects."""
    yield "workloads.yaml", [_prometheus(), *_logins(monitors)]
    for number in range(monitors):
        yield f"monitor-{number}.yaml", [_monitor(number), _service(number)]
    for number in range(rules):
        yield f"rule-{number}.yaml", [_rule(number)]


def _prometheus() -> Manifest:
    everything: Manifest = {f"{kind}{suffix}": {} for kind in ("serviceMonitor", "rule") for suffix in ("Selector", "NamespaceSelector")}
    metadata = {"name": "main", "namespace": "monitoring"}
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus", "metadata": metadata, "spec": {"version": "v3.13.2", **everything}}


def _logins(monitors: int) -> Iterator[Manifest]:
    for namespace in sorted({_monitor(number)["metadata"]["namespace"] for number in range(monitors)}):
        yield {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": "scrape", "namespace": namespace},
            "stringData": {"user": "me", "password": "example"},
        }


def _monitor(number: int) -> Manifest:
    monitor = service_monitor(number)
    metadata = {name: value for name, value in monitor["metadata"].items() if name not in _SERVER_FIELDS}
    return {**monitor, "metadata": metadata}


def _service(number: int) -> Manifest:
    monitor = _monitor(number)
    (namespace,) = monitor["spec"].get("namespaceSelector", {}).get("matchNames", [monitor["metadata"]["namespace"]])
    metadata = {"name": f"app-{number}", "namespace": namespace, "labels": monitor["metadata"]["labels"]}
    ports = [{"name": name, "port": port} for port, name in enumerate(("http-metrics", "metrics", "admin"), 8080)]
    return {"apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": {"selector": {"app": f"app-{number}"}, "ports": ports}}


def _rule(number: int) -> Manifest:
    random = Random(number)
    groups = [{"name": f"app-{number}-{index}", "rules": [_alert(number, index, place, random) for place in range(5)]} for index in range(2)]
    metadata = {"name": f"rules-{number}", "namespace": f"{random.choice(TEAMS)}-{number % 200}"}
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule", "metadata": metadata, "spec": {"groups": groups}}


def _alert(number: int, group: int, place: int, random: Random) -> Manifest:
    expression = _EXPRESSIONS[place].format(name=f"app-{number}")
    summary = "{{ $labels.job }} has a value of {{ $value | humanize }}."
    labels = {"severity": random.choice(("warning", "critical"))}
    return {"alert": f"App{number}Alert{group}{place}", "expr": expression, "for": "10m", "labels": labels, "annotations": {"summary": summary}}
