from typing import Any

import pytest

from hooks.workloads.kubelet import Priority, addresses, endpoints


def node(name: str, *listed: tuple[str, str], ready: str = "True") -> dict[str, Any]:
    status = {"addresses": [{"type": kind, "address": ip} for kind, ip in listed], "conditions": [{"type": "Ready", "status": ready}]}
    return {"metadata": {"name": name}, "status": status}


BOTH = (("InternalIP", "10.0.0.1"), ("InternalIP", "fd00::1"), ("ExternalIP", "203.0.113.1"))


@pytest.mark.parametrize(
    ("listed", "priority", "want"),
    [
        pytest.param(BOTH, "internal", ("10.0.0.1", "fd00::1"), id="all-of-the-preferred-kind"),
        pytest.param(BOTH, "external", ("203.0.113.1",), id="external"),
        pytest.param(BOTH[2:], "internal", ("203.0.113.1",), id="the-other-kind-where-there-is-none"),
        pytest.param((), "internal", (), id="none"),
    ],
)
def test_addresses_of_a_node(listed: tuple[tuple[str, str], ...], priority: Priority, want: tuple[str, ...]) -> None:
    assert addresses(node("a", *listed), priority) == want


def test_a_lost_node_gives_its_address_to_its_successor() -> None:
    kept, _ = endpoints([node("lost", BOTH[0], ready="Unknown"), node("new", BOTH[0])], "internal")
    assert [endpoint.node for endpoint in kept] == ["new"]


def test_a_node_that_does_not_report_is_kept_as_long_as_nobody_has_its_address() -> None:
    kept, _ = endpoints([node("silent", BOTH[0], ready="Unknown")], "internal")
    assert [(endpoint.node, endpoint.reports) for endpoint in kept] == [("silent", False)]


def test_a_node_without_an_address_is_named() -> None:
    assert endpoints([node("a"), node("b", ("InternalIP", "b.example"))], "internal") == (
        (),
        ("node a: has neither an InternalIP nor an ExternalIP", 'node b: "b.example" is not an IP address'),
    )
