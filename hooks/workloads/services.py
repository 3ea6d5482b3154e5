"""Governing Services: headless, they give the pods of a StatefulSet their names. One serves all workloads of a kind in a namespace."""

from hooks.kinds.alertmanager import Alertmanager
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.thanosruler import ThanosRuler
from hooks.protocol import Manifest
from hooks.settings import Settings
from hooks.workloads import agent, alertmanager_flags, prometheus, thanos_ruler
from hooks.workloads.labels import child_metadata
from hooks.workloads.names import Workload

OPERATED = "operated-"
"""How the label of a governing Service begins that says whose pods it leads to."""
OPERATED_ALERTMANAGER = f"{OPERATED}alertmanager"


def governing(workload: Workload, settings: Settings, *, thanos: bool = False) -> Manifest | None:
    """The Service of the workload's StatefulSets; None where the user names another in ``spec.serviceName``, or where there is a DaemonSet instead.

    ``thanos``: another Prometheus that it serves has a Thanos sidecar.
    """
    if workload.spec.service_name:
        return None
    if isinstance(workload, Prometheus):
        return _prometheus(workload, settings, thanos or workload.spec.thanos is not None)
    if isinstance(workload, PrometheusAgent):
        return None if workload.spec.mode == "DaemonSet" else _agent(workload, settings)
    return _thanos_ruler(workload, settings) if isinstance(workload, ThanosRuler) else _alertmanager(workload, settings)


def _prometheus(workload: Prometheus, settings: Settings, thanos: bool) -> Manifest:
    grpc = [{"name": "grpc", "port": 10901, "targetPort": "grpc"}] if thanos else []
    web = workload.spec.port_name or "web"
    return _service(
        child_metadata(workload, prometheus.SERVICE, settings, {"operated-prometheus": "true"}),
        {"clusterIP": "None", "ports": [{"name": web, "port": 9090, "targetPort": web}, *grpc], "selector": {"app.kubernetes.io/name": "prometheus"}},
    )


def _agent(workload: PrometheusAgent, settings: Settings) -> Manifest:
    web = workload.spec.port_name or "web"
    return _service(
        child_metadata(workload, agent.SERVICE, settings, {"operated-prometheus": "true"}),
        {"clusterIP": "None", "ports": [{"name": web, "port": 9090, "targetPort": web}], "selector": {"app.kubernetes.io/name": "prometheus-agent"}},
    )


def _alertmanager(workload: Alertmanager, settings: Settings) -> Manifest:
    web = workload.spec.port_name or "web"
    return _service(
        child_metadata(workload, alertmanager_flags.SERVICE, settings, {OPERATED_ALERTMANAGER: "true"}),
        {
            "clusterIP": "None",
            # Members of a cluster must find each other before they are ready.
            "publishNotReadyAddresses": True,
            "ports": [
                {"name": web, "port": 9093, "targetPort": web, "protocol": "TCP"},
                {"name": "tcp-mesh", "port": 9094, "targetPort": "mesh-tcp", "protocol": "TCP"},
                {"name": "udp-mesh", "port": 9094, "targetPort": "mesh-udp", "protocol": "UDP"},
            ],
            "selector": {"app.kubernetes.io/name": "alertmanager"},
        },
    )


def _thanos_ruler(workload: ThanosRuler, settings: Settings) -> Manifest:
    web = workload.spec.port_name or "web"
    return _service(
        child_metadata(workload, thanos_ruler.SERVICE, settings, {"operated-thanos-ruler": "true"}),
        {
            "clusterIP": "None",
            "ports": [
                {"name": web, "port": 10902, "targetPort": web, "protocol": "TCP"},
                {"name": "grpc", "port": 10901, "targetPort": "grpc", "protocol": "TCP"},
            ],
            "selector": {"app.kubernetes.io/name": "thanos-ruler"},
        },
    )


def _service(metadata: Manifest, spec: Manifest) -> Manifest:
    return {"apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": spec}
