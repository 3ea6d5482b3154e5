import base64
import os
import subprocess
import sys
from pathlib import Path

import yaml
from click.testing import CliRunner, Result

from hooks.cli import main


def render(*paths: Path | str) -> Result:
    return CliRunner().invoke(main, ["render", *map(str, paths)])


def test_every_child_as_it_would_be_written(folder: Path) -> None:
    result = render(folder)
    assert (result.exit_code, result.stderr) == (0, "")
    objects = {(each["kind"], each["metadata"]["name"]): each for each in yaml.safe_load_all(result.stdout)}
    assert ("StatefulSet", "prometheus-main") in objects
    config = objects["Secret", "prometheus-main"]
    assert b"serviceMonitor/team/web/0" in base64.b64decode(config["data"]["prometheus.yaml"])
    for each in objects.values():
        assert not {"uid", "ownerReferences", "resourceVersion", "creationTimestamp"} & set(each["metadata"])
        assert "controller-uid" not in each["metadata"].get("labels", {})


def test_the_bytes_are_the_same_whatever_the_order_of_files_and_the_hash_seed(folder: Path, tmp_path: Path) -> None:
    expected = render(folder).stdout_bytes
    backwards = render(*sorted(folder.iterdir(), reverse=True)).stdout_bytes
    other = subprocess.run(
        [sys.executable, "-c", "from hooks.cli import main; main()", "render", str(folder)],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        check=True,
    ).stdout
    assert backwards == expected
    assert other == expected


def test_an_invalid_parent_is_told_and_the_others_are_rendered(folder: Path) -> None:
    text = (folder / "prometheus.yaml").read_text(encoding="utf-8")
    broken = text.replace("name: main", "name: broken").replace("spec:", "spec:\n  version: latest")
    (folder / "prometheus-broken.yaml").write_text(broken, encoding="utf-8")
    result = render(folder)
    assert result.exit_code == 1
    assert 'Prometheus mon/broken: spec.version: "latest" is not a semantic version' in result.stderr
    assert "name: prometheus-main\n" in result.stdout
    assert "prometheus-broken" not in result.stdout


def test_a_rejected_object_is_told_and_is_a_failure(folder: Path) -> None:
    (folder / "secret.yaml").unlink()
    result = render(folder)
    assert result.exit_code == 1
    assert "name: prometheus-main\n" in result.stdout
    assert 'ServiceMonitor team/web: spec.endpoints[0].basicAuth.username: secret "team/login"' in result.stderr


def test_a_file_that_cannot_be_read_is_a_failure(folder: Path) -> None:
    (folder / "x.yaml").write_text("a: [", encoding="utf-8")
    result = render(folder)
    assert result.exit_code == 1
    assert f"{folder / 'x.yaml'}:" in result.stderr
    assert "name: prometheus-main\n" in result.stdout


def test_a_configuration_is_printed_as_its_program_reads_it(folder: Path) -> None:
    config = next(yaml.safe_load_all(render("--config", "prom/mon/main", folder).stdout))
    assert [job["job_name"] for job in config["scrape_configs"]] == ["serviceMonitor/team/web/0"]


def test_a_configuration_that_does_not_exist_is_a_usage_error_with_what_is_near(folder: Path) -> None:
    result = render("--config", "prometheus/mon/mian", folder)
    assert result.exit_code == 2
    assert "there is no Prometheus mon/mian, did you mean Prometheus mon/main?" in result.stderr


def test_a_name_that_names_nothing_is_a_usage_error(folder: Path) -> None:
    result = render("--only", "prometheus", folder)
    assert result.exit_code == 2
    assert "write it like servicemonitor/team/web" in result.stderr


def test_only_what_is_made_for_one_object(folder: Path) -> None:
    objects = list(yaml.safe_load_all(render("--only", "servicemonitor/team/web", folder).stdout))
    assert [each["kind"] for each in objects] == ["Secret"]


def test_decoded_secrets_are_readable(folder: Path) -> None:
    objects = {each["metadata"]["name"]: each for each in yaml.safe_load_all(render("--decoded", folder).stdout) if each["kind"] == "Secret"}
    assert "serviceMonitor/team/web/0" in objects["prometheus-main"]["stringData"]["prometheus.yaml"]


def test_configurations_are_written_as_files(folder: Path, tmp_path: Path) -> None:
    assert render("-o", str(tmp_path / "out"), folder).stdout == ""
    assert "serviceMonitor/team/web/0" in (tmp_path / "out/prometheus-main/prometheus.yaml").read_text()


def test_that_nothing_is_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "all.yaml").write_text("{apiVersion: v1, kind: Service, metadata: {name: web}}", encoding="utf-8")
    result = CliRunner().invoke(main, ["render", str(tmp_path)])
    assert (result.exit_code, result.stdout, "there is no workload among them" in result.stderr) == (0, "", True)
