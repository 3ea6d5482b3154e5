import base64
import json
from typing import Any

import pytest

from hooks.app import HOOKS, LARGEST_REVIEW, OPEN, WEBHOOKS, Access, create_app
from hooks.protocol import Manifest
from hooks.settings import Settings

RULES = "/admission-prometheusrules/validate"
MUTATION = "/admission-prometheusrules/mutate"
CONFIGS = "/admission-alertmanagerconfigs/validate"


def posted(path: str, body: Any, access: Access = OPEN, **settings: Any) -> Any:
    return create_app(Settings(**settings), access).test_client().post(path, **({"data": body} if isinstance(body, bytes) else {"json": body}))


def review(resource: str, version: str, manifest: Manifest | None) -> Manifest:
    request = {"uid": "u-1", "resource": {"group": "monitoring.coreos.com", "version": version, "resource": resource}, "object": manifest}
    return {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": request}


def rule_review(metadata: Manifest | None = None, **rule: Any) -> Manifest:
    return review("prometheusrules", "v1", {"metadata": {"name": "slo", **(metadata or {})}, "spec": {"groups": [{"name": "g", "rules": [rule]}]}})


def config_review(version: str, **spec: Any) -> Manifest:
    return review("alertmanagerconfigs", version, {"metadata": {"name": "team", "namespace": "a"}, "spec": spec})


def verdict(path: str, body: Manifest, **settings: Any) -> Manifest:
    """``response`` of the answer."""
    answer = posted(path, body, **settings).json
    assert (answer["apiVersion"], answer["kind"], answer["response"].pop("uid")) == ("admission.k8s.io/v1", "AdmissionReview", "u-1")
    found: Manifest = answer["response"]
    return found


@pytest.mark.parametrize(
    ("rule", "settings"),
    [
        pytest.param({"alert": "Down", "expr": "up == 0"}, {}, id="alert"),
        pytest.param({"record": "a:b", "expr": "up", "labels": {"a": "b", "nothing": None}}, {}, id="null-is-nothing"),
        pytest.param({"record": "a.b", "expr": "up"}, {"name_validation_scheme": "utf8"}, id="any-name"),
        pytest.param({"record": "a", "expr": "sort_by_label(up, 'a')"}, {"promql_options": ("experimental-functions",)}, id="experimental-function"),
        pytest.param({"record": "a", "expr": "rate(up[5m+1m])"}, {"promql_options": ("duration-expression-parsing",)}, id="computed-duration"),
    ],
)
def test_good_rules_are_let_in(rule: Manifest, settings: Manifest) -> None:
    assert verdict(RULES, rule_review(**rule), **settings) == {"allowed": True}


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        pytest.param({"alert": "Down", "expr": "up =="}, "spec.groups[0].rules[0].expr", id="expression"),
        pytest.param({"record": "a.b", "expr": "up"}, "spec.groups[0].rules[0].record", id="name"),
        pytest.param({"record": "a", "expr": "sort_by_label(up, 'a')"}, "spec.groups[0].rules[0].expr", id="experimental-function"),
        pytest.param({"record": "a", "expr": "rate(up[5m+1m])"}, "spec.groups[0].rules[0].expr", id="computed-duration"),
        pytest.param({"alert": "Down", "expr": "up", "labels": {"a": True}}, "spec.groups[0].rules[0].labels[...]", id="boolean"),
        pytest.param({"record": "a", "expr": "up" + " + up" * 200_000}, "spec.groups", id="too-large"),
    ],
)
def test_bad_rules_are_refused_with_their_place(rule: Manifest, field: str) -> None:
    found = verdict(RULES, rule_review(**rule))
    status = found["status"]
    assert (found["allowed"], status["code"], status["reason"]) == (False, 422, "Invalid")
    assert status["details"]["causes"][0]["field"] == field
    assert status["message"].endswith(f": {field}: {status['details']['causes'][0]['message']}")


def test_every_cause_is_told() -> None:
    found = verdict(RULES, rule_review(alert="Down", expr="up ==", annotations={"a": "{{ nothing }}"}))
    assert len(found["status"]["details"]["causes"]) == 2


@pytest.mark.parametrize(
    ("body", "operations"),
    [
        pytest.param(
            rule_review(alert="A", expr="up", labels={"a/b~c": 1, "t": "text", "n": None}, annotations={"b": False, "f": 1.5, "whole": 2.0}),
            [
                ("/spec/groups/0/rules/0/annotations/b", "false"),
                ("/spec/groups/0/rules/0/annotations/f", "1.5"),
                ("/spec/groups/0/rules/0/annotations/whole", "2"),
                ("/spec/groups/0/rules/0/labels/a~1b~0c", "1"),
                ("/metadata/annotations", {"prometheus-operator-validated": "true"}),
            ],
            id="numbers-and-booleans",
        ),
        pytest.param(
            rule_review({"annotations": {"mine": "x"}}, alert="A", expr="up"), [("/metadata/annotations/prometheus-operator-validated", "true")], id="annotated"
        ),
    ],
)
def test_labels_and_annotations_become_texts(body: Manifest, operations: list[tuple[str, Any]]) -> None:
    found = verdict(MUTATION, body)
    assert (found["allowed"], found["patchType"]) == (True, "JSONPatch")
    assert [(operation["path"], operation["value"]) for operation in json.loads(base64.b64decode(found["patch"]))] == operations


def test_rules_of_no_shape_are_refused_instead_of_mutated() -> None:
    found = verdict(MUTATION, review("prometheusrules", "v1", {"spec": {"groups": 3}}))
    assert found["status"]["message"] == "Cannot unmarshal rules from spec: spec.groups: expected a list, got a whole number"


ROUTE: Manifest = {"receiver": "null"}
MUTED: Manifest = {"receiver": "null", "muteTimeIntervals": ["weekend"]}
ACTIVE: Manifest = {"receiver": "null", "activeTimeIntervals": ["weekend"]}
DEEP: Manifest = {"receiver": "null", "routes": [{"routes": [{"matchers": [{"name": "a", "value": "b.*", "regex": True}]}]}]}
RECEIVERS: list[Manifest] = [{"name": "null"}]
WEEKEND: list[Manifest] = [{"name": "weekend", "timeIntervals": [{"weekdays": ["saturday"]}]}]
XDAY: list[Manifest] = [{"name": "x", "timeIntervals": [{"weekdays": ["xday"]}]}]


@pytest.mark.parametrize(
    ("version", "spec"),
    [
        pytest.param("v1alpha1", {"route": MUTED, "muteTimeIntervals": WEEKEND}, id="v1alpha1"),
        pytest.param("v1beta1", {"route": ACTIVE, "timeIntervals": WEEKEND}, id="v1beta1"),
        pytest.param("v1alpha1", {"route": DEEP}, id="regex"),
        pytest.param("v1beta1", {"route": {**ROUTE, "routes": [{"matchers": None, "receiver": "null"}]}}, id="null-is-nothing"),
    ],
)
def test_a_good_alertmanagerconfig_is_let_in(version: str, spec: Manifest) -> None:
    assert verdict(CONFIGS, config_review(version, receivers=RECEIVERS, **spec)) == {"allowed": True}


@pytest.mark.parametrize(
    ("version", "spec", "field"),
    [
        pytest.param("v1alpha1", {"receivers": RECEIVERS * 2}, "spec.receivers[1].name", id="two-of-a-name"),
        pytest.param(
            "v1alpha1",
            {"receivers": RECEIVERS, "route": ROUTE, "muteTimeIntervals": XDAY},
            "spec.muteTimeIntervals[0].timeIntervals[0].weekdays[0]",
            id="old-name",
        ),
        pytest.param(
            "v1beta1", {"receivers": RECEIVERS, "route": ROUTE, "timeIntervals": XDAY}, "spec.timeIntervals[0].timeIntervals[0].weekdays[0]", id="new-name"
        ),
        pytest.param("v1beta1", {"receivers": RECEIVERS, "route": {"receiver": "who"}}, "spec.route.receiver", id="no-such-receiver"),
        pytest.param("v1beta1", {"receivers": RECEIVERS, "route": DEEP}, "spec.route.routes[0].routes[0].matchers[0]", id="field-of-the-other-version"),
        pytest.param("v1beta1", {"receivers": 3}, "spec.receivers", id="of-no-shape"),
        pytest.param("v1", {}, "request.resource.version", id="unknown-version"),
    ],
)
def test_a_bad_alertmanagerconfig_is_refused_with_its_place(version: str, spec: Manifest, field: str) -> None:
    found = verdict(CONFIGS, config_review(version, **spec))
    assert not found["allowed"]
    assert found["status"]["details"]["causes"][0]["field"] == field


@pytest.mark.parametrize("path", [RULES, MUTATION, CONFIGS])
def test_another_resource_is_refused(path: str) -> None:
    assert not verdict(path, review("pods", "v1", {}))["allowed"]


@pytest.mark.parametrize("path", [RULES, MUTATION, CONFIGS])
def test_deletions_are_let_through(path: str) -> None:
    assert verdict(path, review("prometheusrules", "v1", None)) == {"allowed": True}


@pytest.mark.parametrize("path", [RULES, MUTATION, CONFIGS, "/convert"])
@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        pytest.param(b" ", "the body is not JSON: ", id="empty"),
        pytest.param(b"{", "the body is not JSON: ", id="half"),
        pytest.param(b"{}", "the body is not a review: ", id="nothing-in-it"),
        pytest.param(b"[" * 100_000, "the body is not ", id="nested"),
        pytest.param(
            b'{"apiVersion": "v1", "kind": "Pod", "request": {"uid": "u", "desiredAPIVersion": "v2"}}', 'the body is "Pod" of "v1", expected ', id="a-pod"
        ),
    ],
)
def test_a_body_that_is_no_review_gets_a_sentence(path: str, body: bytes, sentence: str) -> None:
    answer = posted(path, body)
    assert (answer.status_code, answer.text[: len(sentence)]) == (400, sentence)


def test_a_body_of_unknown_length_is_not_read() -> None:
    answer = create_app(Settings()).test_client().post(RULES, data=b"{}", headers={"Transfer-Encoding": "chunked"})
    assert (answer.status_code, answer.text) == (411, "a Content-Length is needed\n")


@pytest.mark.parametrize("path", [RULES, "/convert"])
def test_the_api_server_needs_no_token_but_the_right_address(path: str) -> None:
    app = create_app(Settings(), Access(token=lambda: "not-a-real-token", endpoints=WEBHOOKS)).test_client()
    assert app.post(path, data=b"{}").status_code == 400
    assert app.post("/servicemonitor/sync", data=b"{}").status_code == 404
    assert create_app(Settings(), Access(endpoints=HOOKS)).test_client().post(path, data=b"{}").status_code == 404
    assert app.post(path, data=b"x" * (LARGEST_REVIEW + 1)).status_code == 413
