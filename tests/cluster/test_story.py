"""The main job in a cluster: the real Prometheus, with the configuration that the hooks made and nothing else, finds the application and the Alertmanager
through the API server with the rights of the example's ServiceAccount; Slack is told that it is slow, and that it is not any more.

It takes about four minutes, most of them the alert's own.
"""

import os
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import msgspec
import pytest

from hooks.cli.local.programs import MissingProgram, Source, program
from tests.cluster.conftest import with_crds
from tests.cluster.installation import ROOT, Installation, installed
from tests.cluster.kubelet import Kubelet
from tests.cluster.network import NoNetwork, network
from tests.local.running import EXAMPLE, Running

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(600)]
ENGLISH = "The five-minute mean latency of my-app has been above 0.5 s for more than two minutes."
KOREAN = "my-app의 5분 평균 요청 지연 시간이 2분 넘게 0.5초를 초과했습니다."
OF_THE_PLACE = ("instance", "pod")
PROMETHEUS, ALERTMANAGER = "monitoring/prometheus-prometheus-0", "monitoring/alertmanager-prometheus-alertmanager-0"


class World:
    """Everything that runs, and what it says."""

    def __init__(self, installation: Installation, kubelet: Kubelet) -> None:
        self.installation, self.kubelet = installation, kubelet

    def url(self, pod: str) -> str:
        port = {PROMETHEUS: 9090, ALERTMANAGER: 9093}.get(pod, 8080)
        return f"http://{self.kubelet.addresses[pod]}:{port}"

    def answer(self, url: str, body: bytes | None = None) -> Any:
        try:
            with urlopen(Request(url, data=body), timeout=5) as response:
                text = response.read()
        except (URLError, ConnectionError, TimeoutError):
            return None
        return msgspec.json.decode(text) if text[:1] in (b"{", b"[") else text.decode()

    def eventually(self, what: str, probe: Any, seconds: float) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := probe():
                return found
            time.sleep(0.5)
        found = self.answer(f"{self.url(PROMETHEUS)}/api/v1/targets")
        raise AssertionError(f"not within {seconds:.0f} s: {what}\n{found}\n{self.kubelet.log()}")

    def targets(self) -> dict[str, dict[str, str]]:
        """Labels of the targets that are up, by service."""
        answer = self.answer(f"{self.url(PROMETHEUS)}/api/v1/targets?state=active") or {"data": {"activeTargets": []}}
        return {each["labels"].get("service", ""): each["labels"] for each in answer["data"]["activeTargets"] if each["health"] == "up"}

    def alerts(self) -> dict[str, str]:
        """States by name."""
        answer = self.answer(f"{self.url(PROMETHEUS)}/api/v1/alerts") or {"data": {"alerts": []}}
        return {each["labels"]["alertname"]: each["state"] for each in answer["data"]["alerts"]}

    def messages(self) -> list[dict[str, Any]]:
        """What Slack got."""
        path = self.installation.folder / "slack"
        return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()] if path.exists() else []


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    try:
        versions = {f"PROMHOOKS_{name.upper()}_VERSION": f"v{program(name, Source.PINNED).version}" for name in ("prometheus", "alertmanager")}
        with (
            network(20) as own,
            with_crds(tmp_path_factory.mktemp("story"), own.address(2), own.prefix) as server,
            installed(server, tmp_path_factory.mktemp("promhooks"), **versions) as installation,
        ):
            server.kubectl("apply", "-f", str(EXAMPLE))
            installation.settled()
            kubelet = Kubelet(server, own, tmp_path_factory.mktemp("pods"))
            try:
                yield started(World(installation, kubelet))
            finally:
                kubelet.stop()
    except (NoNetwork, MissingProgram) as error:
        pytest.skip(f"no network of its own: {error}")


def started(world: World) -> World:
    installation, kubelet = world.installation, world.kubelet
    deployments = [
        {"apiVersion": "apps/v1", "kind": "Deployment", **each} for each in installation.server.request("GET", "/apis/apps/v1/deployments").body["items"]
    ]
    mine = [each for each in deployments if each["metadata"]["namespace"] == "default"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    kubelet.start("slack", [sys.executable, "-m", "tests.cluster.slack", str(installation.folder / "slack")], environment, ROOT)
    kubelet.start("my-app", [sys.executable, str(EXAMPLE / "app.py")], environment, ROOT)
    kubelet.run([*mine, *installation.items("statefulsets", "secrets", "configmaps", "services")])
    return world


def test_the_story(world: World, tmp_path_factory: pytest.TempPathFactory) -> None:
    targets = world.eventually("the application is found and up", world.targets, 60)
    app = world.url(next(pod for pod in world.kubelet.addresses if "my-app" in pod))
    assert world.eventually("it is slow", lambda: world.answer(f"{app}/slow", b""), 10)
    assert {name: value for name, value in targets["my-app"].items() if name not in OF_THE_PLACE} == of_a_local_run(tmp_path_factory)
    world.eventually("the Alertmanager is found", lambda: active_alertmanagers(world) == [f"{world.url(ALERTMANAGER)}/api/v2/alerts"], 30)
    world.eventually("the alert is pending", lambda: world.alerts().get("HighRequestLatency") == "pending", 120)
    start = time.monotonic()
    world.eventually("it fires", lambda: world.alerts().get("HighRequestLatency") == "firing", 150)
    assert time.monotonic() - start > 100
    message = world.eventually("Slack is told", world.messages, 30)[0]
    assert message["channel"] == "#alerts"
    assert message["attachments"][0]["title"] == "High request latency on my-app"
    assert message["attachments"][0]["text"].strip() == f"{ENGLISH}\n{KOREAN}"
    world.answer(f"{app}/fast", b"")
    world.eventually("it is resolved", lambda: "HighRequestLatency" not in world.alerts(), 240)
    resolved = world.eventually("Slack is told again", lambda: [each for each in world.messages() if each["attachments"][0]["color"] == "good"], 60)
    assert resolved[0]["attachments"][0]["text"].strip() == f"{ENGLISH}\n{KOREAN}"


def of_a_local_run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The labels of the same target when ``promhooks run`` plays the cluster."""
    local = Running(tmp_path_factory.mktemp("local"), Source.PINNED)
    try:
        local.shows("target up: job=my-app ", 60)
        return {name: value for name, value in local.targets()["my-app"].items() if name not in OF_THE_PLACE}
    finally:
        local.close()


def active_alertmanagers(world: World) -> list[str]:
    answer = world.answer(f"{world.url(PROMETHEUS)}/api/v1/alertmanagers") or {"data": {"activeAlertmanagers": []}}
    return [each["url"] for each in answer["data"]["activeAlertmanagers"]]
