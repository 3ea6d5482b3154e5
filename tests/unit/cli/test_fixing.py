"""``promhooks check --fix`` and ``--diff``: what is mechanical is mended where it stands, and nothing else of the file changes."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hooks.cli import main

HEAD = "# ours\napiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: web, namespace: team}\n"
SERVICE = "\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: team, labels: {app: web}}\nspec: {ports: [{name: http-web, port: 8080}]}\n"


def check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        pytest.param("spec: {selector: {}, endpoints: [{prot: web}]} # x", "spec: {selector: {}, endpoints: [{port: web}]} # x", id="field"),
        pytest.param("spec:\n  selectr: {}   # x\n  endpoints: []", "spec:\n  selector: {}   # x\n  endpoints: []", id="comment-behind"),
        pytest.param(
            "spec: {selector: {}, endpoints: [{metric_relabelings: [{source_labels: [a], action: drop}]}]}",
            "spec: {selector: {}, endpoints: [{metricRelabelings: [{sourceLabels: [a], action: drop}]}]}",
            id="spelling-of-prometheus",
        ),
        pytest.param("spec: {selector: {}, endpoints: [{scheme: 'Http'}]}", "spec: {selector: {}, endpoints: [{scheme: 'http'}]}", id="case-in-quotes"),
        pytest.param("spec: {selector: {matchLabels: {a: true}}, endpoints: []}", 'spec: {selector: {matchLabels: {a: "true"}}, endpoints: []}', id="text"),
        pytest.param('spec: {selector: {}, endpoints: [], sampleLimit: "100"}', "spec: {selector: {}, endpoints: [], sampleLimit: 100}", id="number"),
        pytest.param('spec: {selector: {}, endpoints: [{honorLabels: "true"}]}', "spec: {selector: {}, endpoints: [{honorLabels: true}]}", id="boolean"),
        pytest.param(
            f"spec: {{selector: {{matchLabels: {{app: web}}}}, endpoints: [{{port: 8080}}]}}{SERVICE}",
            f"spec: {{selector: {{matchLabels: {{app: web}}}}, endpoints: [{{port: http-web}}]}}{SERVICE}",
            id="number-of-a-port-that-has-a-name",
        ),
        pytest.param(
            f'spec: {{selector: {{matchLabels: {{app: web}}}}, endpoints: [{{port: "8080"}}]}}{SERVICE}',
            f'spec: {{selector: {{matchLabels: {{app: web}}}}, endpoints: [{{port: "http-web"}}]}}{SERVICE}',
            id="number-of-a-port-in-quotes",
        ),
    ],
)
def test_what_is_mechanical_is_mended_and_all_else_stays(tmp_path: Path, wrong: str, right: str) -> None:
    file = tmp_path / "web.yaml"
    file.write_text(HEAD + wrong)
    shown = check("--diff", tmp_path)
    assert (shown.exit_code, file.read_text()) == (1, HEAD + wrong)
    assert all(line in shown.stdout for line in (f"--- {file}\n", "\n-", "\n+"))
    result = check("--fix", tmp_path)
    assert (result.exit_code, file.read_text()) == (0, HEAD + right)
    assert check("--diff", tmp_path).exit_code == 0


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("spec: {selector: {}, endpoints: [{prot: web, port: api}]}", id="the-right-name-is-there-too"),
        pytest.param("spec: {selector: {}, endpoints: [{interval: 30}]}", id="quotes-would-hide-what-is-wrong"),
        pytest.param("spec: {selector: {}, endpoints: [{port: 8080}]}", id="port-without-a-service"),
        pytest.param("spec: {selector: {}, endpoints: [{tlsConfig: {minVersion: TLS1}}]}", id="several-are-near"),
    ],
)
def test_what_leaves_a_choice_stays(tmp_path: Path, text: str) -> None:
    file = tmp_path / "web.yaml"
    file.write_text(HEAD + text)
    assert check("--fix", tmp_path).exit_code == 1
    assert file.read_text() == HEAD + text


def test_ends_of_lines_stay_and_a_group_that_is_misspelt_is_mended(tmp_path: Path) -> None:
    file = tmp_path / "web.yaml"
    text = HEAD.replace("coreos.com", "coreos.io") + "spec: {selector: {}}\n"
    file.write_bytes(text.replace("\n", "\r\n").encode())
    check("--fix", tmp_path)
    assert file.read_bytes() == text.replace("coreos.io", "coreos.com").replace("\n", "\r\n").encode()


def test_what_is_ignored_is_not_mended(tmp_path: Path) -> None:
    (tmp_path / "web.yaml").write_text(HEAD + "spec: {selectr: {}, selector: {}, endpoints: [{prot: web}]}")
    assert check("--diff", "--ignore", "PH1002", tmp_path).exit_code == 0


@pytest.mark.parametrize("arguments", [["--fix", "-"], ["--diff", "--cluster"], ["--fix", "--watch", "."]])
def test_only_files_can_be_mended(arguments: list[str]) -> None:
    assert check(*arguments).exit_code == 2
