"""Configuration kinds as parents: what a ServiceMonitor's hooks answer, asked with bytes as Metacontroller asks."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hooks import parents
from hooks.settings import Settings

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def monitor(**endpoint: Any) -> dict[str, Any]:
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "ServiceMonitor",
        "metadata": {"namespace": "team", "name": "web", "uid": "u-1", "generation": 7, "labels": {"release": "prometheus", "controller-uid": "foreign"}},
        "spec": {"selector": {}, "endpoints": [{"port": "web", **endpoint}]},
    }


BASIC_AUTH = {"basicAuth": {"username": {"name": "auth", "key": "user"}, "password": {"name": "auth", "key": "pw"}}}


def secret(name: str, **data: str) -> dict[str, Any]:
    encoded = {key: base64.b64encode(value.encode()).decode() for key, value in data.items()}
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"namespace": "team", "name": name}, "data": encoded}


def answer(parent: dict[str, Any], *secrets: dict[str, Any]) -> dict[str, Any]:
    related = {"Secret.v1": {f"team/{each['metadata']['name']}": each for each in secrets}, "ConfigMap.v1": {}}
    request = {"parent": parent, "children": {"Secret.v1": {}}, "related": related, "finalizing": False}
    found: dict[str, Any] = json.loads(parents.sync("servicemonitor", json.dumps(request).encode(), Settings(), NOON))
    return found


def accepted(response: dict[str, Any]) -> dict[str, Any]:
    (condition,) = response["status"]["conditions"]
    assert condition["type"] == "Accepted"
    return dict(condition)


def rules(parent: dict[str, Any]) -> Any:
    return json.loads(parents.customize("servicemonitor", json.dumps({"parent": parent}).encode()))["relatedResources"]


def test_no_references_ask_for_nothing() -> None:
    assert rules(monitor()) == []


def test_references_are_asked_for_by_name_in_the_own_namespace() -> None:
    assert rules(monitor(**BASIC_AUTH)) == [{"apiVersion": "v1", "resource": "secrets", "namespace": "team", "names": ["auth"]}]


def test_without_references_there_is_no_child() -> None:
    response = answer(monitor())
    assert response["children"] == []
    assert accepted(response)["status"] == "True"


def test_values_go_into_one_secret_that_the_same_selectors_find() -> None:
    (child,) = answer(monitor(**BASIC_AUTH), secret("auth", user="bob", pw="not-a-password"))["children"]
    assert child["kind"] == "Secret"
    labels = {"labels.promhooks.io/release": "prometheus", "labels.promhooks.io/controller-uid": "foreign", "promhooks.io/asset-of": "ServiceMonitor"}
    assert child["metadata"]["labels"] == labels
    assert child["metadata"]["annotations"]["promhooks.io/generation"] == "7"
    assert base64.b64decode(child["data"]["0_team_auth_pw"]) == b"not-a-password"


def test_a_missing_key_is_named_and_no_value_is() -> None:
    response = answer(monitor(**BASIC_AUTH), secret("auth", user="not-a-user-name"))
    condition = accepted(response)
    assert (condition["status"], condition["reason"]) == ("False", "InvalidConfiguration")
    assert condition["message"].startswith('spec.endpoints[0].basicAuth.password: secret "team/auth" has no key "pw"')
    assert "not-a-user-name" not in json.dumps(response["status"])


def test_values_that_no_secret_can_hold_are_a_rejection_not_a_crash() -> None:
    response = answer(monitor(**BASIC_AUTH), secret("auth", user="x" * 700_000, pw="y" * 700_000))
    assert response["children"] == []
    assert accepted(response)["status"] == "False"


def test_bindings_of_another_operator_stay() -> None:
    bindings = [{"group": "monitoring.coreos.com", "resource": "prometheuses", "namespace": "m", "name": "p", "conditions": []}]
    parent = {**monitor(), "status": {"bindings": bindings}}
    (kept,) = answer(parent)["status"]["bindings"]
    assert kept["name"] == "p"


@pytest.mark.parametrize(
    ("expression", "status"), [pytest.param("sum(rate(x[5m]))", "True", id="parses"), pytest.param("sum(rate(x[5m])", "Unknown", id="does-not-parse")]
)
def test_a_rule_knows_whether_its_expressions_parse(expression: str, status: str) -> None:
    rule = {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        "metadata": {"namespace": "team", "name": "slo", "uid": "u-2", "generation": 1},
        "spec": {"groups": [{"name": "g", "rules": [{"record": "a:b", "expr": expression}]}]},
    }
    body = json.dumps({"parent": rule, "children": {}, "related": {}}).encode()
    response = json.loads(parents.sync("prometheusrule", body, Settings(), NOON))
    assert accepted(response)["status"] == status
