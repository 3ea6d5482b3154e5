"""What happens to pods: they are replaced, killed, multiplied, and their kubelet goes and comes back. A change reaches them all the same."""

import time
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

import pytest

from hooks.decorators.pods import PAUSE_SECONDS
from hooks.protocol import Manifest
from tests.cluster.installation import STANDALONE
from tests.node.latency import patch
from tests.node.world import World, condition, ready, restarts

pytestmark = [pytest.mark.node, pytest.mark.timeout(600)]
PROMETHEUS = "/apis/monitoring.coreos.com/v1/namespaces/monitoring/prometheuses/prometheus"
SELECTOR = "app.kubernetes.io/name=prometheus"
TOLD_AT = "promhooks.io/config-told-at"
LIVE_SECONDS = 5.0
BINDING = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/promhooks-pods-writing"


@pytest.fixture(autouse=True)
def _at_rest(world: World) -> Iterator[None]:
    world.eventually("all pods are ready", lambda: all_ready(world, 1), 180)
    yield
    patch(world, PROMETHEUS, {"spec": {"replicas": 1, "shards": 1}})
    world.eventually("one pod is left", lambda: all_ready(world, 1), 180)


def all_ready(world: World, count: int) -> list[Manifest]:
    """The pods of the Prometheus if there are as many, all ready and told the newest; else none."""
    pods = world.pods("monitoring", SELECTOR)
    return pods if len(pods) == count and all(map(ready, pods)) and condition(world, PROMETHEUS, "PodsTold")["status"] == "True" else []


def label(world: World, value: str) -> None:
    """An edit that any Prometheus shows in its configuration at once."""
    patch(world, PROMETHEUS, {"spec": {"externalLabels": {"edit": value}}})


def has(world: World, pod: str, value: str) -> bool:
    answer = world.ask("monitoring", pod, 9090, "/api/v1/status/config") or {"data": {"yaml": ""}}
    return f"edit: {value}\n" in answer["data"]["yaml"]


def names(pods: list[Manifest]) -> list[str]:
    return [pod["metadata"]["name"] for pod in pods]


def live_everywhere(world: World, value: str) -> None:
    """Edits, and waits until every pod has loaded it."""
    pods = names(world.pods("monitoring", SELECTOR))
    time.sleep(2)
    label(world, value)
    world.eventually(f"{value} is live in {pods}", lambda: all(has(world, pod, value) for pod in pods), LIVE_SECONDS)


def test_a_change_is_live_after_a_rolling_restart(world: World) -> None:
    (before,) = world.pods("monitoring", SELECTOR)
    world.server.kubectl("-n", "monitoring", "rollout", "restart", "statefulset/prometheus-prometheus")
    world.eventually("the pod is a new one", lambda: (pods := all_ready(world, 1)) and pods[0]["metadata"]["uid"] != before["metadata"]["uid"], 120)
    live_everywhere(world, "after-a-restart")


def test_three_replicas_of_two_shards_learn_of_a_change_together(world: World) -> None:
    patch(world, PROMETHEUS, {"spec": {"replicas": 3, "shards": 2}})
    pods = world.eventually("six pods are ready", lambda: all_ready(world, 6), 240)
    live_everywhere(world, "on-six-pods")
    assert restarts(pods) == 0


def test_a_killed_process_comes_back_with_the_newest_configuration(world: World) -> None:
    live_everywhere(world, "before-the-kill")
    (pid,) = world.node.processes("prometheus")
    world.node.inside("kill", "-9", str(pid))
    world.eventually("the container was restarted", lambda: restarts(world.pods("monitoring", SELECTOR)) == 1 and all_ready(world, 1), 120)
    assert has(world, "prometheus-prometheus-0", "before-the-kill")
    live_everywhere(world, "after-the-kill")


def test_what_changes_while_the_kubelet_is_away_is_there_when_it_is_back(world: World) -> None:
    before = restarts(world.pods("monitoring"))
    world.node.stop_kubelet()
    label(world, "while-it-was-away")
    world.node.start_kubelet()
    world.eventually("the change is live", lambda: has(world, "prometheus-prometheus-0", "while-it-was-away"), 60)
    assert restarts(world.pods("monitoring")) == before
    world.eventually("the node is Ready", world.node.is_ready, 60)
    live_everywhere(world, "with-the-kubelet")


def test_in_a_storm_of_edits_a_pod_is_told_seldom_and_the_last_edit_arrives(world: World) -> None:
    told = set()
    for number in range(60):
        label(world, f"storm-{number}")
        (pod,) = world.pods("monitoring", SELECTOR)
        told.add(pod["metadata"]["annotations"][TOLD_AT])
        time.sleep(0.1)
    world.eventually("the last edit is live", lambda: has(world, "prometheus-prometheus-0", "storm-59"), LIVE_SECONDS)
    pauses = [(later - earlier).total_seconds() for earlier, later in pairwise(sorted(map(datetime.fromisoformat, told)))]
    assert len(pauses) > 1
    assert min(pauses) >= PAUSE_SECONDS


def test_without_the_rights_all_works_as_before_and_the_status_says_so(world: World) -> None:
    world.server.request("DELETE", BINDING)
    try:
        label(world, "without-rights")
        world.eventually("the status says that the pods are not told", lambda: condition(world, PROMETHEUS, "PodsTold")["status"] == "False", 30)
        world.eventually("the rest is as it should be", lambda: condition(world, PROMETHEUS, "Reconciled")["status"] == "True", 20)
        world.eventually("the kubelet brings it by itself", lambda: has(world, "prometheus-prometheus-0", "without-rights"), 150)
        assert condition(world, PROMETHEUS, "PodsTold")["status"] == "False"
    finally:
        world.server.kubectl("apply", "-k", str(STANDALONE))
    time.sleep(5)
    live_everywhere(world, "with-rights-again")


def test_pods_are_ready_where_pod_security_is_restricted(world: World) -> None:
    labels = {"pod-security.kubernetes.io/enforce": "restricted"}
    secured = {"runAsNonRoot": True, "runAsUser": 1000, "fsGroup": 2000, "seccompProfile": {"type": "RuntimeDefault"}}
    small = {"securityContext": secured, "resources": {"requests": {"memory": "50Mi"}}}
    group = "monitoring.coreos.com"
    world.server.kubectl(
        "apply",
        "-f",
        "-",
        manifests=[
            {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "strict", "labels": labels}},
            {"apiVersion": f"{group}/v1", "kind": "Prometheus", "metadata": {"name": "p", "namespace": "strict"}, "spec": {**small, "ruleSelector": {}}},
            {"apiVersion": f"{group}/v1", "kind": "Alertmanager", "metadata": {"name": "a", "namespace": "strict"}, "spec": small},
            {"apiVersion": f"{group}/v1alpha1", "kind": "PrometheusAgent", "metadata": {"name": "g", "namespace": "strict"}, "spec": small},
        ],
    )
    wanted = ["alertmanager-a-0", "prom-agent-g-0", "prometheus-p-0"]
    world.eventually("all three are ready", lambda: sorted(names([pod for pod in world.pods("strict") if ready(pod)])) == wanted, 120)
    world.server.kubectl("delete", "namespace", "strict", "--wait=false")
