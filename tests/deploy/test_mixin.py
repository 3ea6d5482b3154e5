"""The mixin: each alert is tested and has a runbook, each query of a dashboard asks for metrics that are there and returns something."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml

from hooks.cli.local.processes import Process, stop
from hooks.cli.local.programs import MissingProgram, Source, cached, program
from hooks.metrics import REGISTRY
from tests.cases.requests import case
from tests.cluster.apiserver import free_ports
from tests.local.conftest import eventually
from tests.local.running import Running

ROOT = Path(__file__).parents[2]
MIXIN = ROOT / "deploy" / "mixin"
RULE = yaml.safe_load((MIXIN / "prometheusrule.yaml").read_text("utf-8"))
ALERTS = {rule["alert"]: rule for group in RULE["spec"]["groups"] for rule in group["rules"]}
TESTS = list(yaml.safe_load_all((MIXIN / "tests" / "alerts.yaml").read_text("utf-8")))
DASHBOARDS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((MIXIN / "dashboards").glob("*.json"))}
METACONTROLLER = frozenset(["leader_election_master_status", "metacontroller_sync_requests_total", "rest_client_requests_total", "workqueue_depth"])
"""Metrics of Metacontroller 4.17.2, which is not at hand here."""
OWN = frozenset(sample.name for family in REGISTRY.collect() for sample in family.samples) | {
    f"{family.name}{suffix}" for family in REGISTRY.collect() for suffix in ("_total", "_bucket", "")
}
BROKEN = ROOT / "tests" / "cases" / "prometheus" / "one-broken-monitor-leaves-the-others"
ABSENT = METACONTROLLER if cached("judge", Source.PINNED) else METACONTROLLER | {"promhooks_judge_questions_total"}
"""What has no samples in a run without Metacontroller, and without the judge where nobody has built it."""


def names(expression: str) -> set[str]:
    return set(re.findall(r"\b(?:promhooks|metacontroller|rest_client|leader_election|workqueue)_\w+", expression))


def queries(dashboard: dict[str, Any]) -> Iterator[str]:
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            yield target["expr"].replace("$__rate_interval", "1m").replace("$job", ".*")


@pytest.mark.timeout(60)
def test_the_alerts_fire_when_they_should() -> None:
    if not cached("promtool", Source.PINNED):
        pytest.skip("no promtool on this machine, `make programs` gets one")
    done = subprocess.run([sys.executable, "-m", "hooks.cli", "test", str(MIXIN)], check=False, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, f"{len(ALERTS)} passed, 0 failed" in done.stdout) == (0, True), done.stdout


def test_each_alert_is_shown_quiet_and_firing() -> None:
    told = {(expected["alert"], bool(expected.get("firing"))) for test in TESTS for expected in test["spec"]["alerts"]}
    assert told == {(alert, firing) for alert in ALERTS for firing in (False, True)}


@pytest.mark.parametrize("alert", ALERTS)
def test_each_alert_has_a_runbook_and_asks_for_metrics_that_there_are(alert: str) -> None:
    runbooks = (ROOT / "docs" / "runbooks.md").read_text("utf-8")
    assert ALERTS[alert]["annotations"]["runbook_url"].endswith(f"docs/runbooks.md#{alert.lower()}")
    assert f"\n## {alert}\n" in runbooks
    assert names(ALERTS[alert]["expr"]) <= OWN | METACONTROLLER


@pytest.mark.parametrize("dashboard", DASHBOARDS)
def test_a_dashboard_is_installed_and_asks_for_metrics_that_there_are(dashboard: str) -> None:
    assert {name for query in queries(DASHBOARDS[dashboard]) for name in names(query)} <= OWN | METACONTROLLER
    (generator,) = yaml.safe_load((MIXIN / "kustomization.yaml").read_text("utf-8"))["configMapGenerator"]
    assert f"dashboards/{dashboard}.json" in generator["files"]


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Prometheus that scrapes itself, an Alertmanager and the hooks."""
    folder = tmp_path_factory.mktemp("mixin")
    try:
        paths = {name: program(name, Source.PINNED).path for name in ("prometheus", "alertmanager")} if cached("prometheus", Source.PINNED) else {}
    except MissingProgram as error:
        pytest.skip(str(error))
    if not paths:
        pytest.skip("no pinned prometheus on this machine, `promhooks programs --pinned` builds it")
    web, alerts, cluster, hooks, workloads, metrics = free_ports(6)
    jobs = [{"job_name": name, "static_configs": [{"targets": [f"127.0.0.1:{port}"]}]} for name, port in (("self", web), ("am", alerts), ("hooks", metrics))]
    (folder / "prometheus.yml").write_text(yaml.safe_dump({"global": {"scrape_interval": "1s", "scrape_timeout": "1s"}, "scrape_configs": jobs}))
    (folder / "alertmanager.yml").write_text("{route: {receiver: a}, receivers: [{name: a, webhook_configs: [{url: 'http://127.0.0.1:9/'}]}]}")
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    binds = [f"--bind=127.0.0.1:{hooks}", f"--workloads-bind=127.0.0.1:{workloads}", f"--metrics-bind=127.0.0.1:{metrics}"]
    commands = {
        "hooks": [sys.executable, "-m", "hooks.cli", "serve", *binds],
        "alertmanager": [
            str(paths["alertmanager"]),
            f"--config.file={folder}/alertmanager.yml",
            f"--storage.path={folder}/am",
            f"--web.listen-address=127.0.0.1:{alerts}",
            f"--cluster.listen-address=127.0.0.1:{cluster}",
        ],
        "prometheus": [
            str(paths["prometheus"]),
            f"--config.file={folder}/prometheus.yml",
            f"--storage.tsdb.path={folder}/data",
            f"--web.listen-address=127.0.0.1:{web}",
        ],
    }
    processes = [Process(command, environment, folder / f"{name}.log", ROOT) for name, command in commands.items()]
    try:
        url = f"http://127.0.0.1:{web}"
        eventually("all are scraped", lambda: result(url, "sum(up)") == ["3"], 60)
        Running.answer(f"http://127.0.0.1:{workloads}/prometheus/sync", json.loads(case(BROKEN).body()))
        with pytest.raises(OSError, match="400"):
            Running.answer(f"http://127.0.0.1:{hooks}/servicemonitor/sync", {})
        yield url
    finally:
        stop(processes)


def result(url: str, query: str) -> list[str]:
    try:
        return [each["value"][1] for each in Running.answer(f"{url}/api/v1/query?{urlencode({'query': query})}")["data"]["result"]]
    except OSError:
        return []


@pytest.mark.local
@pytest.mark.timeout(120)
@pytest.mark.parametrize("dashboard", DASHBOARDS)
def test_its_queries_return_something(prometheus: str, dashboard: str) -> None:
    for query in queries(DASHBOARDS[dashboard]):
        if not names(query) & ABSENT:
            eventually(query, lambda asked=query: result(prometheus, asked), 30)  # type: ignore[misc]  # mypy sees no type in the default
