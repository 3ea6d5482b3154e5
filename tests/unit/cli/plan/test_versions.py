"""Plans of other versions, and of more shards."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hooks.cli import main

EXAMPLE = Path(__file__).parents[4] / "examples" / "my-app"
SHARDED = """
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {{name: main, namespace: mon}}
spec: {{version: v3.14.0, shards: {shards}, scrapeConfigSelector: {{}}}}
---
apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata: {{name: web, namespace: mon}}
spec: {{staticConfigs: [{{targets: [{targets}]}}]}}
"""


def plan(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["plan", *map(str, arguments)])


def test_an_upgrade_of_the_hooks_restarts_nothing_and_says_what_waits() -> None:
    result = plan("--from-version", "0.90", EXAMPLE)
    assert result.exit_code == 0
    assert "spec.version: is not set, and v3.10.0 goes on because it runs; the default is v3.14.0 now" in result.stdout
    assert result.stdout.endswith("No changes.\n")


def test_new_defaults_are_taken_where_that_is_wanted() -> None:
    result = plan("--from-version", "0.90", "--follow-defaults", EXAMPLE)
    assert result.exit_code == 2
    assert "prometheus:v3.10.0 → quay.io/prometheus/prometheus:v3.14.0" in result.stdout
    assert "goes on because it runs" not in result.stdout


def test_another_version_of_a_program() -> None:
    result = plan("--program", "prometheus=v3.16.0", EXAMPLE)
    assert result.exit_code == 2
    assert "Prometheus monitoring/prometheus: rolling restart" in result.stdout
    assert "Alertmanager" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([EXAMPLE], "or another version with --program or --from-version"),
        (["--program", "grafana=v1.0.0", EXAMPLE], '"grafana" is none of prometheus, alertmanager, thanos'),
        (["--program", "prometheus=newest", EXAMPLE], '"newest" is not a semantic version'),
        (["--since", "main", "--from", EXAMPLE, EXAMPLE], "give one of"),
    ],
)
def test_what_cannot_be_compared(arguments: list[object], said: str) -> None:
    result = plan(*arguments)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr


def test_targets_that_move_between_shards_are_counted_and_named(tmp_path: Path) -> None:
    targets = ", ".join(f'"web-{number}:80"' for number in range(40))
    for name, shards in (("old", 2), ("new", 3)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "all.yaml").write_text(SHARDED.format(shards=shards, targets=targets), encoding="utf-8")
    (change,) = json.loads(plan("--from", tmp_path / "old", "--format", "json", tmp_path / "new").stdout)["changes"]
    assert change["targets"] == 40
    assert 10 < len(change["moved"]) < 40
    assert {move["before"] for move in change["moved"]} <= {0, 1}
    assert {move["after"] for move in change["moved"]} == {0, 1, 2}
    text = plan("--from", tmp_path / "old", tmp_path / "new").stdout
    assert f"{len(change['moved'])} of 40 known targets move to another shard:" in text
    assert "of job scrapeConfig/mon/web: shard " in text


def test_without_another_number_of_shards_no_target_moves(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        text = SHARDED.format(shards=2, targets="web:80, api:80")
        (tmp_path / name / "all.yaml").write_text(text.replace("v3.14.0", "v3.16.0") if name == "new" else text, encoding="utf-8")
    assert "0 of 2 known targets move to another shard\n" in plan("--from", tmp_path / "old", tmp_path / "new").stdout


def test_targets_without_an_address_yet_are_not_counted(tmp_path: Path) -> None:
    for name, shards in (("old", 2), ("new", 3)):
        shutil.copytree(EXAMPLE, tmp_path / name)
        file = tmp_path / name / "prometheus.yaml"
        file.write_text(file.read_text("utf-8").replace("  replicas: 1", f"  shards: {shards}\n  replicas: 1"), encoding="utf-8")
    result = plan("--from", tmp_path / "old", tmp_path / "new")
    assert "Prometheus monitoring/prometheus: scale" in result.stdout
    assert "move to another shard" not in result.stdout
