"""``promhooks report`` and ``replay``: a bug travels, a secret does not."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from hooks.cli import main
from hooks.cli.redaction import redacted

CANARY = "canary-7c21"
ALERTING = f"""
global: {{smtp_auth_password: {CANARY}, smtp_smarthost: {CANARY}:25, smtp_from: {CANARY}@x.org, slack_api_url: "https://hooks.slack.com/{CANARY}"}}
route: {{receiver: team, routes: [{{matchers: [severity="page"], receiver: team, group_wait: 10s}}]}}
receivers: [{{name: team, webhook_configs: [{{url: "https://x/{CANARY}", send_resolved: true}}], email_configs: [{{to: {CANARY}@x.org}}]}}]
"""
MANIFESTS: tuple[dict[str, Any], ...] = (
    {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "Prometheus",
        "metadata": {"name": "main", "namespace": "mon", "annotations": {"kubectl.kubernetes.io/last-applied-configuration": CANARY}},
        "spec": {
            "serviceMonitorSelector": {},
            "serviceMonitorNamespaceSelector": {},
            "containers": [{"name": "proxy", "image": "proxy", "env": [{"name": "PASSWORD", "value": CANARY}]}],
            "remoteWrite": [{"url": f"https://me:{CANARY}@x.org/write?token={CANARY}", "headers": {"X-Key": CANARY}}],
            "remoteRead": [{"url": "https://x.org/read", "bearerToken": CANARY}],
        },
    },
    {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "ServiceMonitor",
        "metadata": {"name": "web", "namespace": "team"},
        "spec": {
            "selector": {},
            "endpoints": [{"port": "web", "interval": "10x", "basicAuth": {name: {"name": "login", "key": name} for name in ("username", "password")}}],
        },
    },
    {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "login", "namespace": "team"}, "stringData": {"username": CANARY, "password": CANARY}},
    {"apiVersion": "monitoring.coreos.com/v1", "kind": "Alertmanager", "metadata": {"name": "main", "namespace": "mon"}, "spec": {}},
    {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "alertmanager-main", "namespace": "mon"},
        "data": {"alertmanager.yaml": base64.b64encode(ALERTING.encode()).decode()},
    },
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report about the manifests."""
    (tmp_path / "all.yaml").write_text(yaml.safe_dump_all(MANIFESTS), encoding="utf-8")
    assert run("report", str(tmp_path / "all.yaml"), "-o", str(tmp_path / "report.json")).exit_code == 0
    return tmp_path / "report.json"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_a_report_holds_no_secret_and_what_is_wrong(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    assert CANARY not in text
    assert base64.b64encode(CANARY.encode()).decode().rstrip("=")[:12] not in text
    found = json.loads(text)
    assert [(each["code"], each["path"]) for each in found["findings"] if each["severity"] == "error"] == [("PH1004", "spec.endpoints[0].interval")]
    assert [each["object"] for each in found["syncs"]] == ["Alertmanager mon/main", "Prometheus mon/main"]
    assert len(found["objects"]) == len(MANIFESTS)


def test_replay_gives_the_same_bytes(report: Path) -> None:
    result = run("replay", str(report))
    assert (result.exit_code, result.stdout.count("the same answer")) == (0, 2)


def test_replay_says_where_the_answer_is_another(report: Path) -> None:
    found = json.loads(report.read_text(encoding="utf-8"))
    found["syncs"][1]["request"]["parent"]["spec"]["replicas"] = 2
    report.write_text(json.dumps(found), encoding="utf-8")
    result = run("replay", str(report))
    assert result.exit_code == 1
    assert "✗ Prometheus mon/main: another answer" in result.stdout


def test_an_answer_can_be_read(report: Path) -> None:
    answer = json.loads(run("replay", "--print", "prom/mon/main", str(report)).stdout)
    assert {"StatefulSet", "Secret"} <= {child["kind"] for child in answer["children"]}


def test_one_object_is_recorded_where_it_is_named(report: Path) -> None:
    assert run("report", "--of", "smon/team/web", str(report.parent / "all.yaml"), "-o", str(report)).exit_code == 0
    assert [each["object"] for each in json.loads(report.read_text(encoding="utf-8"))["syncs"]] == ["ServiceMonitor team/web"]


def test_without_a_workload_every_object_is_recorded(tmp_path: Path) -> None:
    (tmp_path / "web.yaml").write_text(yaml.safe_dump(MANIFESTS[1]), encoding="utf-8")
    run("report", str(tmp_path / "web.yaml"), "-o", str(tmp_path / "report.json"))
    assert [each["object"] for each in json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["syncs"]] == ["ServiceMonitor team/web"]


def test_another_file_is_no_report(report: Path) -> None:
    result = run("replay", str(report.parent / "all.yaml"))
    assert result.exit_code == 1
    assert "is no report" in result.output


def test_what_a_text_means_stays() -> None:
    text = base64.b64decode(redacted(MANIFESTS[-1])["data"]["alertmanager.yaml"])
    assert yaml.safe_load(text) == {
        "global": {
            "smtp_auth_password": "redacted",
            "smtp_smarthost": "redacted.invalid:25",
            "smtp_from": "redacted@example.com",
            "slack_api_url": "https://redacted.invalid/",
        },
        "route": {"receiver": "team", "routes": [{"matchers": ['severity="page"'], "receiver": "team", "group_wait": "10s"}]},
        "receivers": [
            {
                "name": "team",
                "webhook_configs": [{"url": "https://redacted.invalid/", "send_resolved": True}],
                "email_configs": [{"to": "redacted@example.com"}],
            }
        ],
    }


@pytest.mark.parametrize("data", [{"key": "not base64!"}, {"key": None}, {}])
def test_a_broken_secret_stays_one(data: dict[str, Any]) -> None:
    assert redacted({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "data": data})["data"].keys() == data.keys()
