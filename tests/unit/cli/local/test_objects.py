"""Objects are found where they are, without looking at all others."""

from typing import Any

from hooks.cli.local.objects import Cluster

Manifest = dict[str, Any]


def service(name: str, namespace: str = "team", **labels: str) -> Manifest:
    return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": name, "namespace": namespace, "labels": labels}, "spec": {}}


CLUSTER = Cluster((*(service(f"app-{number}", app=f"app-{number}", tier="web") for number in range(50)), service("app-7", "other", app="app-7")))


def test_objects_with_labels_are_looked_for_among_those_with_the_rarest() -> None:
    assert [found["metadata"]["name"] for found in CLUSTER.labelled("Service", ("team",), {"tier": "web", "app": "app-7"})] == ["app-7"]
    assert len(CLUSTER.labelled("Service", ("team",), {"tier": "web"})) == 50


def test_no_namespace_is_everywhere_and_no_label_is_everything() -> None:
    assert [found["metadata"]["namespace"] for found in CLUSTER.labelled("Service", (), {"app": "app-7"})] == ["other", "team"]
    assert len(CLUSTER.labelled("Service", ("other",), {})) == 1
    assert CLUSTER.labelled("Service", ("other",), {"app": "app-8"}) == []
