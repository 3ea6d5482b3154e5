"""Custom resources for tests of workloads, and ways to look into their pods."""

from typing import Any

import msgspec

from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.thanosruler import ThanosRuler
from hooks.protocol import Manifest
from hooks.workloads.context import WorkloadContext

SIDECAR = WorkloadContext(mode="sidecar")
NATIVE = WorkloadContext(mode="native")
METADATA = {"name": "main", "namespace": "monitoring"}


def prometheus(**spec: Any) -> Prometheus:
    return msgspec.convert({"metadata": METADATA, "spec": spec}, Prometheus)


def agent(**spec: Any) -> PrometheusAgent:
    return msgspec.convert({"metadata": METADATA, "spec": spec}, PrometheusAgent)


def alertmanager(**spec: Any) -> Alertmanager:
    return msgspec.convert({"metadata": METADATA, "spec": spec}, Alertmanager)


def ruler(**spec: Any) -> ThanosRuler:
    return msgspec.convert({"metadata": METADATA, "spec": {"queryEndpoints": ["query:10901"], **spec}}, ThanosRuler)


def pod(workload: Manifest) -> Manifest:
    return dict(workload["spec"]["template"]["spec"])


def container(workload: Manifest, name: str) -> Manifest:
    return next(dict(each) for each in pod(workload)["containers"] if each["name"] == name)


def containers(workload: Manifest) -> list[str]:
    return [each["name"] for each in (*pod(workload).get("initContainers", ()), *pod(workload)["containers"])]


def volume(workload: Manifest, name: str) -> Manifest:
    return next(dict(each) for each in pod(workload)["volumes"] if each["name"] == name)
