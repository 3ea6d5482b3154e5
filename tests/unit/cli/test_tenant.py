"""What a tenant tries that a strict workload would not let."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hooks.cli import main

MONITOR = """apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web, namespace: team}
spec:
  selector: {matchLabels: {app: web}}
  endpoints:
  - {port: web, ENDPOINT}
"""
CONFIG = """apiVersion: monitoring.coreos.com/v1alpha1
kind: AlertmanagerConfig
metadata: {name: mine, namespace: team}
spec:
  route: {receiver: chat}
  receivers:
  - {name: chat, telegramConfigs: [{chatID: 1, TOKEN}]}
"""
RULE = """apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: mine, namespace: team}
spec:
  groups:
  - {name: a, rules: [{alert: A, expr: up == 0, annotations: {summary: 'TEXT'}}]}
"""


def check(folder: Path, text: str) -> Result:
    (folder / "all.yaml").write_text(text)
    return CliRunner().invoke(main, ["check", "-q", "--as-tenant", "team", str(folder)])


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param(MONITOR.replace("ENDPOINT", "bearerTokenFile: /var/run/token"), "spec.endpoints[0].bearerTokenFile", id="a-file-as-token"),
        pytest.param(CONFIG.replace("TOKEN", "botTokenFile: /var/run/token"), "spec.receivers[0].telegramConfigs[0].botTokenFile", id="a-file-to-a-chat"),
        pytest.param(RULE.replace("TEXT", '{{ query "secret" }}'), "spec.groups[0].rules[0].annotations.summary", id="a-query-past-the-label"),
    ],
)
def test_what_a_namespace_may_not_is_told(tmp_path: Path, text: str, path: str) -> None:
    result = check(tmp_path, text)
    assert result.exit_code == 1
    assert path in result.stdout


def test_what_everybody_may_is_no_finding(tmp_path: Path) -> None:
    result = check(tmp_path, MONITOR.replace("ENDPOINT", "interval: 30s") + "---\n" + RULE.replace("TEXT", "{{ $value }}"))
    assert (result.exit_code, result.stdout) == (0, "")


def test_other_namespaces_are_not_spoken_of(tmp_path: Path) -> None:
    other = MONITOR.replace("ENDPOINT", "bearerTokenFile: /x").replace("namespace: team", "namespace: other")
    assert check(tmp_path, other + "---\n" + RULE.replace("TEXT", "a")).exit_code == 0
