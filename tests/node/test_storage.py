"""Data outlives its pod, and storage that is asked for too late moves nothing."""

import time
from typing import Any

import pytest

from hooks.protocol import Manifest
from tests.node.latency import patch
from tests.node.world import World, condition, ready

pytestmark = [pytest.mark.node, pytest.mark.timeout(300)]
GROUP = "monitoring.coreos.com"
PROMETHEUSES = f"/apis/{GROUP}/v1/namespaces/monitoring/prometheuses"
CLAIM = {"volumeClaimTemplate": {"spec": {"storageClassName": "", "resources": {"requests": {"storage": "1Gi"}}}}}


def pod(world: World, name: str) -> Any:
    """A pod that is ready, else None."""
    found = world.get(f"/api/v1/namespaces/monitoring/pods/{name}")
    return found if found and ready(found) else None


def volume(path: str) -> Manifest:
    """A volume that anyone may claim."""
    spec = {"capacity": {"storage": "1Gi"}, "accessModes": ["ReadWriteOnce"], "hostPath": {"path": path}, "persistentVolumeReclaimPolicy": "Retain"}
    return {"apiVersion": "v1", "kind": "PersistentVolume", "metadata": {"name": "node"}, "spec": {**spec, "storageClassName": ""}}


def test_an_evicted_pod_comes_back_with_its_data(world: World) -> None:
    world.node.inside("install", "-d", "-m", "777", "/var/promhooks-volume")
    spec = {"storage": CLAIM, "securityContext": {"runAsNonRoot": True, "runAsUser": 1000, "fsGroup": 2000}, "resources": {"requests": {"memory": "50Mi"}}}
    stored = {
        "apiVersion": f"{GROUP}/v1",
        "kind": "Prometheus",
        "metadata": {"name": "stored", "namespace": "monitoring"},
        "spec": {**spec, "ruleSelector": {}},
    }
    world.server.kubectl("apply", "-f", "-", manifests=[volume("/var/promhooks-volume"), stored])
    try:
        before = world.eventually("the pod with a claim is ready", lambda: pod(world, "prometheus-stored-0"), 120)
        world.node.inside("touch", "/var/promhooks-volume/prometheus-db/kept")
        eviction = {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "prometheus-stored-0", "namespace": "monitoring"}}
        assert world.server.request("POST", "/api/v1/namespaces/monitoring/pods/prometheus-stored-0/eviction", eviction).status == 201
        after = world.eventually("another pod is ready", lambda: (found := pod(world, "prometheus-stored-0")) and uid(found) != uid(before) and found, 120)
        assert any("persistentVolumeClaim" in each for each in after["spec"]["volumes"])
        assert world.node.inside("ls", "/var/promhooks-volume/prometheus-db/kept", "/var/promhooks-volume/prometheus-db/wal").returncode == 0
    finally:
        world.server.kubectl("-n", "monitoring", "delete", "prometheus/stored")


def uid(found: Manifest) -> str:
    """By which a pod is told from its successor."""
    return str(found["metadata"]["uid"])


def test_storage_that_is_asked_for_later_moves_nothing_and_is_told(world: World) -> None:
    path = f"{PROMETHEUSES}/prometheus"
    before = world.eventually("the pod is ready", lambda: pod(world, "prometheus-prometheus-0"), 120)
    patch(world, path, {"spec": {"storage": CLAIM}})
    try:
        world.eventually("the status tells", lambda: condition(world, path, "Reconciled")["status"] == "False", 20)
        time.sleep(10)
        assert uid(pod(world, "prometheus-prometheus-0")) == uid(before)
        assert condition(world, path, "Reconciled")["reason"] == "RecreateRequired"
    finally:
        patch(world, path, {"spec": {"storage": None}})
    world.eventually("all is as it was", lambda: condition(world, path, "Reconciled")["status"] == "True", 20)
    assert uid(pod(world, "prometheus-prometheus-0")) == uid(before)
