"""Several workloads of a kind in one namespace share the governing Service: one of them returns it, whoever comes and goes."""

import pytest

from hooks.protocol import Manifest
from tests.cluster.space import Space

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(300)]


def owner(space: Space, service: str) -> str:
    found = space.cluster.get("services", space.name, service)
    owners = (found or {"metadata": {}})["metadata"].get("ownerReferences") or [{}]
    assert len(owners) == 1
    return str(owners[0].get("name", ""))


def without(space: Space, plural: str, name: str) -> None:
    """Deletes a workload and what it owned, which a garbage collector would do."""
    uid = space.get(plural, name)["metadata"]["uid"]
    space.kubectl("delete", plural, name)
    for each in ("secrets", "configmaps", "services", "statefulsets"):
        space.kubectl("delete", each, "-l", f"controller-uid={uid}")


def test_many_prometheuses(space: Space) -> None:
    space.apply(*(space.prometheus(name) for name in ("zeta", "alpha", "beta")))
    names = ("zeta", "alpha", "beta", "main")
    space.eventually("all are reconciled", lambda: all(space.is_true("prometheuses", name, "Reconciled") for name in names))
    for name in names:
        assert space.get("statefulsets", f"prometheus-{name}")["spec"]["serviceName"] == "prometheus-operated"
    # The one that was there first owns it until it is no longer the first by name and lets go.
    space.eventually("the first by name has it", lambda: owner(space, "prometheus-operated") == "alpha")
    without(space, "prometheuses", "alpha")
    space.eventually("the next by name has it", lambda: owner(space, "prometheus-operated") == "beta")


def alertmanager(space: Space, name: str) -> Manifest:
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "Alertmanager", "metadata": space.metadata(name), "spec": {"replicas": 1}}


def test_several_alertmanagers(space: Space) -> None:
    space.apply(*(alertmanager(space, name) for name in ("one", "two", "three")))
    names = ("one", "two", "three")
    space.eventually("all are reconciled", lambda: all(space.is_true("alertmanagers", name, "Reconciled") for name in names))
    assert owner(space, "alertmanager-operated") == "one"
    without(space, "alertmanagers", "one")
    space.eventually("the next by name has it", lambda: owner(space, "alertmanager-operated") == "three")


def test_agents_and_servers_do_not_meet(space: Space) -> None:
    agent = {"apiVersion": "monitoring.coreos.com/v1alpha1", "kind": "PrometheusAgent", "metadata": space.metadata("main"), "spec": {}}
    space.apply(agent)
    space.eventually("the agent is reconciled", lambda: space.is_true("prometheusagents", "main", "Reconciled"))
    assert (owner(space, "prometheus-agent-operated"), owner(space, "prometheus-operated")) == ("main", "main")
    assert space.get("statefulsets", "prom-agent-main")["metadata"]["ownerReferences"][0]["kind"] == "PrometheusAgent"
