"""What is judged of an object beside what its schema refuses."""

from typing import Any

from hooks.cli.check.remnants import Remnant, remnant
from hooks.findings.fields import VALUE


def monitor(**endpoint: Any) -> dict[str, Any]:
    spec = {"selector": {}, "endpoints": [{"port": "web"}, endpoint, {"port": "other"}]}
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "metadata": {"name": "a", "namespace": "b"}, "spec": spec}


def left(manifest: dict[str, Any]) -> Remnant:
    found = remnant(manifest)
    assert found
    return found


def test_a_refused_field_is_left_out_and_a_number_becomes_the_text_that_was_meant() -> None:
    found = left(monitor(port=8080, interval="soon", path="/metrics"))
    assert found.manifest["spec"]["endpoints"][1] == {"port": "8080", "path": "/metrics"}


def test_what_is_incomplete_without_the_field_goes_too_and_paths_stay_those_of_the_whole() -> None:
    rules: dict[str, Any] = {"groups": [{"name": "g", "rules": [{"alert": "A"}, {"alert": "B", "expr": "up +"}]}]}
    found = left({"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule", "metadata": {"name": "a", "namespace": "b"}, "spec": rules})
    assert [rule["alert"] for rule in found.manifest["spec"]["groups"][0]["rules"]] == ["B"]
    moved = found.in_whole(VALUE.at("spec.groups[0].rules[0].expr", "is wrong"))
    assert moved
    assert moved.path == "spec.groups[0].rules[1].expr"


def test_what_only_says_that_the_field_is_gone_is_not_said() -> None:
    found = left(monitor(port={"name": "web"}))
    assert found.in_whole(VALUE.at("spec.endpoints[1]", "has neither port nor targetPort")) is None
    assert found.in_whole(VALUE.at("spec.endpoints[1].port", "is missing")) is None
    assert found.in_whole(VALUE.at("spec.endpoints[2].port", "is wrong")) == VALUE.at("spec.endpoints[2].port", "is wrong")


def test_names_with_dots_are_names() -> None:
    found = left(monitor(port=1) | {"metadata": {"name": "a", "namespace": "b", "labels": {"app.kubernetes.io/name": "x"}}})
    assert found.in_whole(VALUE.at("metadata.labels.app.kubernetes.io/name", "is wrong"))


def test_nothing_is_left_without_a_spec() -> None:
    assert remnant(monitor() | {"spec": 3}) is None
