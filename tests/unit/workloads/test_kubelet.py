from typing import Any

import msgspec
import pytest

from hooks.settings import Kubelet, NodeAddress, Settings
from hooks.workloads import kubelet
from hooks.workloads.kubelet import Endpoint, Node, addresses, endpoint_slices, endpoints, problems

BOTH = (("InternalIP", "10.0.0.1"), ("InternalIP", "fd00::1"), ("ExternalIP", "203.0.113.1"))


def node(name: str, *listed: tuple[str, str], ready: str = "True") -> Node:
    status = {"addresses": [{"type": kind, "address": ip} for kind, ip in listed], "conditions": [{"type": "Ready", "status": ready}]}
    return msgspec.convert({"metadata": {"name": name}, "status": status}, Node)


def endpoint(ip: str, name: str = "a") -> Endpoint:
    return Endpoint(ip, name, f"uid-{name}", reports=True)


def slices(*ips: str, existing: tuple[dict[str, Any], ...] = (), **settings: Any) -> dict[str, list[str]]:
    """Addresses by slice."""
    made = endpoint_slices("kube-system", "kubelet", [endpoint(ip) for ip in ips], existing, Settings(kubelet=Kubelet(**settings)))
    return {each["metadata"]["name"]: [listed["addresses"][0] for listed in each["endpoints"]] for each in made}


def existing(name: str, *ips: str, family: str = "IPv4") -> dict[str, Any]:
    return {"metadata": {"name": name}, "addressType": family, "endpoints": [{"addresses": [ip]} for ip in ips]}


@pytest.mark.parametrize(
    ("listed", "priority", "want"),
    [
        pytest.param(BOTH, "internal", ("10.0.0.1", "fd00::1"), id="all-of-the-preferred-kind"),
        pytest.param(BOTH, "external", ("203.0.113.1",), id="external"),
        pytest.param(BOTH[2:], "internal", ("203.0.113.1",), id="the-other-kind-where-there-is-none"),
        pytest.param((), "internal", (), id="none"),
    ],
)
def test_addresses_of_a_node(listed: tuple[tuple[str, str], ...], priority: NodeAddress, want: tuple[str, ...]) -> None:
    assert addresses(node("a", *listed), priority) == want


def test_a_lost_node_gives_its_address_to_its_successor() -> None:
    kept = endpoints([node("lost", BOTH[0], ready="Unknown"), node("new", BOTH[0])], "internal")
    assert [endpoint.node for endpoint in kept] == ["new"]


def test_a_node_that_does_not_report_is_kept_as_long_as_nobody_has_its_address() -> None:
    kept = endpoints([node("silent", BOTH[0], ready="Unknown")], "internal")
    assert [(endpoint.node, endpoint.reports) for endpoint in kept] == [("silent", False)]


def test_a_node_without_an_address_is_named() -> None:
    nodes = [node("a"), node("b", ("InternalIP", "b.example"))]
    assert endpoints(nodes, "internal") == ()
    assert problems(nodes, "internal") == ("node a: has neither an InternalIP nor an ExternalIP", 'node b: "b.example" is not an IP address')


def test_families_have_slices_of_their_own() -> None:
    assert slices("10.0.0.1", "fd00::1", "10.0.0.2") == {"kubelet-ipv4-0": ["10.0.0.1", "10.0.0.2"], "kubelet-ipv6-0": ["fd00::1"]}


def test_a_slice_of_somebody_else_goes_on_being_used() -> None:
    assert slices("10.0.0.1", "10.0.0.3", existing=(existing("kubelet-x7k2p", "10.0.0.2", "10.0.0.1"),)) == {"kubelet-x7k2p": ["10.0.0.1", "10.0.0.3"]}


def test_a_node_that_goes_leaves_the_others_where_they_are() -> None:
    before = (existing("first", "10.0.0.1", "10.0.0.2"), existing("second", "10.0.0.3"))
    assert slices("10.0.0.2", "10.0.0.3", existing=before) == {"first": ["10.0.0.2"], "second": ["10.0.0.3"]}


def test_a_full_slice_is_followed_by_another() -> None:
    found = slices(*(f"10.0.{number // 256}.{number % 256}" for number in range(kubelet.SLICE_LIMIT + 1)))
    assert {name: len(ips) for name, ips in found.items()} == {"kubelet-ipv4-0": 512, "kubelet-ipv4-1": 1}


@pytest.mark.parametrize(("wanted", "ports"), [(True, [10250, 4194, 10255]), (False, [10250, 4194])])
def test_the_port_without_tls_can_be_left_out(wanted: bool, ports: list[int]) -> None:
    service = kubelet.service("kube-system", "kubelet", Settings(kubelet=Kubelet(http_metrics=wanted)))
    assert [port["port"] for port in service["spec"]["ports"]] == ports
