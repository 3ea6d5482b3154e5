from typing import Any

import pytest

from hooks.settings import Settings
from hooks.workloads.names import Workload
from hooks.workloads.services import governing
from tests.unit.workloads import build


@pytest.mark.parametrize(
    ("workload", "name", "ports"),
    [
        pytest.param(build.prometheus(), "prometheus-operated", [("web", 9090, "web")], id="prometheus"),
        pytest.param(build.prometheus(thanos={}), "prometheus-operated", [("web", 9090, "web"), ("grpc", 10901, "grpc")], id="with-thanos"),
        pytest.param(build.prometheus(portName="http"), "prometheus-operated", [("http", 9090, "http")], id="port-name"),
        pytest.param(build.agent(), "prometheus-agent-operated", [("web", 9090, "web")], id="agent"),
        pytest.param(
            build.alertmanager(),
            "alertmanager-operated",
            [("web", 9093, "web"), ("tcp-mesh", 9094, "mesh-tcp"), ("udp-mesh", 9094, "mesh-udp")],
            id="alertmanager",
        ),
        pytest.param(build.ruler(), "thanos-ruler-operated", [("web", 10902, "web"), ("grpc", 10901, "grpc")], id="ruler"),
    ],
)
def test_a_headless_service_names_the_pods(workload: Workload, name: str, ports: list[tuple[str, int, str]]) -> None:
    service: Any = governing(workload, Settings())
    assert service["metadata"]["name"] == name
    assert service["spec"]["clusterIP"] == "None"
    assert [(port["name"], port["port"], port["targetPort"]) for port in service["spec"]["ports"]] == ports


@pytest.mark.parametrize(
    "workload", [pytest.param(build.prometheus(serviceName="mine"), id="own-service"), pytest.param(build.agent(mode="DaemonSet"), id="daemon-set")]
)
def test_there_is_none_where_the_pods_have_another_or_need_none(workload: Workload) -> None:
    assert governing(workload, Settings()) is None
