"""The forms in which ``check`` tells its findings, and how they are chosen."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from hooks.cli import main
from hooks.cli.formats import text
from hooks.cli.formats.checked import Checked
from hooks.cli.manifests import Located, Place
from hooks.findings import Subject
from hooks.findings.fields import UNKNOWN

MONITOR = """apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web, namespace: team, labels: {release: prom}}
spec:
  selector: {}
  endpoints:
  - prot: web
"""
PROMETHEUS = """apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main, namespace: team}
spec: {serviceMonitorSelector: {}}
"""


@pytest.fixture
def manifests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one error, in a working directory of its own."""
    (tmp_path / "monitors").mkdir()
    (tmp_path / "monitors/web.yaml").write_text(MONITOR)
    (tmp_path / "monitors/prometheus.yaml").write_text(PROMETHEUS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, ["check", *arguments], input=stdin)


def test_the_place_is_underlined(manifests: Path) -> None:
    result = check("monitors")
    assert result.exit_code == 1
    head, line, mark = result.stdout.splitlines()
    assert head.startswith("monitors/web.yaml:7:5: error: ServiceMonitor team/web: spec.endpoints[0].prot: unknown field, did you mean port?")
    assert line == "     7 |   - prot: web"
    assert line[mark.index("^") : mark.rindex("^") + 1] == "prot"


def test_an_edited_file_is_shown_as_it_is_now(manifests: Path) -> None:
    check("monitors")
    (manifests / "monitors/web.yaml").write_text(MONITOR.replace("prot", "prt"))
    assert "     7 |   - prt: web" in check("monitors").stdout


def test_json_holds_everything_apart(manifests: Path) -> None:
    (found,) = (each for each in json.loads(check("--format", "json", "monitors").stdout)["findings"] if each["severity"] == "error")
    assert found["object"] == {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "namespace": "team", "name": "web"}
    assert (found["file"], found["line"], found["column"], found["path"]) == ("monitors/web.yaml", 7, 5, "spec.endpoints[0].prot")
    assert (found["problem"], found["remedy"]) == ("unknown field", "did you mean port?")


def test_sarif_points_at_the_line_and_explains_the_rule(manifests: Path) -> None:
    (run,) = json.loads(check("--format", "sarif", "monitors").stdout)["runs"]
    (result,) = (each for each in run["results"] if each["level"] == "error")
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 5, "endColumn": 9}
    assert result["ruleId"] in {rule["id"] for rule in run["tool"]["driver"]["rules"]}


def test_junit_has_a_failure_with_the_code(manifests: Path) -> None:
    suite = ET.fromstring(check("--format", "junit", "monitors").stdout)
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert (suite.get("failures"), failure.get("message")) == ("1", "unknown field")


def test_github_annotates_the_line(manifests: Path) -> None:
    assert check("--format", "github", "monitors").stdout.startswith("::error file=monitors/web.yaml,line=7,col=5,endColumn=9,title=PH")


def test_a_pipe_is_checked(manifests: Path) -> None:
    result = check("-", stdin=f"{MONITOR}---\n{PROMETHEUS}")
    assert result.stdout.startswith("<stdin>:7:5: error: ServiceMonitor team/web: ")


def code_of(result: Result) -> str:
    return str(next(each["code"] for each in json.loads(result.stdout)["findings"] if each["severity"] == "error"))


def test_what_is_ignored_by_option_file_or_annotation_is_not_told(manifests: Path) -> None:
    code = code_of(check("--format", "json", "monitors"))
    assert check("--ignore", code, "monitors").exit_code == 0
    assert check("--ignore", code[:4], "monitors").exit_code == 0
    assert check("--exclude", "monitors/w*", "monitors").exit_code == 0
    assert check("--select", "PH9", "monitors").exit_code == 0
    (manifests / "promhooks.toml").write_text(f'[check]\nignore = ["{code}"]\n')
    assert check("monitors").exit_code == 0
    (manifests / "promhooks.toml").unlink()
    (manifests / "monitors/web.yaml").write_text(MONITOR.replace("namespace: team,", f"namespace: team, annotations: {{promhooks.io/ignore: {code}}},"))
    assert check("monitors").exit_code == 0


def test_a_baseline_hides_what_was_there_before_and_nothing_new(manifests: Path) -> None:
    (manifests / "known.json").write_text(check("--format", "json", "monitors").stdout)
    (manifests / "monitors/web.yaml").write_text(f"# moved by a line\n{MONITOR}")
    assert check("--baseline", "known.json", "monitors").exit_code == 0
    (manifests / "monitors/web.yaml").write_text(MONITOR.replace("prot: web", "prot: web\n    schema: https"))
    assert check("--baseline", "known.json", "monitors").stdout.count("error") == 1


def test_strict_fails_on_warnings(manifests: Path) -> None:
    (manifests / "monitors/web.yaml").write_text(MONITOR.replace("prot", "port"))
    (manifests / "monitors/prometheus.yaml").write_text(PROMETHEUS.replace("{}", "{matchLabels: {release: other}}"))
    assert check("monitors").exit_code == 0
    assert check("--strict", "monitors").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--ignore", "XX1", "monitors"], id="a-code-that-does-not-exist"),
        pytest.param(["--baseline", "monitors/web.yaml", "monitors"], id="a-baseline-that-is-none"),
        pytest.param(["nowhere"], id="a-folder-that-does-not-exist"),
    ],
)
def test_what_cannot_be_looked_at_ends_with_2(manifests: Path, arguments: list[str]) -> None:
    assert check(*arguments).exit_code == 2


def test_a_mistake_in_the_configuration_file_is_told(manifests: Path) -> None:
    (manifests / "promhooks.toml").write_text('[check]\nignroe = ["PH8"]\n')
    result = check("monitors")
    assert result.exit_code == 2
    assert "ignroe" in result.stderr


def test_findings_of_an_object_stand_together_errors_first(manifests: Path) -> None:
    other = MONITOR.replace("name: web", "name: api")
    (manifests / "monitors/web.yaml").write_text(f"{MONITOR}---\n{other}")
    groups = check("monitors").stdout.split("\n\n")
    assert [{name for name in ("team/web", "team/api") if name in group} for group in groups] == [{"team/web"}, {"team/api"}]


def test_a_terminal_of_80_columns_is_kept_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = f"  - {{interval: 30s, path: /{'x' * 200}, prot: web}}"
    finding = UNKNOWN.at("spec.endpoints[0].prot", "unknown field", "did you mean port? " * 8).about(Subject("v1", "ServiceMonitor", "team", "web"))
    column = long.index("prot") + 1
    monkeypatch.chdir(tmp_path)
    Path("web.yaml").write_text(long)
    shown = click.unstyle(text.report(Checked(1, (Located(Place("web.yaml", 1, column, column + 4), finding),)), width=80)).splitlines()
    assert max(map(len, shown)) <= 80
    *_, excerpt, mark = shown
    assert excerpt[mark.index("^") : mark.rindex("^") + 1] == "prot"
