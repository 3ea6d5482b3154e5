"""The kubelet Service in a real API server: object for object what prometheus-operator writes, from an empty cluster and from what it left behind."""

from collections.abc import Iterator
from typing import Any

import pytest

from hooks.protocol import Manifest
from tests.cluster.apiserver import ApiServer
from tests.cluster.conftest import with_crds
from tests.cluster.installation import Installation, installed

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(180)]
LABELS = {"k8s-app": "kubelet", "app.kubernetes.io/name": "kubelet", "app.kubernetes.io/managed-by": "prometheus-operator"}
SLICE_LABELS = {**LABELS, "kubernetes.io/service-name": "kubelet", "endpointslice.kubernetes.io/managed-by": "prometheus-operator"}
PORTS = [
    {"name": "https-metrics", "port": 10250, "protocol": "TCP"},
    {"name": "cadvisor", "port": 4194, "protocol": "TCP"},
    {"name": "http-metrics", "port": 10255, "protocol": "TCP"},
]
SLICES = "/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices"
CORE = "/api/v1/namespaces/kube-system"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """Three nodes; the last has no address."""
    with with_crds(tmp_path_factory.mktemp("kubelet")) as started:
        for name, ip in (("a", "10.0.0.1"), ("b", "10.0.0.2"), ("without", "")):
            join(started, name, ip)
        yield started


@pytest.fixture
def cluster(server: ApiServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    wish = '{"service": "kube-system/kubelet", "endpoints": true}'
    with installed(server, tmp_path_factory.mktemp("promhooks"), PROMHOOKS_KUBELET=wish) as installation:
        yield installation
    server.kubectl("delete", "service,endpoints,endpointslices", "--all", "-n", "kube-system")


def join(server: ApiServer, name: str, ip: str) -> None:
    addresses = [{"type": "Hostname", "address": name}, *([{"type": "InternalIP", "address": ip}] if ip else [])]
    node = server.request("POST", "/api/v1/nodes", {"apiVersion": "v1", "kind": "Node", "metadata": {"name": name}}).body
    status = {"addresses": addresses, "conditions": [{"type": "Ready", "status": "True"}]}
    assert server.request("PUT", f"/api/v1/nodes/{name}/status", {**node, "status": status}).status == 200


def uid(server: ApiServer, path: str) -> str:
    return str(server.request("GET", path).body["metadata"]["uid"])


def slices(server: ApiServer) -> list[Manifest]:
    return list(server.request("GET", SLICES).body["items"])


def targets(server: ApiServer) -> list[str]:
    return [address for each in slices(server) for endpoint in each["endpoints"] or () for address in endpoint["addresses"]]


def target(server: ApiServer, name: str) -> dict[str, Any]:
    return {"nodeName": name, "targetRef": {"kind": "Node", "name": name, "uid": uid(server, f"/api/v1/nodes/{name}")}}


def test_they_are_the_objects_of_prometheus_operator(cluster: Installation) -> None:
    server = cluster.server
    cluster.eventually("both nodes are targets", lambda: targets(server) == ["10.0.0.1", "10.0.0.2"])
    classic = cluster.eventually("there are Endpoints", lambda: (found := server.request("GET", f"{CORE}/endpoints/kubelet")).status == 200 and found.body)
    service, (found,) = server.request("GET", f"{CORE}/services/kubelet").body, slices(server)
    assert service["metadata"]["labels"] == LABELS
    assert [service["spec"][field] for field in ("type", "clusterIP")] == ["ClusterIP", "None"]
    assert [{name: port[name] for name in ("name", "port", "protocol")} for port in service["spec"]["ports"]] == PORTS
    assert found["metadata"]["labels"] == SLICE_LABELS
    assert [(each["kind"], each["uid"], each["controller"]) for each in found["metadata"]["ownerReferences"]] == [("Service", service["metadata"]["uid"], True)]
    ips = {"a": "10.0.0.1", "b": "10.0.0.2"}
    assert found["addressType"] == "IPv4"
    assert service["metadata"]["annotations"]["promhooks.io/left-out"] == "node without: has neither an InternalIP nor an ExternalIP"
    assert found["ports"] == PORTS
    assert found["endpoints"] == [{"addresses": [ip], "conditions": {"ready": True}, **target(server, name)} for name, ip in ips.items()]
    assert classic["metadata"]["labels"] == {**LABELS, "endpointslice.kubernetes.io/skip-mirror": "true"}
    assert classic["subsets"] == [{"addresses": [{"ip": ip, **target(server, name)} for name, ip in ips.items()], "ports": PORTS}]


def test_a_node_that_comes_and_goes(cluster: Installation) -> None:
    server = cluster.server
    cluster.eventually("both nodes are targets", lambda: targets(server) == ["10.0.0.1", "10.0.0.2"])
    join(server, "c", "10.0.0.3")
    cluster.eventually("the new one is a target", lambda: targets(server) == ["10.0.0.1", "10.0.0.2", "10.0.0.3"])
    server.kubectl("delete", "node", "c")
    cluster.eventually("it is none any more", lambda: targets(server) == ["10.0.0.1", "10.0.0.2"])


def test_what_prometheus_operator_left_is_taken_over(server: ApiServer, tmp_path: Any) -> None:
    service = {"metadata": {"name": "kubelet", "labels": LABELS}, "spec": {"clusterIP": "None", "ports": PORTS}}
    made = server.request("POST", f"{CORE}/services?fieldManager=PrometheusOperator", {"apiVersion": "v1", "kind": "Service", **service}).body
    owner = {"apiVersion": "v1", "kind": "Service", "name": "kubelet", "uid": made["metadata"]["uid"], "controller": True, "blockOwnerDeletion": True}
    metadata = {"generateName": "kubelet-", "labels": SLICE_LABELS, "ownerReferences": [owner]}
    gone = {"addresses": ["10.0.0.9"], "conditions": {"ready": True}}
    theirs = {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "metadata": metadata, "addressType": "IPv4", "endpoints": [gone], "ports": PORTS}
    left = server.request("POST", f"{SLICES}?fieldManager=PrometheusOperator", theirs)
    assert left.status == 201, left
    with installed(server, tmp_path, PROMHOOKS_KUBELET='{"service": "kube-system/kubelet"}') as installation:
        installation.eventually("the node that is gone is none", lambda: targets(server) == ["10.0.0.1", "10.0.0.2"])
        assert [each["metadata"]["uid"] for each in slices(server)] == [left.body["metadata"]["uid"]]
        assert uid(server, f"{CORE}/services/kubelet") == made["metadata"]["uid"]
        join(server, "d", "10.0.0.4")
        installation.eventually("and goes on", lambda: targets(server) == ["10.0.0.1", "10.0.0.2", "10.0.0.4"])
