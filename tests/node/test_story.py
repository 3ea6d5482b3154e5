"""The example on a node: every pod of unmodified manifests becomes ready, and the application is scraped."""

import pytest

from tests.node.world import World, ready

pytestmark = [pytest.mark.node, pytest.mark.timeout(600)]


def up(world: World) -> list[str]:
    """Services whose targets are up."""
    answer = world.ask("monitoring", "prometheus-prometheus-0", 9090, "/api/v1/targets?state=active") or {"data": {"activeTargets": []}}
    return [each["labels"].get("service", "") for each in answer["data"]["activeTargets"] if each["health"] == "up"]


def test_every_pod_becomes_ready(world: World) -> None:
    wanted = {"alertmanager-prometheus-alertmanager-0", "prometheus-prometheus-0"}
    world.eventually(
        "Prometheus and Alertmanager are ready", lambda: {pod["metadata"]["name"] for pod in world.pods("monitoring") if ready(pod)} == wanted, 120
    )
    world.eventually("the application is ready", lambda: [pod for pod in world.pods("default") if ready(pod)], 60)


def test_the_application_is_scraped_and_the_alertmanager_is_found(world: World) -> None:
    world.eventually("the target is up", lambda: up(world) == ["my-app"], 60)
    found = world.eventually(
        "the Alertmanager is found",
        lambda: world.ask("monitoring", "prometheus-prometheus-0", 9090, "/api/v1/alertmanagers")["data"]["activeAlertmanagers"],
    )
    assert len(found) == 1
