from pathlib import Path
from textwrap import dedent

import pytest

MANIFESTS = {
    "prometheus.yaml": """\
        apiVersion: monitoring.coreos.com/v1
        kind: Prometheus
        metadata: {name: main, namespace: mon}
        spec:
          serviceMonitorSelector: {}
          serviceMonitorNamespaceSelector: {}
          ruleSelector: {}
        """,
    "monitor.yaml": """\
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: {name: web, namespace: team}
        spec:
          selector: {matchLabels: {app: web}}
          endpoints:
          - port: web
            basicAuth:
              username: {name: login, key: user}
              password: {name: login, key: password}
        """,
    "secret.yaml": """\
        apiVersion: v1
        kind: Secret
        metadata: {name: login, namespace: team}
        stringData: {user: canary-user, password: canary-password}
        """,
    "rule.yaml": """\
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata: {name: up, namespace: mon}
        spec:
          groups:
          - name: up
            rules:
            - {alert: Down, expr: up == 0}
        """,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A Prometheus, a monitor with a password, its Secret, a rule: nothing is wrong."""
    for name, text in MANIFESTS.items():
        (tmp_path / name).write_text(dedent(text), encoding="utf-8")
    return tmp_path
