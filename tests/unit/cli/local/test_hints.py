"""Why a monitor finds nothing."""

from typing import Any

import pytest

from hooks.cli.local.hints import hints
from hooks.cli.local.objects import Cluster

Manifest = dict[str, Any]


def monitor(kind: str = "ServiceMonitor", **spec: Any) -> Manifest:
    return {"kind": kind, "metadata": {"name": "m", "namespace": "a"}, "spec": {"selector": {"matchLabels": {"app": "x"}}, **spec}}


def service(*ports: str, **labels: str) -> Manifest:
    spec = {"selector": {"app": "x"}, "ports": [{"name": port, "port": 80} for port in ports]}
    return {"kind": "Service", "metadata": {"name": "s", "namespace": "a", "labels": labels}, "spec": spec}


POD = {
    "kind": "Pod",
    "metadata": {"name": "p", "namespace": "a", "labels": {"app": "x"}},
    "spec": {"containers": [{"name": "c", "ports": [{"name": "web", "containerPort": 80}]}]},
}


@pytest.mark.parametrize(
    ("objects", "expected"),
    [
        pytest.param([monitor(endpoints=[{"port": "web"}]), service("web", app="x"), POD], [], id="all-there"),
        pytest.param(
            [monitor(), service("web", app="y"), POD], [("ServiceMonitor a/m", "finds no Service in a with the labels of its selector")], id="no-service"
        ),
        pytest.param(
            [monitor(namespaceSelector={"matchNames": ["b"]}), service("web", app="x"), POD],
            [("ServiceMonitor a/m", "finds no Service in b with the labels of its selector")],
            id="service-in-another-namespace",
        ),
        pytest.param(
            [monitor(endpoints=[{"port": "http"}]), service("web", app="x"), POD],
            [("ServiceMonitor a/m", 'Service a/s has no port "http", it has web')],
            id="no-port",
        ),
        pytest.param([monitor(), service("web", app="x")], [("Service a/s", "its selector matches no pod that runs here")], id="no-pod"),
        pytest.param(
            [monitor("PodMonitor", podMetricsEndpoints=[{"port": "http"}]), POD],
            [("PodMonitor a/m", 'no pod has a port "http", there is web')],
            id="no-container-port",
        ),
        pytest.param(
            [monitor("PodMonitor")], [("PodMonitor a/m", "finds no pod in a that runs here with the labels of its selector")], id="no-pod-for-a-pod-monitor"
        ),
    ],
)
def test_hints(objects: list[Manifest], expected: list[tuple[str, str]]) -> None:
    assert list(hints(Cluster(tuple(objects)))) == expected
