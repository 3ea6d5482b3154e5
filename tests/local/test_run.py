"""`promhooks run` while its folder is edited: what is right takes effect without a restart, what is wrong is said and changes nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hooks.cli.local.ports import free_port
from hooks.cli.local.programs import MissingProgram, Source, program
from hooks.cli.local.slack import Slack
from tests.local.running import Running

pytestmark = [pytest.mark.local, pytest.mark.timeout(240)]

SECOND = """
apiVersion: v1
kind: Service
metadata: {name: my-app-again, namespace: default, labels: {app: again}}
spec: {selector: {app: my-app}, ports: [{name: metrics, port: 80, targetPort: 8080}]}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: again, namespace: default, labels: {release: prometheus}}
spec: {selector: {matchLabels: {app: again}}, endpoints: [{port: metrics}]}
"""
RELABELING = """
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: wrong, namespace: default, labels: {release: prometheus}}
spec: {selector: {}, endpoints: [{port: metrics, relabelings: [{sourceLabels: [a], regex: "(", targetLabel: b}]}]}
"""
CREDENTIALS = """
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: wrong, namespace: default, labels: {release: prometheus}}
spec: {selector: {}, endpoints: [{port: metrics, basicAuth: {username: {name: none, key: user}, password: {name: none, key: password}}}]}
"""
EXPRESSION = """
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: wrong, namespace: monitoring}
spec: {groups: [{name: wrong, rules: [{record: a, expr: "sum(rate(b[5m])"}]}]}
"""


@pytest.fixture(scope="module", params=[Source.DEBIAN, Source.PINNED], ids=lambda source: source.value)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    source: Source = request.param
    try:
        for name in ("prometheus", "alertmanager"):
            program(name, source)
    except MissingProgram as error:
        pytest.skip(str(error))
    started = Running(tmp_path_factory.mktemp(source.value), source)
    try:
        started.shows("target up: job=my-app ")
        yield started
    finally:
        started.close()


@pytest.fixture
def file(running: Running) -> Iterator[Path]:
    """A new file of the folder, gone and forgotten after the test."""
    path = running.folder / "new.yaml"
    yield path
    if path.exists():
        shown = len(running.terminal)
        added = re.findall(r"^kind: (\w+)", path.read_text(), re.MULTILINE)
        path.unlink()
        if added and added != ["["]:
            running.shows("removed: ", after=shown)


def test_the_target_carries_the_labels_of_a_cluster(running: Running) -> None:
    labels = running.targets()["my-app"]
    assert re.fullmatch(r"my-app-[0-9a-f]{10}-[0-9a-f]{5}", labels.pop("pod"))
    assert re.fullmatch(r"127\.0\.0\.1:\d+", labels.pop("instance"))
    assert labels == {"job": "my-app", "namespace": "default", "service": "my-app", "endpoint": "metrics", "container": "my-app"}


def test_the_terminal_says_where_to_look_and_what_to_do(running: Running) -> None:
    assert re.match(r"\d\d:\d\d:\d\d  console +open http://127\.0\.0\.1:\d+/ ", running.terminal)
    running.shows(r"my-app-\S+ +next: press a button of the console \(slow, fast\)")


def test_the_terminal_says_what_is_read_and_selected(running: Running) -> None:
    running.shows(r"folder +\d+ objects read: .*Prometheus monitoring/prometheus")
    running.shows(r"Prometheus monitoring/prometheus +selects ServiceMonitor default/my-app-monitor$")
    running.shows(r"Prometheus monitoring/prometheus +selects PrometheusRule monitoring/high-latency$")


def test_the_pages_that_the_terminal_names_can_be_opened(running: Running) -> None:
    pages = re.findall(r"(\S+) +ready, open (http\S+)$", running.terminal, re.MULTILINE)
    without = {"alertmanager-prometheus-alertmanager-0"} if "Debian's build has no web pages" in running.terminal else set()
    assert {pod for pod, _ in pages} == {"prometheus-prometheus-0", "alertmanager-prometheus-alertmanager-0"} - without
    for _, url in pages:
        assert "<title>" in running.answer(url)


def test_a_service_and_its_monitor_added_become_a_target_without_a_restart(running: Running, file: Path) -> None:
    pids, (loaded, _) = running.pids(), running.loaded()
    file.write_text(SECOND)
    shown = running.shows("target up: job=my-app-again ").start()
    assert running.pids() == pids
    assert running.loaded()[0] > loaded
    assert set(running.targets()) == {"my-app", "my-app-again"}
    file.unlink()
    running.shows("target gone: job=my-app-again ", after=shown)
    assert running.pids() == pids


def test_another_channel_takes_effect_without_a_restart(running: Running) -> None:
    pids, shown = running.pids(), len(running.terminal)
    running.edit("alertmanager.yaml", "'#alerts'", "'#night-shift'")
    running.shows("alertmanager-prometheus-alertmanager-0 +reloaded its configuration without a restart", after=shown)
    alert = {"labels": {"alertname": "Tried", "severity": "none"}, "annotations": {"summary": "only a trial", "description": "시험"}}
    running.answer(f"{running.url('alertmanager-prometheus-alertmanager-0')}/api/v2/alerts", [alert])
    running.shows(r"Slack +message in #night-shift: only a trial\n +시험$", after=shown)
    assert running.pids() == pids
    shown = len(running.terminal)
    running.edit("alertmanager.yaml", "'#night-shift'", "'#alerts'")
    running.shows("alertmanager-prometheus-alertmanager-0 +reloaded its configuration without a restart", after=shown)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("kind: [", r"new\.yaml:2 +did not find expected node content", id="yaml-syntax"),
        pytest.param(RELABELING, r"ServiceMonitor default/wrong: spec\.endpoints\[0\]\.relabelings\[0\]\.regex: ", id="relabeling"),
        pytest.param(CREDENTIALS, r'ServiceMonitor default/wrong: spec\.endpoints\[0\]\.basicAuth\.\w+: secret "default/none" ', id="missing-secret"),
        pytest.param(EXPRESSION, r"PrometheusRule monitoring/wrong: spec\.groups\[0\]\.rules\[0\]\.expr: ", id="promql"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(running: Running, file: Path, text: str, said: str) -> None:
    pids, loaded, shown = running.pids(), running.loaded(), len(running.terminal)
    file.write_text(text)
    running.shows(said, after=shown)
    assert (running.pids(), running.loaded()) == (pids, loaded)
    assert set(running.targets()) == {"my-app"}


def test_a_broken_edit_of_a_rule_keeps_the_running_one(running: Running) -> None:
    shown = len(running.terminal)
    running.edit("prometheusrule.yaml", "> 0.5", "> (0.5")
    running.shows(r"PrometheusRule monitoring/high-latency.*spec\.groups\[0\]\.rules\[1\]\.expr: ", after=shown)
    groups = running.answer(f"{running.url('prometheus-prometheus-0')}/api/v1/rules")["data"]["groups"]
    assert [rule["name"] for group in groups for rule in group["rules"]] == ["job:request_latency_seconds:mean5m", "HighRequestLatency"]
    running.edit("prometheusrule.yaml", "> (0.5", "> 0.5")
    running.shows("mended", after=shown)


def test_an_alertmanager_yaml_that_alertmanager_refuses_is_said_and_changes_nothing(running: Running) -> None:
    pids, loaded, shown = running.pids(), running.loaded(), len(running.terminal)
    running.edit("alertmanager.yaml", "receiver: slack-notifications", "receiver: nobody")
    running.shows("there is no receiver of this name", after=shown)
    assert (running.pids(), running.loaded()) == (pids, loaded)
    running.edit("alertmanager.yaml", "receiver: nobody", "receiver: slack-notifications")


def test_a_taken_slack_port_ends_the_run_with_a_sentence(tmp_path: Path, source: Source) -> None:
    slack = Slack(print, free_port(24000))
    try:
        port = int(slack.url.split(":")[2].split("/")[0])
        started = Running(tmp_path, source, slack_port=port)
        assert started.process.wait(30) == 1
        assert f"port {port} of 127.0.0.1, where the stand-in for Slack's webhook listens, is taken" in started.terminal
    finally:
        slack.close()
