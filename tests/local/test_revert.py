"""A change that Prometheus cannot load, taken back: it loads what was good again."""

import base64
import os
import subprocess
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

import pytest

from hooks.cli.cluster import cluster
from hooks.cli.local.pinned import built_path, pinned_version
from hooks.cli.local.ports import free_port
from hooks.loop.loop import Loop
from hooks.loop.resources import Key
from hooks.settings import Settings
from hooks.versions import Feature, Version
from tests.local.conftest import eventually

pytestmark = [pytest.mark.local, pytest.mark.timeout(120)]

BUILT = ("prometheus", "prometheus-3.12", "prometheus-3.4")
INTERVAL = 1
"""Seconds between two looks of Prometheus at its files."""
SCRAPE_CONFIG = Key("monitoring.coreos.com", "ScrapeConfig", "default", "web")


@pytest.fixture(params=BUILT)
def version(request: pytest.FixtureRequest) -> Version:
    """The version of every Prometheus that is pinned and built."""
    name: str = request.param
    if not built_path(name).exists():
        pytest.skip(f"no {name} {pinned_version(name)} on this machine, `promhooks programs --pinned {name}` builds one")
    return Version.parse(pinned_version(name))


@pytest.fixture
def program(request: pytest.FixtureRequest, version: Version) -> Path:
    """The program of that version."""
    return next(built_path(name) for name in BUILT if pinned_version(name) == str(version))


def configuration(loop: Loop, target: str) -> bytes:
    """prometheus.yaml after an edit of the ScrapeConfig."""
    spec = {"staticConfigs": [{"targets": [target]}]}
    metadata = {"name": SCRAPE_CONFIG.name, "namespace": SCRAPE_CONFIG.namespace}
    loop.apply([{"apiVersion": "monitoring.coreos.com/v1alpha1", "kind": "ScrapeConfig", "metadata": metadata, "spec": spec}])
    loop.converge()
    secret = next(each for each in loop.objects() if (each["kind"], each["metadata"]["name"]) == ("Secret", "prometheus-main"))
    return base64.b64decode(secret["data"]["prometheus.yaml"])


def prometheus_of(version: Version) -> Loop:
    """A cluster with a Prometheus of that version which reads all ScrapeConfigs."""
    loop = cluster(Settings())
    spec = {"version": f"v{version}", "scrapeConfigSelector": {}, "serviceMonitorSelector": {}}
    loop.apply([{"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus", "metadata": {"name": "main", "namespace": "default"}, "spec": spec}])
    return loop


@contextmanager
def running(program: Path, version: Version, folder: Path) -> Iterator[str]:
    """Prometheus on ``folder/prometheus.yaml``; its address."""
    address = f"127.0.0.1:{free_port(21000 + os.getpid() % 20000)}"
    reloads = ["--config.auto-reload"] if version in Feature.AUTO_RELOAD_FLAG else ["--enable-feature=auto-reload-config"]
    arguments = ["--config.file=prometheus.yaml", "--storage.tsdb.path=data", f"--web.listen-address={address}", f"--config.auto-reload-interval={INTERVAL}s"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([program, *arguments, *reloads], cwd=folder, stdout=log, stderr=log)
    try:
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait(20)


def loaded(address: str) -> bool | None:
    """Whether the last reload went well; None while nobody answers."""
    try:
        with urlopen(f"{address}/metrics", timeout=5) as response:
            text: str = response.read().decode()
    except (HTTPException, OSError):
        return None
    return "prometheus_config_last_reload_successful 1" in text


def reverted(program: Path, version: Version, folder: Path, steps: tuple[bytes, bytes, bytes]) -> Generator[bool | None]:
    """How the last reload went after the third of these configurations, of which only the second cannot be loaded; asked again and again."""
    file = folder / "prometheus.yaml"
    file.write_bytes(steps[0])
    with running(program, version, folder) as address:
        eventually("the first configuration is loaded", lambda: loaded(address))
        file.write_bytes(steps[1])
        eventually("the second is refused", lambda: loaded(address) is False, seconds=40)
        file.write_bytes(steps[2])
        while True:
            yield loaded(address)


def texts(version: Version) -> tuple[bytes, bytes, bytes]:
    """Good, changed so that it cannot be loaded, and taken back."""
    loop = prometheus_of(version)
    return configuration(loop, "a:1"), configuration(loop, "b:1") + b"no_such_section: 1\n", configuration(loop, "a:1")


def test_what_is_taken_back_is_loaded(program: Path, version: Version, tmp_path: Path) -> None:
    answers = reverted(program, version, tmp_path, texts(version))
    eventually("the first configuration is loaded again", lambda: next(answers), seconds=40)
    answers.close()


def test_without_its_origin_an_affected_version_would_stay_where_it_is(program: Path, version: Version, tmp_path: Path) -> None:
    if version not in Feature.STICKS_AFTER_FAILED_RELOAD:
        pytest.skip(f"Prometheus {version} is not affected")
    first, second, third = (text.partition(b"\n")[2] if text.startswith(b"# made from ") else text for text in texts(version))
    assert first == third
    answers = reverted(program, version, tmp_path, (first, second, third))
    end = time.monotonic() + 6 * INTERVAL
    while time.monotonic() < end:
        assert next(answers) is False
        time.sleep(INTERVAL / 2)
    answers.close()
