import base64
import os
import subprocess
import sys
from pathlib import Path

import yaml
from click.testing import CliRunner, Result

from hooks.cli import main


def render(*paths: Path) -> Result:
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


def test_a_rejected_object_is_told_and_is_no_failure(folder: Path) -> None:
    (folder / "secret.yaml").unlink()
    result = render(folder)
    assert result.exit_code == 0
    assert 'ServiceMonitor team/web: spec.endpoints[0].basicAuth.username: secret "team/login"' in result.stderr


def test_a_file_that_cannot_be_read_is_a_failure(folder: Path) -> None:
    (folder / "x.yaml").write_text("a: [", encoding="utf-8")
    result = render(folder)
    assert result.exit_code == 1
    assert f"{folder / 'x.yaml'}:" in result.stderr
    assert "name: prometheus-main\n" in result.stdout
