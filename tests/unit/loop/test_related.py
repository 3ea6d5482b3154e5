from typing import Any

import msgspec
import pytest

from hooks.loop.answers import AnsweredRule, RefusedAnswer
from hooks.loop.related import related
from hooks.loop.store import Store
from tests.unit.loop.small import NOON


def store() -> Store:
    objects = Store(lambda: NOON)
    for name, labels in {"a": {"monitoring": "on"}, "b": {}}.items():
        objects.replace({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels}})
    for namespace, name, labels in (
        ("a", "one", {"team": "x"}),
        ("a", "two", {}),
        ("b", "one", {}),
        ("b", "three", {"team": "x"}),
        ("lost", "one", {"team": "x"}),
    ):
        objects.replace({"apiVersion": "v1", "kind": "Secret", "metadata": {"namespace": namespace, "name": name, "labels": labels}})
    return objects


def found(resource: str, **rule: Any) -> list[str]:
    rules = [msgspec.convert({"apiVersion": "v1", "resource": resource, **rule}, AnsweredRule)]
    return sorted(path for group in related(rules, store()).values() for path in group)


TEAM = {"matchLabels": {"team": "x"}}
ON = {"matchLabels": {"monitoring": "on"}}
ALL = ["a/one", "a/two", "b/one", "b/three", "lost/one"]


@pytest.mark.parametrize(
    ("rule", "paths"),
    [
        pytest.param({"namespace": "a", "names": ["one", "absent"]}, ["a/one"], id="names-and-namespace"),
        pytest.param({"names": ["one"]}, ["a/one", "b/one", "lost/one"], id="names-alone-in-all-namespaces"),
        pytest.param({"namespace": "a", "labelSelector": TEAM}, ["a/one"], id="namespace-and-labels"),
        pytest.param({"namespace": "b"}, ["b/one", "b/three"], id="namespace-alone"),
        pytest.param({"namespaceSelector": ON, "labelSelector": TEAM}, ["a/one"], id="namespaces-and-labels"),
        pytest.param({"namespaceSelector": ON}, ["a/one", "a/two"], id="namespaces-alone"),
        pytest.param({"namespaceSelector": {}}, ["a/one", "a/two", "b/one", "b/three"], id="all-namespaces-that-exist"),
        pytest.param({"labelSelector": TEAM}, ["a/one", "b/three", "lost/one"], id="labels-alone"),
        pytest.param({"labelSelector": {}}, ALL, id="empty-selector-means-everything"),
        pytest.param({}, ALL, id="nothing-means-everything"),
        pytest.param({"names": []}, ALL, id="no-names-means-everything"),
    ],
)
def test_what_a_rule_means(rule: dict[str, Any], paths: list[str]) -> None:
    assert found("secrets", **rule) == paths


def test_namespaces_are_selected_by_their_labels() -> None:
    assert found("namespaces", labelSelector=ON) == ["a"]


def test_every_namespace_has_the_label_that_the_api_server_gives_it() -> None:
    assert found("namespaces", labelSelector={"matchLabels": {"kubernetes.io/metadata.name": "b"}}) == ["b"]


def test_a_kind_that_was_asked_for_is_there_even_when_empty() -> None:
    assert related([msgspec.convert({"apiVersion": "v1", "resource": "configmaps"}, AnsweredRule)], store()) == {"ConfigMap.v1": {}}


@pytest.mark.parametrize(
    ("resource", "rule", "reason"),
    [
        pytest.param("namespaces", {"namespaceSelector": {}}, "they have no namespaces", id="namespace-selector-without-namespaces"),
        pytest.param("gadgets", {}, 'no resource "gadgets"', id="kind-that-nobody-serves"),
    ],
)
def test_impossible_rules(resource: str, rule: dict[str, Any], reason: str) -> None:
    with pytest.raises(RefusedAnswer) as raised:
        found(resource, **rule)
    assert reason in str(raised.value)
