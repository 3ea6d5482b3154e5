"""What the API server fills in: the rows read (given, expected)."""

from copy import deepcopy
from typing import Any

import pytest

from hooks.loop.defaults import defaulted

PROMETHEUS = {"portName": "web", "evaluationInterval": "30s", "scrapeInterval": "30s", "shards": 1}
PORT = {"containerPort": 9090}


def prometheus(**spec: Any) -> dict[str, Any]:
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus", "metadata": {"name": "main"}, "spec": spec}


def monitor(**spec: Any) -> dict[str, Any]:
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "metadata": {"name": "web"}, "spec": spec}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, {}, id="an absent field gets its default"),
        pytest.param({"scrapeInterval": "5s"}, {"scrapeInterval": "5s"}, id="a field that is set keeps its value"),
        pytest.param({"portName": ""}, {"portName": ""}, id="an empty string is a value"),
        pytest.param({"shards": None}, {}, id="null gives way to the default"),
        pytest.param({"paused": None}, {}, id="null without a default is dropped"),
        pytest.param({"thanos": {}}, {"thanos": {"blockSize": "2h"}}, id="an object that is there gets its defaults"),
        pytest.param({"thanos": None}, {}, id="an object that is null gets none"),
        pytest.param(
            {"imagePullSecrets": [{}, {"name": "registry"}]},
            {"imagePullSecrets": [{"name": ""}, {"name": "registry"}]},
            id="every entry of a list gets the defaults",
        ),
        pytest.param(
            {"containers": [{"name": "proxy", "ports": [PORT]}]},
            {"containers": [{"name": "proxy", "ports": [PORT | {"protocol": "TCP"}]}]},
            id="embedded Kubernetes types have defaults too",
        ),
        pytest.param({"nodeSelector": {"disk": "ssd"}}, {"nodeSelector": {"disk": "ssd"}}, id="a map keeps its entries"),
        pytest.param({"unknown": {"x": None}}, {"unknown": {"x": None}}, id="what no schema describes stays as it is"),
    ],
)
def test_a_prometheus_is_filled_in(given: dict[str, Any], expected: dict[str, Any]) -> None:
    assert defaulted(prometheus(**given))["spec"] == PROMETHEUS | expected


def test_a_reference_inside_an_endpoint_is_filled_in() -> None:
    endpoint = {"basicAuth": {"password": {"key": "password"}}}
    filled = defaulted(monitor(endpoints=[endpoint], selector={}))
    assert filled["spec"]["endpoints"] == [{"basicAuth": {"password": {"key": "password", "name": ""}}}]


def test_the_given_manifest_is_left_alone() -> None:
    given = prometheus(thanos={}, imagePullSecrets=[{}], paused=None)
    before = deepcopy(given)
    defaulted(given)
    assert given == before


def test_filling_in_twice_changes_nothing() -> None:
    once = defaulted(prometheus(thanos={}, imagePullSecrets=[{}]))
    assert defaulted(once) == once


@pytest.mark.parametrize(
    "manifest",
    [
        pytest.param({"apiVersion": "v1", "kind": "Secret", "data": None}, id="another group"),
        pytest.param({"apiVersion": "monitoring.coreos.com/v2", "kind": "Prometheus", "spec": {}}, id="another version"),
        pytest.param({}, id="no manifest at all"),
    ],
)
def test_manifests_that_are_not_ours_stay_as_they_are(manifest: dict[str, Any]) -> None:
    assert defaulted(manifest) == manifest


def test_status_defaults_need_a_status() -> None:
    assert "status" not in defaulted(prometheus())
