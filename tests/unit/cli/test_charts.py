"""Charts and kustomizations among the manifests: left alone, and rendered where somebody asks for it (PH9008, PH9009)."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hooks.cli import main
from hooks.cli.local.pinned import built_path
from hooks.cli.manifests import folder

MONITOR = """\
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web, namespace: team}
spec:
  selector: {}
  endpoints: [{port: web}]
"""
PATCH = """\
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web, namespace: team}
spec:
  endpoints: [{prot: web}]
"""


def check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


@pytest.fixture
def kustomization(tmp_path: Path) -> Path:
    """A folder whose patch is no whole object, and wrong."""
    (tmp_path / "kustomization.yaml").write_text("resources: [web.yaml]\npatches: [{path: patch.yaml}]\n")
    (tmp_path / "web.yaml").write_text(MONITOR)
    (tmp_path / "patch.yaml").write_text(PATCH)
    return tmp_path


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    """A chart beside a manifest."""
    (tmp_path / "chart/templates").mkdir(parents=True)
    (tmp_path / "chart/Chart.yaml").write_text("apiVersion: v2\nname: web\nversion: 1.0.0\n")
    (tmp_path / "chart/values.yaml").write_text("port: web\n")
    (tmp_path / "chart/templates/web.yaml").write_text(MONITOR.replace("port: web", "prot: {{ .Values.port }}"))
    (tmp_path / "other.yaml").write_text(MONITOR.replace("name: web", "name: other"))
    return tmp_path


def test_patches_are_no_objects(kustomization: Path) -> None:
    result = check(kustomization)
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.skipif(shutil.which("kubectl") is None and not built_path("kubectl").exists(), reason="no kubectl: promhooks programs --pinned kubectl")
def test_what_a_kustomization_becomes_is_looked_at(kustomization: Path) -> None:
    result = check("--render", kustomization)
    assert result.exit_code == 1
    assert f"<kubectl kustomize {kustomization}>:" in result.stdout
    assert "spec.endpoints[0].prot: unknown field, did you mean port?" in result.stdout


def test_a_chart_is_left_out_with_a_note(chart: Path) -> None:
    found = folder([chart])
    assert [document.key.name for document in found.documents] == ["other"]
    assert [(located.place.file, located.finding.code.id) for located in found.findings] == [(str(chart / "chart"), "PH9008")]
    assert check(chart).exit_code == 0


def test_a_chart_that_nobody_can_render_is_an_error(chart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = chart / "bin/helm"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'Error: no such value' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    result = check("--render", "-q", chart)
    assert result.exit_code == 1
    assert 'helm does not render it: "Error: no such value" (PH9009)' in result.stdout


def test_what_a_chart_becomes_is_looked_at(chart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = chart / "bin/helm"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\n[ "$1" = template ] && sed "s/{{ .Values.port }}/web/" "$3/templates/web.yaml"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    result = check("--render", "-q", chart)
    assert result.exit_code == 1
    assert "<helm template" in result.stdout
    assert "spec.endpoints[0].prot: unknown field" in result.stdout
