from typing import Any

import pytest

from hooks.protocol import Manifest
from hooks.workloads.merge import merged_containers, without


def merged(base: Manifest, patch: Manifest) -> Manifest:
    (container,) = merged_containers([{"name": "c", **base}], [{"name": "c", **patch}])
    return container


@pytest.mark.parametrize(
    ("base", "patch", "want"),
    [
        pytest.param({"image": "a"}, {"image": "b"}, {"image": "b"}, id="scalar-is-replaced"),
        pytest.param({"args": ["a", "b"]}, {"args": ["c"]}, {"args": ["c"]}, id="list-without-merge-key-is-replaced"),
        pytest.param(
            {"resources": {"limits": {"cpu": "1"}, "requests": {"cpu": "1"}}},
            {"resources": {"limits": {"memory": "1Gi"}}},
            {"resources": {"limits": {"cpu": "1", "memory": "1Gi"}, "requests": {"cpu": "1"}}},
            id="objects-are-merged",
        ),
        pytest.param(
            {"securityContext": {"capabilities": {"drop": ["ALL"]}, "readOnlyRootFilesystem": True}},
            {"securityContext": {"readOnlyRootFilesystem": False}},
            {"securityContext": {"capabilities": {"drop": ["ALL"]}, "readOnlyRootFilesystem": False}},
            id="an-explicit-false-counts",
        ),
        pytest.param(
            {"env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]},
            {"env": [{"name": "B", "value": "3"}]},
            {"env": [{"name": "A", "value": "1"}, {"name": "B", "value": "3"}]},
            id="env-by-name",
        ),
        pytest.param(
            {"env": [{"name": "A", "value": "1"}]},
            {"env": [{"name": "B", "value": "2"}]},
            {"env": [{"name": "B", "value": "2"}, {"name": "A", "value": "1"}]},
            id="a-new-item-comes-first",
        ),
        pytest.param(
            {"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}]},
            {"env": [{"name": "A", "value": "fixed"}]},
            {"env": [{"name": "A", "value": "fixed"}]},
            id="a-value-takes-the-place-of-a-source",
        ),
        pytest.param(
            {"ports": [{"containerPort": 9090, "name": "web"}]},
            {"ports": [{"containerPort": 9090, "hostPort": 9090}]},
            {"ports": [{"containerPort": 9090, "name": "web", "hostPort": 9090}]},
            id="ports-by-container-port",
        ),
        pytest.param(
            {"volumeMounts": [{"mountPath": "/data", "name": "ours"}]},
            {"volumeMounts": [{"mountPath": "/data", "name": "theirs"}, {"mountPath": "/more", "name": "more"}]},
            {"volumeMounts": [{"mountPath": "/data", "name": "theirs"}, {"mountPath": "/more", "name": "more"}]},
            id="mounts-by-path",
        ),
        pytest.param(
            {"livenessProbe": {"httpGet": {"path": "/"}, "periodSeconds": 5}},
            {"livenessProbe": {"exec": {"command": ["true"]}}},
            {"livenessProbe": {"exec": {"command": ["true"]}, "periodSeconds": 5}},
            id="a-probe-has-one-handler",
        ),
        pytest.param({"livenessProbe": {"httpGet": {"path": "/"}}}, {"livenessProbe": None}, {}, id="null-deletes"),
        pytest.param({"livenessProbe": {"httpGet": {"path": "/"}}}, {"livenessProbe": {"$patch": "delete"}}, {}, id="directive-deletes-an-object"),
        pytest.param(
            {"resources": {"limits": {"cpu": "1"}}},
            {"resources": {"$patch": "replace", "requests": {"cpu": "1"}}},
            {"resources": {"requests": {"cpu": "1"}}},
            id="directive-replaces-an-object",
        ),
        pytest.param(
            {"env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]},
            {"env": [{"name": "A", "$patch": "delete"}]},
            {"env": [{"name": "B", "value": "2"}]},
            id="directive-deletes-an-item",
        ),
        pytest.param(
            {"env": [{"name": "A", "value": "1"}]},
            {"env": [{"$patch": "replace"}, {"name": "C", "value": "3"}]},
            {"env": [{"name": "C", "value": "3"}]},
            id="directive-replaces-a-list",
        ),
    ],
)
def test_a_patch_is_merged(base: Manifest, patch: Manifest, want: Manifest) -> None:
    assert merged(base, patch) == {"name": "c", **want}


def names(containers: list[Manifest]) -> list[Any]:
    return [container["name"] for container in containers]


def test_containers_keep_their_order_and_new_ones_come_last() -> None:
    assert names(merged_containers([{"name": "a"}, {"name": "b"}], [{"name": "z"}, {"name": "b"}, {"name": "y"}])) == ["a", "b", "z", "y"]


def test_a_container_can_be_deleted() -> None:
    assert names(merged_containers([{"name": "a"}, {"name": "b"}], [{"name": "b", "$patch": "delete"}])) == ["a"]


def test_items_that_the_patch_does_not_name_stay_before_those_that_they_stood_before() -> None:
    base = [{"name": name, "value": "1"} for name in "ABCD"]
    got = merged({"env": base}, {"env": [{"name": "D", "value": "2"}, {"name": "B", "value": "2"}]})
    assert names(got["env"]) == ["A", "C", "D", "B"]


def test_a_patch_for_a_container_that_is_not_there_is_left_out() -> None:
    assert names(list(without([{"name": "config-reloader"}, {"name": "mine"}], ["config-reloader"]))) == ["mine"]


def test_neither_side_is_changed() -> None:
    base, patch = {"name": "c", "env": [{"name": "A", "value": "1"}]}, {"name": "c", "env": [{"name": "A", "value": "2"}]}
    merged_containers([base], [patch])
    assert base == {"name": "c", "env": [{"name": "A", "value": "1"}]}
    assert patch == {"name": "c", "env": [{"name": "A", "value": "2"}]}
