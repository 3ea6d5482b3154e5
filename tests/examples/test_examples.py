"""Every folder of examples is without a fault, does what its Tests expect, and where it can, works with real programs."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from hooks.cli.local.processes import Process, stop
from hooks.cli.local.programs import Source, cached, program
from tests.cluster.apiserver import free_ports
from tests.local.conftest import eventually
from tests.local.running import Running

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(path.name for path in (ROOT / "examples").iterdir() if path.is_dir())
WITH_TESTS = [name for name in FOLDERS if (ROOT / "examples" / name / "tests").is_dir()]
WITH_MANIFESTS = [name for name in FOLDERS if list((ROOT / "examples" / name).glob("*.yaml"))]


def promhooks(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "hooks.cli", *arguments], check=False, capture_output=True, text=True, cwd=ROOT, timeout=60)


@pytest.mark.parametrize("name", WITH_MANIFESTS)
def test_there_is_nothing_to_say_against_it(name: str) -> None:
    done = promhooks("check", "--strict", f"examples/{name}")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", WITH_TESTS)
def test_it_does_what_is_expected(name: str) -> None:
    if not cached("promtool", Source.PINNED):
        pytest.skip("no promtool on this machine, `make programs` gets one")
    done = promhooks("test", f"examples/{name}")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", FOLDERS)
def test_its_readme_begins_with_what_it_shows(name: str) -> None:
    assert (ROOT / "examples" / name / "README.md").read_text("utf-8").startswith("# ")


def test_a_prometheus_yml_becomes_the_same_configuration_again(tmp_path: Path) -> None:
    assert promhooks("import", "examples/import/prometheus.yml", "-o", str(tmp_path)).returncode == 0
    assert promhooks("check", "--strict", str(tmp_path)).returncode == 0
    rendered = promhooks("render", "--config", "prometheus/monitoring/main", str(tmp_path)).stdout
    assert set(re.findall(r"192\.0\.2\.\d+:9100|https://\S+/(?:targets|write)", rendered)) == {
        "192.0.2.10:9100",
        "192.0.2.11:9100",
        "https://inventory.example.com/targets",
        "https://metrics.example.com/api/v1/write",
    }


@pytest.fixture
def central(tmp_path: Path) -> Iterator[str]:
    """The two of examples/agent, each under its rendered configuration; only their addresses are of this machine."""
    if not cached("prometheus", Source.PINNED):
        pytest.skip("no pinned prometheus on this machine, `promhooks programs --pinned` builds it")
    path, (agent, receiver) = program("prometheus", Source.PINNED).path, free_ports(2)
    processes = []
    for name, kind, port, flags in (
        ("central", "prometheus", receiver, ("--web.enable-remote-write-receiver", f"--storage.tsdb.path={tmp_path}/central")),
        ("edge", "prometheusagent", agent, ("--agent", f"--storage.agent.path={tmp_path}/edge")),
    ):
        text = promhooks("render", "--config", f"{kind}/monitoring/{name}", "examples/agent").stdout
        text = text.replace("prometheus-operated.monitoring.svc:9090", f"127.0.0.1:{receiver}").replace("localhost:9090", f"127.0.0.1:{port}")
        (tmp_path / f"{name}.yml").write_text(re.sub(r"scrape_interval: \S+", "scrape_interval: 1s", text).replace("${POD_NAME}", f"{name}-0"))
        command = [str(path), f"--config.file={tmp_path}/{name}.yml", f"--web.listen-address=127.0.0.1:{port}", *flags]
        processes.append(Process(command, {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}, tmp_path / f"{name}.log", tmp_path))
    try:
        yield f"http://127.0.0.1:{receiver}"
    finally:
        stop(processes)


@pytest.mark.local
@pytest.mark.timeout(120)
def test_what_the_agent_scrapes_reaches_the_other_prometheus(central: str) -> None:
    def answer(query: str) -> list[dict[str, object]]:
        try:
            found: list[dict[str, object]] = Running.answer(f"{central}/api/v1/query?{urlencode({'query': query})}")["data"]["result"]
        except OSError:
            return []
        return found

    eventually("a target of the agent is up over there", lambda: answer('up{cluster="edge-1", job="scrapeConfig/monitoring/edge"} == 1'), 60)
    assert answer('count({__name__=~"prometheus_.*", cluster="edge-1"})')
    assert not answer('{__name__=~"go_.*", cluster="edge-1"}')
