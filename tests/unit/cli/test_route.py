"""Who gets an alert: asked of our own tree, and of amtool as judge."""

import subprocess
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from hooks.cli import main
from hooks.cli.local.programs import MissingProgram, program
from hooks.cli.routing import receivers, tree

CONFIG = """
route:
  receiver: default
  routes:
  - matchers: [severity="critical"]
    receiver: page
    continue: true
    routes:
    - matchers: ['team=~"web|api"', 'env!="dev"']
      receiver: page-web
    - match_re: {team: "d.*"}
      receiver: page-data
  - match: {team: web}
    receiver: web
    mute_time_intervals: [nights]
  - matchers: ['{env!~"prod|stage", severity=~".+"}']
    receiver: nobody
receivers: [{name: default, webhook_configs: [{url: "http://127.0.0.1/"}]}, {name: page}, {name: page-web}, {name: page-data}, {name: web}, {name: nobody}]
time_intervals: [{name: nights, time_intervals: [{times: [{start_time: "22:00", end_time: "24:00"}]}]}]
"""
MANIFESTS = f"""
apiVersion: monitoring.coreos.com/v1
kind: Alertmanager
metadata: {{name: main, namespace: mon}}
spec: {{replicas: 1}}
---
apiVersion: v1
kind: Secret
metadata: {{name: alertmanager-main, namespace: mon}}
stringData:
  alertmanager.yaml: |{CONFIG.replace(chr(10), chr(10) + "    ")}
"""
LABELS = st.dictionaries(
    st.sampled_from(["severity", "team", "env", "other"]), st.sampled_from(["critical", "web", "api", "data", "dev", "prod", "x"]), min_size=1
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "all.yaml").write_text(MANIFESTS)
    return tmp_path


def route(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["route", *arguments, str(folder)])


def test_every_path_of_an_alert_is_shown(folder: Path) -> None:
    result = route(folder, "-l", "severity=critical", "-l", "team=web", "-l", "env=prod")
    assert result.stdout.splitlines() == [
        "Alertmanager mon/main",
        '  page-web (tells nobody): by severity="critical" → team=~"web|api", env!="dev"',
        '  web (tells nobody): by team="web", muted in nights',
    ]


def test_an_alert_that_reaches_nobody_is_a_failure(folder: Path) -> None:
    assert route(folder, "-l", "team=web").exit_code == 1
    assert route(folder, "-l", "other=x").exit_code == 0


def test_the_whole_tree(folder: Path) -> None:
    lines = route(folder).stdout.splitlines()
    assert lines[1:3] == ["  default", '    severity="critical" → page, goes on']


def test_a_label_that_is_none_is_a_usage_error(folder: Path) -> None:
    assert route(folder, "-l", "severity").exit_code == 2


@pytest.mark.local
@settings(max_examples=60, deadline=None)
@given(LABELS)
def test_amtool_names_the_same_receivers(labels: dict[str, str]) -> None:
    try:
        amtool = program("amtool").path
    except MissingProgram as error:
        pytest.skip(str(error))
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        file.write(CONFIG)
        file.flush()
        command = [str(amtool), "config", "routes", "test", f"--config.file={file.name}", *(f"{name}={value}" for name, value in labels.items())]
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = tree(CONFIG)
    assert found
    assert answer.strip().split(",") == list(receivers(found, labels))


def test_without_an_alertmanager_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "all.yaml").write_text("{apiVersion: v1, kind: Service, metadata: {name: web}}", encoding="utf-8")
    result = CliRunner().invoke(main, ["route", str(tmp_path)])
    assert (result.exit_code, result.stderr) == (1, "no Alertmanager has a configuration here\n")


@pytest.mark.parametrize("command", [["check"], ["route"], ["explain", "smon/team/web"]])
def test_a_cluster_that_cannot_be_seen_is_neither_yes_nor_no(command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "config"))
    result = CliRunner().invoke(main, [*command, "--cluster"])
    assert (result.exit_code, result.stderr) == (2, f"Error: no cluster: there is no kubeconfig ({tmp_path}/config), and this is no pod\n")
