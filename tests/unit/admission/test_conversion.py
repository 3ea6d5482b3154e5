import copy
from typing import Any

import pytest

from hooks.app import create_app
from hooks.kinds.alertmanagerconfig_v1beta1 import PLAIN_SELECTORS, REMOVED
from hooks.protocol import Manifest
from hooks.settings import Settings

GROUP = "monitoring.coreos.com"
METADATA = {"name": "team", "namespace": "a", "uid": "u", "labels": {"x": "y"}, "managedFields": [{"manager": "kubectl"}]}
STATUS = {"bindings": [{"name": "main"}]}
SECRET = {"name": "s", "key": "k"}


def asked(desired: str, *manifests: Manifest) -> Manifest:
    body = {"apiVersion": "apiextensions.k8s.io/v1", "kind": "ConversionReview", "request": {"uid": "u-1", "desiredAPIVersion": desired, "objects": manifests}}
    answer: Any = create_app(Settings()).test_client().post("/convert", json=body).json
    assert (answer["apiVersion"], answer["kind"], answer["response"]["uid"]) == ("apiextensions.k8s.io/v1", "ConversionReview", "u-1")
    found: Manifest = answer["response"]
    return found


def config(version: str, spec: Any) -> Manifest:
    return {"apiVersion": f"{GROUP}/{version}", "kind": "AlertmanagerConfig", "metadata": METADATA, "spec": spec, "status": STATUS}


def newer(spec: Any) -> Any:
    """``spec`` of v1alpha1 in v1beta1; the rest of the object must not change."""
    (manifest,) = asked(f"{GROUP}/v1beta1", config("v1alpha1", spec))["convertedObjects"]
    assert manifest == config("v1beta1", manifest["spec"])
    return manifest["spec"]


def older(spec: Any) -> Any:
    """``spec`` of v1beta1 in v1alpha1; the rest of the object must not change."""
    (manifest,) = asked(f"{GROUP}/v1alpha1", config("v1beta1", spec))["convertedObjects"]
    assert manifest == config("v1alpha1", manifest["spec"])
    return manifest["spec"]


EQUAL = {"name": "a", "value": "b", "matchType": "="}
MATCHERS = [
    pytest.param({"name": "a", "value": "b"}, "=", id="none"),
    pytest.param({"name": "a", "value": "b", "regex": False}, "=", id="no-regex"),
    pytest.param({"name": "a", "value": "b", "regex": True}, "=~", id="regex"),
    pytest.param({"name": "a", "value": "b", "regex": True, "matchType": "!="}, "!=", id="both"),
    pytest.param({"name": "a", "value": "b", "matchType": "!~"}, "!~", id="operator"),
]


@pytest.mark.parametrize(("matcher", "operator"), MATCHERS)
def test_every_matcher_gets_an_operator(matcher: Manifest, operator: str) -> None:
    route = {"receiver": "r", "matchers": [matcher], "routes": [{"matchers": [matcher], "routes": [{"matchers": [matcher]}]}]}
    found = newer({"route": route, "inhibitRules": [{"sourceMatch": [matcher], "targetMatch": [matcher], "equal": ["x"]}]})
    told = [{"name": "a", "value": "b", "matchType": operator}]
    assert found["route"] == {"receiver": "r", "matchers": told, "routes": [{"matchers": told, "routes": [{"matchers": told}]}]}
    assert found["inhibitRules"] == [{"sourceMatch": told, "targetMatch": told, "equal": ["x"]}]


def test_time_intervals_have_another_name() -> None:
    intervals = [{"name": "weekend", "timeIntervals": [{"weekdays": ["saturday"], "times": [{"startTime": "00:00", "endTime": "24:00"}]}]}]
    route = {"receiver": "r", "muteTimeIntervals": ["weekend"], "routes": [{"muteTimeIntervals": ["weekend"]}]}
    assert newer({"muteTimeIntervals": intervals, "route": route}) == {"timeIntervals": intervals, "route": route}
    assert older({"timeIntervals": intervals, "route": route}) == {"muteTimeIntervals": intervals, "route": route}


def receiver(path: str, value: Any) -> Manifest:
    """A specification with one value in a receiver."""
    integration, *fields = path.removeprefix("spec.receivers.").split(".")
    for field in reversed(fields):
        value = {field: value}
    return {"receivers": [{"name": "r", integration: [value]}]}


SELECTORS = sorted({*PLAIN_SELECTORS, "spec.receivers.webhookConfigs.httpConfig.bearerTokenSecret"})


@pytest.mark.parametrize("path", SELECTORS)
def test_references_to_a_secret_have_name_and_key_alone(path: str) -> None:
    assert newer(receiver(path, {**SECRET, "optional": True})) == receiver(path, SECRET)
    assert older(receiver(path, SECRET)) == receiver(path, SECRET)


@pytest.mark.parametrize("path", sorted(path for path in REMOVED if path.startswith("spec.receivers.")))
def test_a_field_that_v1beta1_does_not_have_is_left_out(path: str) -> None:
    assert newer(receiver(path, value=True)) == receiver(path.rpartition(".")[0], {})


SAME: Manifest = {
    "route": {"receiver": "r", "groupBy": ["job"], "continue": True, "matchers": [EQUAL], "routes": [{"matchers": [EQUAL], "unknown": 1}]},
    "receivers": [
        {
            "name": "r",
            "emailConfigs": [{"to": "a@b", "threading": {"threadByDate": "daily"}, "headers": [{"key": "a", "value": "b"}], "requireTLS": False}],
            "rocketchatConfigs": [{"token": {**SECRET, "optional": True}, "actions": [{"text": "x"}], "shortFields": False}],
            "snsConfigs": [{"sigv4": {"accessKey": {**SECRET, "optional": True}, "secretKey": SECRET}, "attributes": {"regex": "x"}}],
            "telegramConfigs": [{"chatID": 2**62, "httpConfig": {"basicAuth": {"password": {**SECRET, "optional": True}}}}],
            "fromTheFuture": [{"matchers": [{"regex": True}], "muteTimeIntervals": []}],
        }
    ],
    "inhibitRules": [],
    "unknown": {"deep": [None, {"matchType": ""}]},
}


def test_everything_else_is_carried_over_known_or_not() -> None:
    assert newer(copy.deepcopy(SAME)) == SAME
    assert older(copy.deepcopy(SAME)) == SAME


@pytest.mark.parametrize("spec", [pytest.param(None, id="null"), pytest.param({"route": None, "receivers": None}, id="nulls"), pytest.param({}, id="empty")])
def test_a_specification_may_be_empty(spec: Any) -> None:
    assert (newer(spec), older(spec)) == (spec, spec)


def test_the_order_of_objects_is_kept() -> None:
    manifests = [config("v1alpha1", {"muteTimeIntervals": []}), config("v1beta1", {"timeIntervals": []}), config("v1alpha1", {})]
    found = asked(f"{GROUP}/v1beta1", *manifests)
    assert found["result"] == {"status": "Success"}
    assert found["convertedObjects"] == [config("v1beta1", {"timeIntervals": []}), config("v1beta1", {"timeIntervals": []}), config("v1beta1", {})]


@pytest.mark.parametrize(
    ("desired", "manifest", "message"),
    [
        pytest.param(f"{GROUP}/v1", config("v1alpha1", {}), "request.objects[1].apiVersion: ", id="unknown-version"),
        pytest.param(f"{GROUP}/v1beta1", {"apiVersion": "v1", "kind": "Pod"}, "request.objects[1].kind: ", id="another-kind"),
        pytest.param(f"{GROUP}/v1beta1", {}, "request.objects[1].kind: ", id="nothing"),
    ],
)
def test_what_cannot_be_converted_is_told_and_nothing_is_answered(desired: str, manifest: Manifest, message: str) -> None:
    found = asked(desired, config(desired.rpartition("/")[2], {}), manifest)
    assert (found["result"]["status"], found["convertedObjects"]) == ("Failure", [])
    assert found["result"]["message"].startswith(message)
