"""What an edit of the example would do, and whether the plan says so."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hooks.cli import main

EXAMPLE = Path(__file__).parents[4] / "examples" / "my-app"
SECOND = """
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: again, namespace: default, labels: {release: prometheus}}
spec: {selector: {matchLabels: {app: my-app}}, endpoints: [{port: metrics}]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example that may be edited."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "my-app"))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def plan(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["plan", "--from", str(EXAMPLE), *options, str(folder)])


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        pytest.param(
            ("servicemonitor.yaml", "port: metrics", "port: metrics\n      interval: 10s"),
            ["Prometheus monitoring/prometheus: reload", "~ job serviceMonitor/default/my-app-monitor/0", "scrape_interval: + 10s"],
            id="an-interval-is-a-reload",
        ),
        pytest.param(
            ("prometheusrule.yaml", "for: 2m", "for: 5m"),
            ["Prometheus monitoring/prometheus: reload", "~ alert HighRequestLatency in group example-rules", "for: 2m → 5m"],
            id="a-rule-is-a-reload",
        ),
        pytest.param(
            ("prometheus.yaml", "memory: 400Mi", "memory: 500Mi"),
            [
                "Prometheus monitoring/prometheus: rolling restart",
                "StatefulSet prometheus-prometheus: template.spec.containers[prometheus].resources.requests.memory: 400Mi → 500Mi",
            ],
            id="memory-is-a-restart",
        ),
        pytest.param(("prometheus.yaml", "replicas: 1", "replicas: 2"), ["Prometheus monitoring/prometheus: scale"], id="replicas"),
        pytest.param(
            ("prometheus.yaml", "  replicas: 1", "  replicas: 1\n  storage: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 1Gi}}}}}"),
            ["Prometheus monitoring/prometheus: recreate needed"],
            id="storage-cannot-be-added",
        ),
        pytest.param(
            ("alertmanager.yaml", "#alerts", "#night"),
            ["Alertmanager monitoring/prometheus-alertmanager: reload", "~ receiver slack-notifications", "slack_configs[0].channel: #alerts → #night"],
            id="a-channel",
        ),
        pytest.param(("alertmanager.yaml", "T000/B000/local", "T000/B000/other"), ["api_url: (hidden) → (hidden)"], id="a-credential-is-not-shown"),
        pytest.param(
            ("alertmanager.yaml", "      group_by:", "      routes: [{matchers: [severity=warning], receiver: slack-notifications}]\n      group_by:"),
            ['+ route severity="warning" to slack-notifications'],
            id="a-route",
        ),
        pytest.param(
            ("servicemonitor.yaml", "release: prometheus", "release: other"), ["- job serviceMonitor/default/my-app-monitor/0"], id="no-longer-selected"
        ),
    ],
)
def test_an_edit_and_what_it_does(folder: Path, edits: tuple[str, str, str], said: list[str]) -> None:
    edit(folder, *edits)
    result = plan(folder)
    assert result.exit_code == 2, result.stdout + result.stderr
    for line in said:
        assert line in result.stdout, result.stdout


def test_a_new_monitor_is_a_job_more(folder: Path) -> None:
    (folder / "second.yaml").write_text(SECOND)
    assert "+ job serviceMonitor/default/again/0" in plan(folder).stdout


def test_without_an_edit_there_is_nothing_to_do(folder: Path) -> None:
    result = plan(folder)
    assert (result.exit_code, result.stdout) == (0, "No changes.\n")


def test_what_is_refused_fails(folder: Path) -> None:
    (folder / "second.yaml").write_text(SECOND.replace("{port: metrics}", "{port: metrics, relabelings: [{regex: '(', targetLabel: a}]}"))
    result = plan(folder)
    assert result.exit_code == 1
    assert "✗ ServiceMonitor default/again: spec.endpoints[0].relabelings[0].regex" in result.stdout


def test_markdown_for_a_pull_request(folder: Path) -> None:
    edit(folder, "prometheusrule.yaml", "for: 2m", "for: 5m")
    lines = plan(folder, "--format", "markdown").stdout.splitlines()
    assert lines[0] == "**Plan: 1 reload; 0 added, 1 changed, 0 removed; 0 refused.**"
    assert "<details><summary>Prometheus monitoring/prometheus: reload</summary>" in lines


def test_data_for_programs(folder: Path) -> None:
    edit(folder, "prometheusrule.yaml", "for: 2m", "for: 5m")
    (change,) = json.loads(plan(folder, "--format", "json").stdout)["changes"]
    assert (change["effect"], change["items"][0]["details"][0]["after"]) == ("reload", "5m")


def test_a_git_revision_is_compared_with(folder: Path) -> None:
    git = ["git", "-C", str(folder.parent), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "first"], check=True)
    edit(folder, "prometheusrule.yaml", "for: 2m", "for: 5m")
    result = CliRunner().invoke(main, ["plan", "--since", "HEAD", str(folder)])
    assert "for: 2m → 5m" in result.stdout
    assert CliRunner().invoke(main, ["plan", "--since", "no-such-revision", str(folder)]).exit_code == 1
