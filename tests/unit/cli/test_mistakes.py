"""Mistakes as people make them, each in a whole folder, and all that is said: one sentence with the remedy, and nothing that only follows from it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from hooks.cli import main

PROMETHEUS = """---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: k8s, namespace: monitoring}
spec:
  version: v3.13.2
  serviceMonitorSelector: {matchLabels: {release: prometheus}}
  serviceMonitorNamespaceSelector: {}
  podMonitorSelector: {}
  podMonitorNamespaceSelector: {}
  probeSelector: {}
  probeNamespaceSelector: {}
  ruleSelector: {}
  ruleNamespaceSelector: {}
"""
SERVICE = """---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: team, labels: {app: web}}
spec: {selector: {app: web}, ports: [{name: http-metrics, port: 8080, targetPort: metrics}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: team}
spec:
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: web, ports: [{name: metrics, containerPort: 9090}]}]}}
"""
MONITOR = """apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web, namespace: team, labels: {release: prometheus}}
spec:
  selector: {matchLabels: {app: web}}
  endpoints:
  - port: http-metrics
"""
RULE = """apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: web, namespace: team}
spec:
  groups:
  - name: web
    rules:
    - alert: Down
      expr: up == 0
"""


def said(folder: Path, text: str) -> list[str]:
    """What is told of a file, line and column in front."""
    file = folder / "web.yaml"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "-q", str(file)])
    assert result.exit_code in {0, 1}, result.output
    return [line.removeprefix(f"{file}:") for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        pytest.param(
            "port: http-metrics",
            "port: metrics",
            '7:11: warning: …spec.endpoints[0].port: Service team/web has no port "metrics", it has http-metrics',
            id="port",
        ),
        pytest.param("port: http-metrics", "targetPort: 8080", "no container has a port 8080, there is 9090 (metrics)", id="target-port"),
        pytest.param("port: http-metrics", "port: 8080", "not a number, a port is named here: write http-metrics (PH1001)", id="port-number"),
        pytest.param(
            "{matchLabels: {app: web}}", "{app: web}", "5:14: error: …spec.selector.app: unknown field, write it below matchLabels", id="bare-selector"
        ),
        pytest.param("release: prometheus}", "release: prom}", 'release is "prom", spec.serviceMonitorSelector wants "prometheus"', id="release"),
        pytest.param("  - port: http-metrics", "    port: http-metrics", "spec.endpoints: must be a list, not an object", id="no-list"),
        pytest.param("- port: http-metrics", "- port: http-metrics\n    interval: 30", "not a number, write it like 30s or 1h30m", id="interval"),
        pytest.param("- port: http-metrics", "- port: http-metrics\n   interval: 30s", "8:4: error: did not find expected key", id="indentation"),
        pytest.param("- port: http-metrics", "- port: http-metrics\n\tinterval: 30s", "8:1: error: a tab cannot indent, write spaces", id="tab"),
        pytest.param(
            "- port: http-metrics",
            "- port: http-metrics\n    authorization: {credentials: example}",
            "name a Secret or ConfigMap and its key",
            id="login-as-text",
        ),
        pytest.param("- port: http-metrics", "- port: http-metrics\n    relabelings: [{target_label: a}]", "did you mean targetLabel?", id="spelling"),
        pytest.param("monitoring.coreos.com/v1", "v1", 'there is no ServiceMonitor in "v1", write monitoring.coreos.com/v1', id="core-group"),
        pytest.param(
            "spec:\n  selector: {matchLabels: {app: web}}\n  endpoints:\n  - port: http-metrics\n", "spec:\n", "spec: is required, add it", id="empty"
        ),
    ],
)
def test_service_monitors(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in MONITOR
    found = said(tmp_path, MONITOR.replace(old, new, 1) + PROMETHEUS + SERVICE)
    assert len(found) == 1, found
    assert all(part in found[0] for part in sentence.split("…")), found


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        pytest.param("up == 0", "up == 0\n      for: 5", "for: must be a string, not a number, write it like 30s or 1h30m", id="for"),
        pytest.param("up == 0", "up = 0", "9:16: error: …expr: 1:4: ", id="single-equals"),
        pytest.param("up == 0", "up == 0\n      annotations: {summary: {{ $labels.job }}}", 'put quotes around a text that begins with "{{"', id="braces"),
        pytest.param("up == 0", 'up == 0\n      annotations: {summary: "{{ $label.job }}"}', "annotations.summary: ", id="variable"),
        pytest.param("up == 0", "up", "it has no condition, so the alert fires for every series", id="no-condition"),
    ],
)
def test_rules(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    found = said(tmp_path, RULE.replace(old, new, 1) + PROMETHEUS)
    assert len(found) == 1, found
    assert all(part in found[0] for part in sentence.split("…")), found


def test_the_fields_of_another_kind(tmp_path: Path) -> None:
    text = MONITOR.replace("ServiceMonitor", "PodMonitor").replace("http-metrics", "metrics") + PROMETHEUS + SERVICE
    assert ["did you mean podMetricsEndpoints?" in line for line in said(tmp_path, text)] == [True]


def test_what_a_secret_holds_is_shown_where_it_stands(tmp_path: Path) -> None:
    text = """apiVersion: monitoring.coreos.com/v1
kind: Alertmanager
metadata: {name: main, namespace: monitoring}
spec: {version: v0.28.0}
---
apiVersion: v1
kind: Secret
metadata: {name: alertmanager-main, namespace: monitoring}
stringData:
  alertmanager.yaml: "route: {receiver: a}\\nreceivers: [{name: b}]\\n"
"""
    (found,) = said(tmp_path, text)
    assert found.startswith("10:22: error: Alertmanager monitoring/main: ")
