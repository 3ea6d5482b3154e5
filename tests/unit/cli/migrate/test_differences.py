"""What a difference means for pods, and that no Secret's value is told."""

import base64
import gzip
from typing import Any

import pytest

from hooks.cli.migrate.differences import Effect, differences
from hooks.protocol import Manifest


def stateful_set(template: dict[str, Any] | None = None, **spec: Any) -> Manifest:
    return {"kind": "StatefulSet", "metadata": {"name": "s", "labels": {"team": "web"}}, "spec": {"template": {"spec": template or {}}, **spec}}


def secret(**data: str) -> Manifest:
    packed = {key.replace("_", "."): base64.b64encode(gzip.compress(text.encode())).decode() for key, text in data.items()}
    return {"kind": "Secret", "metadata": {"name": "s"}, "data": packed}


def lines(live: Manifest | None, wanted: Manifest | None) -> list[tuple[str, str, Effect]]:
    return [(each.path, each.change, each.effect) for each in differences(live, wanted)]


@pytest.mark.parametrize(
    ("live", "wanted", "want"),
    [
        pytest.param({"image": "a"}, {"image": "b"}, [("spec.template.spec.image", "a → b", Effect.RESTART)], id="field"),
        pytest.param({"dnsPolicy": "ClusterFirst", "x": []}, {}, [], id="defaults-and-nothing-are-nothing"),
        pytest.param(
            {"containers": [{"name": "a", "image": "r:5000/a", "imagePullPolicy": "Always"}, {"name": "b", "image": "b:1", "imagePullPolicy": "Always"}]},
            {"containers": [{"name": "a", "image": "r:5000/a"}, {"name": "b", "image": "b:1"}]},
            [("spec.template.spec.containers[b].imagePullPolicy", "Always → nothing", Effect.RESTART)],
            id="the-policy-of-an-image-follows-its-tag",
        ),
        pytest.param(
            {"volumes": [{"name": "a"}, {"name": "b"}]},
            {"volumes": [{"name": "b"}, {"name": "a"}]},
            [("spec.template.spec.volumes", "order a, b → b, a", Effect.RESTART)],
            id="order",
        ),
        pytest.param(
            {"containers": [{"name": "a", "args": ["1"]}]},
            {"containers": [{"name": "a", "args": ["2"]}]},
            [("spec.template.spec.containers[a].args", '["1"] → ["2"]', Effect.RESTART)],
            id="by-name",
        ),
    ],
)
def test_pod_templates(live: dict[str, Any], wanted: dict[str, Any], want: list[tuple[str, str, Effect]]) -> None:
    assert lines(stateful_set(live), stateful_set(wanted)) == want


@pytest.mark.parametrize(
    ("field", "before", "after", "effect"),
    [("replicas", 2, 3, Effect.NOTHING), ("serviceName", "a", "b", Effect.RECREATE), ("podManagementPolicy", "OrderedReady", "Parallel", Effect.RECREATE)],
)
def test_the_rest_of_a_stateful_set(field: str, before: Any, after: Any, effect: Effect) -> None:
    assert [each.effect for each in differences(stateful_set(**{field: before}), stateful_set(**{field: after}))] == [effect]


def test_books_are_no_difference() -> None:
    live, wanted = stateful_set(), stateful_set()
    wanted["metadata"] = {**wanted["metadata"], "labels": {"team": "web", "controller-uid": "u"}, "annotations": {"promhooks.io/desired": "d"}}
    assert lines(live, wanted) == []


def test_a_configuration_is_compared_by_what_it_says() -> None:
    a, b = "scrape_configs: [{job_name: a}, {job_name: b}]", "scrape_configs: [{job_name: b, scheme: https}, {job_name: c}]"
    live, wanted = secret(prometheus_yaml_gz=a), secret(prometheus_yaml_gz=b)
    assert lines(live, wanted) == [("data[prometheus.yaml.gz]", "2 → 2 jobs, gone: a, new: c, changed: b", Effect.RELOAD)]
    other = secret(prometheus_yaml_gz="scrape_configs:\n- {job_name: a}\n- {job_name: b}")
    assert [each.change for each in differences(live, other)] == ["the same, written otherwise"]


def test_a_rule_file_is_compared_by_what_it_says() -> None:
    files = ({"kind": "ConfigMap", "metadata": {"name": "c"}, "data": {"a.yaml": text}} for text in ("groups: [{name: a}]", "groups:\n- name: a\n"))
    assert [each.change for each in differences(*files)] == ["the same, written otherwise"]


def test_what_is_no_yaml_just_differs() -> None:
    live, wanted = secret(prometheus_yaml_gz="{"), secret(prometheus_yaml_gz="}")
    wanted["data"]["prometheus.yaml.gz"] = "bm8gZ3ppcA=="
    assert [each.change for each in differences(live, wanted)] == ["differs"]


def test_no_value_of_a_secret_is_told() -> None:
    live = secret(prometheus_yaml_gz="scrape_configs: [{job_name: a, password: canary}]", key="canary")
    wanted = secret(prometheus_yaml_gz="scrape_configs: [{job_name: a, password: canary2}]", key="canary2")
    assert "canary" not in str(differences(live, wanted))


def test_what_comes_and_goes() -> None:
    assert lines(None, stateful_set()) == [("", "is made", Effect.RESTART)]
    assert lines(secret(), None) == [("", "goes", Effect.RELOAD)]
