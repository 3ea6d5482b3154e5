"""The same meta labels as in a cluster, by Prometheus documentation, Configuration, <kubernetes_sd_config>."""

from typing import Any

import pytest

from hooks.cli.local import discovery, pods
from hooks.cli.local.objects import Cluster, key_of

Manifest = dict[str, Any]

SERVICE: Manifest = {
    "apiVersion": "v1",
    "kind": "Service",
    "metadata": {"name": "shop", "namespace": "web", "labels": {"app.kubernetes.io/name": "shop"}, "annotations": {"team": "a"}},
    "spec": {"selector": {"app": "shop"}, "ports": [{"name": "metrics", "port": 80, "targetPort": "http"}]},
}
DEPLOYMENT: Manifest = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {"name": "shop", "namespace": "web"},
    "spec": {
        "replicas": 2,
        "template": {
            "metadata": {"labels": {"app": "shop"}, "annotations": {"promhooks.io/local-command": "serve"}},
            "spec": {
                "containers": [
                    {"name": "shop", "image": "shop:1", "ports": [{"name": "http", "containerPort": 8080}]},
                    {"name": "proxy", "image": "proxy:1", "ports": [{"containerPort": 9000}]},
                ]
            },
        },
    },
}


def cluster(*objects: Manifest) -> Cluster:
    running = pods.pods(objects)
    ports = {(key_of(pod), port): 20000 + 1000 * index + port % 1000 for index, pod in enumerate(running) for port in (8080, 9000)}
    return Cluster((*objects, *running, pods.node()), ports)


def found(role: str, *objects: Manifest, **config: Any) -> list[dict[str, str]]:
    groups = discovery.groups({"role": role, **config}, cluster(*objects), "monitoring")
    return [{"__address__": target, **group["labels"]} for group in groups for target in group["targets"]]


def test_an_endpoint_carries_the_labels_of_its_slice_service_pod_and_container() -> None:
    labels = found("endpointslice", SERVICE, DEPLOYMENT)[0]
    pod = pods.pods([DEPLOYMENT])[0]
    expected = {
        "__address__": "127.0.0.1:20080",
        "__meta_kubernetes_namespace": "web",
        "__meta_kubernetes_service_name": "shop",
        "__meta_kubernetes_service_label_app_kubernetes_io_name": "shop",
        "__meta_kubernetes_service_labelpresent_app_kubernetes_io_name": "true",
        "__meta_kubernetes_service_annotation_team": "a",
        "__meta_kubernetes_endpointslice_label_kubernetes_io_service_name": "shop",
        "__meta_kubernetes_endpointslice_address_type": "IPv4",
        "__meta_kubernetes_endpointslice_address_target_kind": "Pod",
        "__meta_kubernetes_endpointslice_address_target_name": pod["metadata"]["name"],
        "__meta_kubernetes_endpointslice_port": "8080",
        "__meta_kubernetes_endpointslice_port_name": "metrics",
        "__meta_kubernetes_endpointslice_port_protocol": "TCP",
        "__meta_kubernetes_endpointslice_endpoint_conditions_ready": "true",
        "__meta_kubernetes_pod_name": pod["metadata"]["name"],
        "__meta_kubernetes_pod_label_app": "shop",
        "__meta_kubernetes_pod_ready": "true",
        "__meta_kubernetes_pod_phase": "Running",
        "__meta_kubernetes_pod_controller_kind": "ReplicaSet",
        "__meta_kubernetes_pod_container_name": "shop",
        "__meta_kubernetes_pod_container_image": "shop:1",
        "__meta_kubernetes_pod_container_init": "false",
        "__meta_kubernetes_pod_container_port_name": "http",
        "__meta_kubernetes_pod_container_port_number": "8080",
    }
    assert {name: labels.get(name) for name in expected} == expected


def test_role_endpoints_has_its_own_names_for_the_same_endpoint() -> None:
    labels = found("endpoints", SERVICE, DEPLOYMENT)[0]
    expected = {
        "__address__": "127.0.0.1:20080",
        "__meta_kubernetes_endpoints_name": "shop",
        "__meta_kubernetes_endpoint_port_name": "metrics",
        "__meta_kubernetes_endpoint_ready": "true",
        "__meta_kubernetes_endpoint_address_target_kind": "Pod",
        "__meta_kubernetes_service_name": "shop",
        "__meta_kubernetes_pod_container_name": "shop",
    }
    assert {name: labels.get(name) for name in expected} == expected


@pytest.mark.parametrize("role", ["endpoints", "endpointslice"])
def test_ports_of_the_pods_that_no_endpoint_names_are_targets_too(role: str) -> None:
    targets = found(role, SERVICE, DEPLOYMENT)
    assert sorted((labels["__address__"], labels["__meta_kubernetes_pod_container_name"]) for labels in targets) == [
        ("127.0.0.1:20000", "proxy"),
        ("127.0.0.1:20080", "shop"),
        ("127.0.0.1:21000", "proxy"),
        ("127.0.0.1:21080", "shop"),
    ]


@pytest.mark.parametrize(
    ("role", "addresses"),
    [
        pytest.param("pod", ["127.0.0.1:20000", "127.0.0.1:20080", "127.0.0.1:21000", "127.0.0.1:21080"], id="every-container-port-of-every-pod"),
        pytest.param("service", ["127.0.0.1:20080"], id="a-service-is-its-first-pod"),
        pytest.param("node", ["127.0.0.1:10250"], id="the-node-is-its-kubelet"),
    ],
)
def test_addresses_are_those_of_this_machine(role: str, addresses: list[str]) -> None:
    assert sorted(labels["__address__"] for labels in found(role, SERVICE, DEPLOYMENT)) == addresses


@pytest.mark.parametrize(
    ("config", "count"),
    [
        pytest.param({"namespaces": {"names": ["web"]}}, 4, id="its-namespace"),
        pytest.param({"namespaces": {"names": ["other"]}}, 0, id="another-namespace"),
        pytest.param({"namespaces": {"own_namespace": True}}, 0, id="the-namespace-of-prometheus"),
        pytest.param({"selectors": [{"role": "pod", "label": "app=shop"}]}, 4, id="selector-that-matches"),
        pytest.param({"selectors": [{"role": "pod", "label": "app notin (shop, x)"}]}, 0, id="selector-that-does-not"),
        pytest.param({"selectors": [{"role": "pod", "field": "metadata.namespace!=web"}]}, 0, id="field-selector"),
    ],
)
def test_discovery_sees_only_what_its_entry_names(config: Manifest, count: int) -> None:
    assert len(found("pod", SERVICE, DEPLOYMENT, **config)) == count


def test_attached_metadata_is_that_of_the_node_and_the_namespace() -> None:
    space = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "web", "labels": {"tier": "front"}}}
    labels = found("pod", DEPLOYMENT, space, attach_metadata={"node": True, "namespace": True})[0]
    assert labels["__meta_kubernetes_node_label_kubernetes_io_os"] == "linux"
    assert labels["__meta_kubernetes_namespace_label_tier"] == "front"


def test_an_endpointslice_of_the_folder_is_used_as_it_is() -> None:
    given = {
        "apiVersion": "discovery.k8s.io/v1",
        "kind": "EndpointSlice",
        "metadata": {"name": "outside", "namespace": "web"},
        "addressType": "IPv4",
        "endpoints": [{"addresses": ["192.0.2.7"]}],
        "ports": [{"name": "web", "port": 443}],
    }
    assert [labels["__address__"] for labels in found("endpointslice", given)] == ["192.0.2.7:443"]


def test_an_ingress_has_a_target_a_path() -> None:
    ingress = {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "Ingress",
        "metadata": {"name": "shop", "namespace": "web"},
        "spec": {"tls": [{"hosts": ["shop.example"]}], "rules": [{"host": "shop.example", "http": {"paths": [{"path": "/a"}, {"path": "/b"}]}}]},
    }
    targets = found("ingress", ingress)
    assert [(labels["__address__"], labels["__meta_kubernetes_ingress_scheme"], labels["__meta_kubernetes_ingress_path"]) for labels in targets] == [
        ("shop.example", "https", "/a"),
        ("shop.example", "https", "/b"),
    ]
