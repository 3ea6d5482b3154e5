"""The chain ends where it is broken, and says why."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from hooks.cli import main

EXAMPLE = Path(__file__).parents[4] / "examples" / "my-app"
MONITOR, RULE, PROMETHEUS = "servicemonitor/default/my-app-monitor", "promrule/monitoring/high-latency", "prometheus/monitoring/prometheus"


def explain(wanted: str, folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["explain", wanted, str(folder), *options])


@pytest.fixture
def edited(tmp_path: Path) -> Any:
    """Writes the example with some objects changed by name: ``edited(("ServiceMonitor", "spec.endpoints.0.port", "http"))``."""

    def write(*edits: tuple[str, str, Any]) -> Path:
        documents = [document for file in sorted(EXAMPLE.glob("*.yaml")) for document in yaml.safe_load_all(file.read_text(encoding="utf-8"))]
        for kind, path, value in edits:
            for document in documents:
                if f"{document['kind']}/{document['metadata']['name']}".startswith(kind):
                    *above, last = path.split(".")
                    part = document
                    for step in above:
                        part = part[int(step) if isinstance(part, list) else step]
                    part[int(last) if isinstance(part, list) else last] = value
        (tmp_path / "all.yaml").write_text(yaml.safe_dump_all(documents))
        return tmp_path

    return write


def test_the_whole_chain_of_a_monitor(edited: Any) -> None:
    result = explain(MONITOR, edited())
    assert result.exit_code == 0
    for step in (
        "✓ Prometheus monitoring/prometheus",
        "✓ it is accepted",
        "✓ ServiceAccount monitoring/prometheus may list and watch what the discovery needs",
        "✓ job serviceMonitor/default/my-app-monitor/0: 1 discovered, 1 kept",
        'container="my-app", endpoint="metrics", job="my-app", namespace="default"',
        '· replace __meta_kubernetes_service_name → service="my-app"',
    ):
        assert step in result.stdout


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        pytest.param(
            ("ServiceMonitor", "metadata.labels", {"release": "prom"}),
            'metadata.labels: release is "prom", spec.serviceMonitorSelector wants "prometheus" (PH8003)',
            id="label",
        ),
        pytest.param(
            ("Prometheus/", "spec.serviceMonitorNamespaceSelector", {"matchLabels": {"team": "a"}}),
            "spec.serviceMonitorNamespaceSelector does not select namespace default (PH8001)",
            id="namespace",
        ),
        pytest.param(
            ("ServiceMonitor", "spec.selector.matchLabels.app", "other"), "no Service in default matches, the nearest is Service default/my-app", id="service"
        ),
        pytest.param(("ServiceMonitor", "spec.endpoints.0.port", "http"), 'Service default/my-app has no port "http", it has metrics', id="port"),
        pytest.param(("Service/my-app", "spec.selector.app", "other"), "Service default/my-app: spec.selector: no pod matches", id="pod"),
        pytest.param(("Prometheus/", "spec.paused", True), "spec.paused: it is paused", id="paused"),
        pytest.param(
            ("ClusterRoleBinding", "subjects.0.name", "other"), "ServiceAccount monitoring/prometheus may not list and watch services in default", id="rbac"
        ),
        pytest.param(
            ("ServiceMonitor", "spec.endpoints.0.relabelings", [{"action": "drop", "sourceLabels": ["service"], "regex": "my-app"}]),
            'drop service matching my-app: service="my-app"',
            id="relabeling",
        ),
        pytest.param(("ServiceMonitor", "spec.endpoints.0.interval", "often"), "often", id="rejected"),
    ],
)
def test_the_chain_ends_where_it_is_broken(edited: Any, edit: tuple[str, str, Any], said: str) -> None:
    result = explain(MONITOR, edited(edit))
    assert result.exit_code == 1, result.stdout
    assert any("✗" in line and said in line for line in result.stdout.splitlines()), result.stdout


def test_a_rule_is_followed_to_the_receiver(edited: Any) -> None:
    result = explain(RULE, edited())
    assert result.exit_code == 0
    assert (
        "✓ alert HighRequestLatency, after 2m, with only its own labels\n      ✓ Alertmanager monitoring/prometheus-alertmanager: slack-notifications"
        in result.stdout
    )


def test_an_alert_without_an_alertmanager_is_told(edited: Any) -> None:
    result = explain(RULE, edited(("Prometheus/", "spec.alerting", None)))
    assert "✗ alert HighRequestLatency, after 2m: no Alertmanager of this Prometheus is found here" in result.stdout


def test_a_workload_lists_what_it_selects_and_what_it_does_not(edited: Any) -> None:
    result = explain(PROMETHEUS, edited(("ServiceMonitor", "metadata.labels", {"release": "prom"})))
    assert "· 0 of 1 ServiceMonitor objects" in result.stdout
    assert "✗ ServiceMonitor default/my-app-monitor: metadata.labels" in result.stdout
    assert "✓ PrometheusRule monitoring/high-latency: accepted" in result.stdout


def test_a_secret_and_a_service_name_their_users(edited: Any) -> None:
    folder = edited()
    assert "✓ Alertmanager monitoring/prometheus-alertmanager takes" in explain("secret/monitoring/alertmanager-prometheus-alertmanager", folder).stdout
    assert "✓ ServiceMonitor default/my-app-monitor selects it" in explain("svc/default/my-app", folder).stdout


def test_the_shard_that_takes_a_target_is_shown(edited: Any) -> None:
    result = explain(MONITOR, edited(("Prometheus/", "spec.shards", 2)))
    kept = [line for line in result.stdout.splitlines() if "in shard" in line and "1 kept" in line]
    assert result.exit_code == 0
    assert len(kept) == 1


def test_data_has_the_same_steps(edited: Any) -> None:
    (workload,) = (step for step in yaml.safe_load(explain(MONITOR, edited(), "--format", "json").stdout)["below"] if step["text"].startswith("Prometheus"))
    assert workload["answer"] == "yes"


def test_what_is_not_there_is_a_usage_error(edited: Any) -> None:
    result = explain("smon/default/my-ap-monitor", edited())
    assert result.exit_code == 2
    assert "did you mean ServiceMonitor default/my-app-monitor?" in result.stderr
