"""`promhooks explain --url`: what a real Prometheus says of an object, and what it does not have."""

import subprocess
from collections.abc import Callable, Generator
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from hooks.cli import main
from hooks.cli.local.ports import free_port
from hooks.cli.local.program import Program
from hooks.cli.local.programs import MissingProgram, Source, program
from tests.local.conftest import eventually

pytestmark = [pytest.mark.local, pytest.mark.timeout(90)]

MANIFESTS = """
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {{name: main, namespace: mon}}
spec: {{scrapeConfigSelector: {{}}, ruleSelector: {{}}, scrapeInterval: 1s, evaluationInterval: 1s}}
---
apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata: {{name: self, namespace: mon}}
spec:
  metricsPath: /metrics
  scrapeTimeout: 1s
  staticConfigs: [{{targets: ["127.0.0.1:{port}", "127.0.0.1:1"]}}]
  basicAuth: {{username: {{name: login, key: user}}, password: {{name: login, key: user}}}}
---
apiVersion: v1
kind: Secret
metadata: {{name: login, namespace: mon}}
stringData: {{user: me}}
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {{name: up, namespace: mon}}
spec: {{groups: [{{name: up, rules: [{{alert: Down, expr: up == 0}}, {{record: "a:b", expr: "sum(up)"}}]}}]}}
"""


@pytest.fixture
def port() -> int:
    return free_port(29090)


@pytest.fixture
def folder(tmp_path: Path, port: int) -> Path:
    (tmp_path / "objects").mkdir()
    (tmp_path / "objects/all.yaml").write_text(MANIFESTS.format(port=port), encoding="utf-8")
    return tmp_path / "objects"


@pytest.fixture
def url(folder: Path, port: int, tmp_path: Path) -> Generator[str, None, None]:
    """A Prometheus that has loaded what is rendered from the folder."""
    try:
        found: Program = program("prometheus", Source.PINNED)
    except MissingProgram as error:
        pytest.skip(str(error))
    CliRunner().invoke(main, ["render", str(folder), "-o", str(tmp_path)])
    config = tmp_path / "prometheus-main/prometheus.yaml"
    config.write_text(config.read_text("utf-8").replace("/etc/prometheus/config/", f"{config.parent}/"), encoding="utf-8")
    flags = [f"--config.file={config}", f"--storage.tsdb.path={tmp_path}/data", f"--web.listen-address=127.0.0.1:{port}", "--web.enable-lifecycle"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([str(found.path), *found.arguments, *flags], cwd=found.folder or tmp_path, stdout=log, stderr=log)
    try:
        eventually("Prometheus has scraped", lambda: ready(port))
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def ready(port: int) -> bool:
    try:
        return b'"health":"up"' in urlopen(f"http://127.0.0.1:{port}/api/v1/targets", timeout=2).read()
    except (URLError, OSError):
        return False


def explain(wanted: str, folder: Path, url: str) -> str:
    return CliRunner().invoke(main, ["explain", wanted, str(folder), "--url", url]).output


def shows(wanted: str, folder: Path, url: str, *lines: str) -> Callable[[], bool]:
    return lambda: all(line in explain(wanted, folder, url) for line in lines)


def test_targets_and_rules_of_a_running_prometheus(folder: Path, url: str) -> None:
    job = "job scrapeConfig/mon/self: 1 of 2 targets are up"
    eventually(job, shows("scfg/mon/self", folder, url, "✓ it loaded its configuration at", f"✗ {job}", "connection refused", "/metrics was scraped at"))
    eventually("the rules", shows("promrule/mon/up", folder, url, "✓ rule Down: evaluation is ok, ", "✓ rule a:b: evaluation is ok"))


def test_what_it_does_not_have_yet_is_said(folder: Path, url: str) -> None:
    text = (folder / "all.yaml").read_text("utf-8")
    (folder / "all.yaml").write_text(text.replace("metricsPath: /metrics", "metricsPath: /other").replace("alert: Down", "alert: Later"), encoding="utf-8")
    assert "is loaded, but not as it would be now: metrics_path differs" in explain("scfg/mon/self", folder, url)
    assert "✗ rule Later is not loaded" in explain("promrule/mon/up", folder, url)


def test_a_refused_reload_is_said(folder: Path, url: str, tmp_path: Path) -> None:
    with (tmp_path / "prometheus-main/prometheus.yaml").open("a", encoding="utf-8") as config:
        config.write("bogus: 1\n")
    with pytest.raises(URLError):
        urlopen(Request(f"{url}/-/reload", method="POST"), timeout=10)
    assert "✗ it refuses the newest configuration, what it loaded at" in explain("scfg/mon/self", folder, url)


def test_one_that_does_not_answer_is_one_sentence(folder: Path) -> None:
    output = explain("scfg/mon/self", folder, "http://127.0.0.1:1")
    assert "http://127.0.0.1:1: " in output
    assert "Traceback" not in output
