"""The commands that only look, against a real API server: it is asked and never written to, whichever operator runs there."""

import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster.apiserver import ApiServer
from tests.cluster.conftest import with_crds
from tests.cluster.installation import ROOT
from tests.console.command import console

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(300)]

EXAMPLE = ROOT / "examples" / "my-app"
MONITOR = "servicemonitor/default/my-app-monitor"


@pytest.fixture(scope="module")
def applied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """The example in a cluster of its own where no operator runs."""
    with with_crds(tmp_path_factory.mktemp("commands")) as server:
        server.kubectl("apply", "-f", str(EXAMPLE))
        yield server


def promhooks(server: ApiServer, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "hooks.cli", *arguments, "--kubeconfig", str(server.kubeconfig)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def versions(server: ApiServer) -> str:
    return server.kubectl("get", "prometheuses,servicemonitors,services,secrets,namespaces", "-A", "-o", "jsonpath={.items[*].metadata.resourceVersion}").stdout


def test_a_monitor_of_a_cluster_is_explained_and_nothing_is_written(applied: ApiServer) -> None:
    before = versions(applied)
    answer = promhooks(applied, "explain", MONITOR)
    assert "✓ it is accepted" in answer.stdout, answer.stdout + answer.stderr
    assert "✓ ServiceAccount monitoring/prometheus may list and watch what the discovery needs, says the API server" in answer.stdout
    assert versions(applied) == before


def test_the_api_server_is_asked_for_the_rights_of_the_service_account(applied: ApiServer) -> None:
    applied.kubectl("delete", "clusterrolebinding", "prometheus")
    try:
        answer = promhooks(applied, "explain", MONITOR)
        assert "✗ ServiceAccount monitoring/prometheus may not list and watch services in default, endpoints in default, pods in default" in answer.stdout
    finally:
        applied.kubectl("apply", "-f", str(EXAMPLE))


def test_what_nobody_selects_is_found_in_a_cluster(applied: ApiServer) -> None:
    applied.kubectl("label", "--overwrite", "servicemonitor", "-n", "default", "my-app-monitor", "release=prom")
    try:
        answer = promhooks(applied, "explain", MONITOR)
        assert answer.returncode == 1
        assert 'release is "prom", spec.serviceMonitorSelector wants "prometheus"' in answer.stdout
        checked = promhooks(applied, "check")
        assert "ServiceMonitor default/my-app-monitor: metadata.labels: Prometheus monitoring/prometheus does not select it" in checked.stdout
    finally:
        applied.kubectl("label", "--overwrite", "servicemonitor", "-n", "default", "my-app-monitor", "release=prometheus")


def test_an_edit_is_planned_against_the_cluster(applied: ApiServer, tmp_path: Path) -> None:
    assert promhooks(applied, "plan", str(EXAMPLE)).stdout == "No changes.\n"
    folder = shutil.copytree(EXAMPLE, tmp_path / "my-app")
    rule = folder / "prometheusrule.yaml"
    rule.write_text(rule.read_text("utf-8").replace("for: 2m", "for: 5m"), "utf-8")
    answer = promhooks(applied, "plan", str(rule))
    assert answer.returncode == 2
    assert "for: 2m → 5m" in answer.stdout
    assert "- " not in answer.stdout.replace("~ ", ""), "what is not in the folder is not deleted"


def test_a_cluster_in_the_console(applied: ApiServer) -> None:
    before = versions(applied)
    with console("--kubeconfig", applied.kubeconfig) as address, urllib.request.urlopen(f"{address}nodes/ServiceMonitor/default/my-app-monitor") as answer:
        text = answer.read().decode()
    assert "it is accepted" in text
    assert "says the API server" in text
    assert versions(applied) == before


def test_routes_of_a_cluster(applied: ApiServer) -> None:
    assert "slack-notifications: by the root" in promhooks(applied, "route", "-l", "severity=warning").stdout


def test_a_cluster_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    config = tmp_path / "kubeconfig"
    cluster = "{cluster: {server: 'http://127.0.0.1:1'}, name: a}"
    config.write_text(
        f"{{current-context: a, clusters: [{cluster}], users: [{{name: a, user: {{}}}}], contexts: [{{name: a, context: {{cluster: a, user: a}}}}]}}"
    )
    command = [sys.executable, "-m", "hooks.cli", "check", "--kubeconfig", str(config)]
    answer = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120, check=False)
    assert answer.returncode != 0
    assert "Traceback" not in answer.stderr
    assert "cannot list" in answer.stderr
