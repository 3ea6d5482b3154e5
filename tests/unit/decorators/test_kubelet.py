"""The kubelet Service in a cluster of nodes, over several syncs."""

from typing import Any

import pytest

from hooks.cli.cluster import cluster
from hooks.loop.loop import Loop
from hooks.loop.resources import Key
from hooks.protocol import Manifest
from hooks.settings import Kubelet, Settings, settings_from

SERVICE = Key("", "Service", "kube-system", "kubelet")
NAMESPACE = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "kube-system"}}


def node(name: str, *ips: str, **labels: str) -> tuple[Manifest, tuple[str, ...]]:
    """A Node, and the addresses that its kubelet reports."""
    return {"apiVersion": "v1", "kind": "Node", "metadata": {"name": name, "labels": labels}}, ips


def started(*nodes: tuple[Manifest, tuple[str, ...]], **kubelet: Any) -> Loop:
    loop = cluster(Settings(kubelet=Kubelet(**{"service": "kube-system/kubelet", **kubelet})))
    loop.apply([NAMESPACE])
    joined(loop, *nodes)
    return loop


def joined(loop: Loop, *nodes: tuple[Manifest, tuple[str, ...]]) -> None:
    for manifest, ips in nodes:
        loop.apply([manifest])
        addresses = [{"type": "InternalIP", "address": ip} for ip in ips]
        loop.report_status(Key.of(manifest), {"addresses": addresses, "conditions": [{"type": "Ready", "status": "True"}]})
    report = loop.converge()
    assert not report.events
    assert not report.unsettled


def targets(loop: Loop, kind: str = "EndpointSlice") -> list[tuple[str, str]]:
    """Addresses and nodes."""
    found = loop.objects(kind)
    if kind == "Endpoints":
        return [(each["ip"], each["nodeName"]) for manifest in found for subset in manifest["subsets"] for each in subset["addresses"]]
    return [(each["addresses"][0], each["nodeName"]) for manifest in found for each in manifest["endpoints"]]


def notes(loop: Loop) -> dict[str, str]:
    """Our annotations of the Service."""
    service = loop.get(SERVICE) or {"metadata": {}}
    return {name: value for name, value in service["metadata"].get("annotations", {}).items() if name.startswith("promhooks.io/")}


def test_every_node_with_an_address_is_a_target() -> None:
    loop = started(node("b", "10.0.0.2"), node("a", "10.0.0.1"), node("without"))
    assert targets(loop) == [("10.0.0.1", "a"), ("10.0.0.2", "b")]


def test_the_service_says_which_node_is_left_out_until_it_is_not() -> None:
    loop = started(node("a", "10.0.0.1"), node("late"))
    assert notes(loop) == {"promhooks.io/left-out": "node late: has neither an InternalIP nor an ExternalIP"}
    joined(loop, node("late", "10.0.0.2"))
    assert notes(loop) == {}


def test_a_node_that_goes_is_no_target_any_more() -> None:
    loop = started(node("a", "10.0.0.1"), node("b", "10.0.0.2"))
    loop.delete(Key("", "Node", "", "a"))
    loop.converge()
    assert targets(loop) == [("10.0.0.2", "b")]


def test_with_the_last_node_the_slice_goes() -> None:
    loop = started(node("a", "10.0.0.1"))
    loop.delete(Key("", "Node", "", "a"))
    loop.converge()
    assert loop.objects("EndpointSlice") == ()


def test_the_selector_chooses_nodes() -> None:
    loop = started(node("a", "10.0.0.1", tier="metal"), node("b", "10.0.0.2", tier="virtual"), selector="tier in (metal)")
    assert targets(loop) == [("10.0.0.1", "a")]


def test_endpoints_when_they_are_asked_for() -> None:
    both, only = started(node("a", "10.0.0.1"), endpoints=True), started(node("a", "10.0.0.1"), endpoints=True, endpoint_slices=False)
    assert targets(both, "Endpoints") == targets(both) == targets(only, "Endpoints") == [("10.0.0.1", "a")]
    assert targets(only) == []


def test_the_service_belongs_to_its_namespace_and_the_slices_to_the_service() -> None:
    loop = started(node("a", "10.0.0.1"))
    service = loop.get(SERVICE)
    assert service
    owners = [reference["uid"] for each in loop.objects("EndpointSlice") for reference in each["metadata"]["ownerReferences"]]
    assert owners == [service["metadata"]["uid"]]
    assert [reference["name"] for reference in service["metadata"]["ownerReferences"]] == ["kube-system"]


def test_a_service_that_is_deleted_comes_back_with_its_endpoints() -> None:
    loop = started(node("a", "10.0.0.1"))
    loop.delete(SERVICE)
    loop.converge()
    assert targets(loop) == [("10.0.0.1", "a")]


def test_a_slice_that_another_operator_made_is_taken_over() -> None:
    labels = {"k8s-app": "kubelet", "app.kubernetes.io/managed-by": "prometheus-operator"}
    slice_labels = {"kubernetes.io/service-name": "kubelet", "endpointslice.kubernetes.io/managed-by": "prometheus-operator"}
    theirs = {"metadata": {"namespace": "kube-system", "name": "kubelet-x7k2p", "labels": slice_labels}, "addressType": "IPv4", "endpoints": []}
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"namespace": "kube-system", "name": "kubelet", "labels": labels}, "spec": {}}
    ours = cluster(Settings(kubelet=Kubelet(service="kube-system/kubelet")))
    ours.apply([NAMESPACE, service, {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", **theirs}])
    joined(ours, node("a", "10.0.0.1"))
    assert [each["metadata"]["name"] for each in ours.objects("EndpointSlice")] == ["kubelet-x7k2p"]
    assert targets(ours) == [("10.0.0.1", "a")]


def test_nothing_is_made_where_nobody_asked() -> None:
    assert started(node("a", "10.0.0.1"), service="").objects("Service") == ()


@pytest.mark.parametrize("service", ["kubelet", "kube-system/", "a/b/c"])
def test_a_service_has_a_namespace_and_a_name(service: str) -> None:
    with pytest.raises(ValueError, match=r"kubelet\.service"):
        settings_from({"PROMHOOKS_KUBELET": f'{{"service": "{service}"}}'})


def test_a_selector_that_is_none_is_said() -> None:
    loop = cluster(Settings(kubelet=Kubelet(service="kube-system/kubelet", selector="a b")))
    loop.apply([NAMESPACE])
    assert [event.text for event in loop.converge().events] == [
        'PROMHOOKS_KUBELET.selector: "a b" is no label requirement, write it like app=web, app in (a,b) or !app'
    ]
