"""Why a monitor finds nothing."""

from typing import Any

import pytest

from hooks.cli.local.objects import Cluster
from hooks.cli.targets import missing

Manifest = dict[str, Any]


def monitor(kind: str = "ServiceMonitor", **spec: Any) -> Manifest:
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": kind,
        "metadata": {"name": "m", "namespace": "a"},
        "spec": {"selector": {"matchLabels": {"app": "x"}}, **spec},
    }


def service(*ports: str, **labels: str) -> Manifest:
    spec = {"selector": {"app": "x"}, "ports": [{"name": port, "port": 80} for port in ports]}
    return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "s", "namespace": "a", "labels": labels}, "spec": spec}


POD: Manifest = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "p", "namespace": "a", "labels": {"app": "x"}},
    "spec": {"containers": [{"name": "c", "ports": [{"name": "web", "containerPort": 80}]}]},
}


WEB = service("web", app="x")


@pytest.mark.parametrize(
    ("objects", "expected"),
    [
        pytest.param([monitor(endpoints=[{"port": "web"}]), WEB, POD], [], id="all-there"),
        pytest.param(
            [monitor(), service("web", app="y"), POD],
            [("PH8101", "ServiceMonitor a/m", 'the nearest is Service a/s: app is "y", the selector wants "x"')],
            id="a-label-differs",
        ),
        pytest.param(
            [monitor(), service("web"), POD],
            [("PH8101", "ServiceMonitor a/m", 'the nearest is Service a/s: app is not there, the selector wants "x"')],
            id="a-label-is-missing",
        ),
        pytest.param(
            [monitor(namespaceSelector={"matchNames": ["b"]}), WEB, POD],
            [("PH8101", "ServiceMonitor a/m", "Service a/s would, name its namespace in spec.namespaceSelector")],
            id="service-in-another-namespace",
        ),
        pytest.param([monitor(endpoints=[{"port": "http"}]), WEB, POD], [("PH8102", "ServiceMonitor a/m", "it has web")], id="no-port"),
        pytest.param(
            [monitor(endpoints=[{"port": "80"}]), WEB, POD], [("PH8102", "ServiceMonitor a/m", "a port is named here: write web")], id="number-for-name"
        ),
        pytest.param(
            [monitor(), WEB, {**POD, "metadata": {**POD["metadata"], "labels": {"app": "z"}}}],
            [("PH8103", "Service a/s", 'the nearest is Pod a/p: app is "z", the selector wants "x"')],
            id="no-pod",
        ),
        pytest.param(
            [monitor(), {**WEB, "spec": {"selector": {"app": "x"}, "ports": [{"name": "web", "port": 80, "targetPort": "http"}]}}, POD],
            [("PH8104", "Service a/s", "there is web")],
            id="no-container-port",
        ),
        pytest.param(
            [monitor("PodMonitor", podMetricsEndpoints=[{"port": "http"}]), POD], [("PH8102", "PodMonitor a/m", "there is web")], id="pod-monitor-port"
        ),
        pytest.param(
            [monitor("PodMonitor", selector={"matchExpressions": [{"key": "app", "operator": "In", "values": ["a", "b"]}]}), POD],
            [("PH8105", "PodMonitor a/m", 'the nearest is Pod a/p: app is "x", the selector wants In "a", "b"')],
            id="pod-monitor-label",
        ),
        pytest.param([monitor()], [], id="services-are-made-elsewhere"),
    ],
)
def test_what_is_between_a_monitor_and_its_targets(objects: list[Manifest], expected: list[tuple[str, str, str]]) -> None:
    assert [(finding.code.id, str(finding.subject), finding.remedy) for finding in missing(Cluster(tuple(objects)))] == expected


def test_where_nothing_else_exists_a_missing_service_is_told() -> None:
    (finding,) = missing(Cluster((monitor(),)), complete=True)
    assert str(finding) == "spec.selector: no Service in a matches, there is none"
