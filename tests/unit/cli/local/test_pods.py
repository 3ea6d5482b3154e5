"""The pods that controllers would make."""

from typing import Any

import pytest

from hooks.cli.local import pods

Manifest = dict[str, Any]


def workload(kind: str, *containers: str, replicas: int = 1, annotations: Manifest | None = None) -> Manifest:
    template = {"metadata": {"labels": {"app": "x"}, "annotations": annotations or {}}, "spec": {"containers": [{"name": name} for name in containers]}}
    return {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": "w", "namespace": "n"}, "spec": {"replicas": replicas, "template": template}}


COMMAND = {pods.LOCAL_COMMAND: "serve"}


@pytest.mark.parametrize(
    ("objects", "names"),
    [
        pytest.param([workload("StatefulSet", "prometheus", replicas=2)], ["w-0", "w-1"], id="stateful-set-of-a-known-program"),
        pytest.param([workload("StatefulSet", "database")], [], id="unknown-program"),
        pytest.param([workload("StatefulSet", "database", annotations=COMMAND)], ["w-0"], id="local-command"),
        pytest.param([workload("Deployment", "web", replicas=0, annotations=COMMAND)], [], id="scaled-to-nothing"),
        pytest.param([{"kind": "Service", "metadata": {"name": "s"}}], [], id="no-workload"),
    ],
)
def test_names_of_pods(objects: list[Manifest], names: list[str]) -> None:
    assert [pod["metadata"]["name"] for pod in pods.pods(objects)] == names


def test_a_daemon_set_has_one_pod_on_this_node() -> None:
    assert [pod["spec"]["nodeName"] for pod in pods.pods([workload("DaemonSet", "prometheus", replicas=3)])] == [pods.NODE]


def test_a_deployments_pods_belong_to_a_replica_set_and_are_told_apart_by_its_hash() -> None:
    pod = pods.pods([workload("Deployment", "web", annotations=COMMAND)])[0]
    revision = pod["metadata"]["labels"]["pod-template-hash"]
    assert pod["metadata"]["ownerReferences"] == [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": f"w-{revision}", "controller": True}]
    assert pod["metadata"]["name"].startswith(f"w-{revision}-")
    changed = pods.pods([workload("Deployment", "web", "more", annotations=COMMAND)])[0]
    assert changed["metadata"]["name"] != pod["metadata"]["name"]


def test_a_stateful_sets_pods_keep_their_names_and_carry_its_labels() -> None:
    pod = pods.pods([workload("StatefulSet", "prometheus")])[0]
    assert pod["metadata"]["labels"]["apps.kubernetes.io/pod-index"] == "0"
    assert pod["metadata"]["labels"]["statefulset.kubernetes.io/pod-name"] == "w-0"
    assert pod["metadata"]["labels"]["app"] == "x"


@pytest.mark.parametrize(
    ("containers", "idle"),
    [
        pytest.param(["prometheus", "config-reloader"], (), id="all-played"),
        pytest.param(["prometheus", "thanos-sidecar"], ("thanos-sidecar",), id="a-sidecar-without-a-program"),
    ],
)
def test_containers_that_nothing_plays_are_named(containers: list[str], idle: tuple[str, ...]) -> None:
    assert pods.idle_containers(pods.pods([workload("StatefulSet", *containers)])[0]) == idle


def test_workloads_without_a_program_are_named() -> None:
    assert pods.not_runnable([workload("Deployment", "web"), workload("StatefulSet", "alertmanager")]) == ("Deployment n/w",)
