import gzip
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from hooks.app import OPEN, OPEN_TO_ALL, Access, create_app
from hooks.settings import Settings

RULE = {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "PrometheusRule",
    "metadata": {"namespace": "team", "name": "slo", "uid": "u", "generation": 3},
    "spec": {"groups": [{"name": "g", "rules": [{"record": "a:b", "expr": "up"}]}]},
}
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def client(access: Access = OPEN, **settings: Any) -> FlaskClient:
    return create_app(Settings(**settings), access, lambda: NOON).test_client()


def test_a_hook_answers_with_children_and_status() -> None:
    answer = client().post("/prometheusrule/sync", json={"parent": RULE, "children": {}, "related": {}, "controller": {}, "finalizing": False})
    assert answer.status_code == 200
    assert answer.json == {
        "children": [],
        "status": {"conditions": [{"type": "Accepted", "status": "True", "observedGeneration": 3, "lastTransitionTime": "2026-01-01T12:00:00Z"}]},
    }


@pytest.mark.parametrize(
    ("path", "body", "code", "sentence"),
    [
        pytest.param("/prometheusrule/sync", b"{", 400, "the body is not JSON: ", id="half-json"),
        pytest.param("/prometheusrule/sync", b"\xff\xfe", 400, "the body is not JSON: ", id="binary"),
        pytest.param("/prometheusrule/sync", gzip.compress(b"{}"), 400, "the body is not JSON: ", id="compressed"),
        pytest.param("/prometheusrule/sync", b'{"parent":' * 100_000, 400, "the body is not ", id="deeply-nested"),
        pytest.param("/prometheusrule/sync", b"{}", 400, "the body is not a hook request: Object missing required field `parent`", id="nothing-in-it"),
        pytest.param("/prometheusrule/sync", b"[]", 400, "the body is not a hook request: ", id="a-list"),
        pytest.param("/decorators/nodes/sync", b"{}", 400, 'no hook for "nodes", the decorations are kubelet, pods', id="unknown-decoration"),
        pytest.param("/silence/sync", b"{}", 400, 'no hook for "silence", the parents are alertmanager, ', id="unknown-parent"),
        pytest.param(
            "/prometheusrule/sync",
            b'{"parent":{"spec":{"groups":[{"name":3}]}}}',
            422,
            "spec.groups[0].name: expected a text, got a whole number",
            id="wrong-type",
        ),
        pytest.param("/prometheusrule/finalize", b"{}", 404, "POST /prometheusrule/finalize: ", id="unknown-hook"),
    ],
)
def test_a_bad_request_gets_a_sentence(path: str, body: bytes, code: int, sentence: str) -> None:
    answer = client().post(path, data=body)
    assert (answer.status_code, answer.text[: len(sentence)]) == (code, sentence)


def test_what_is_another_installations_is_left_alone_without_an_event() -> None:
    status = {"conditions": [{"type": "Accepted", "status": "True", "lastTransitionTime": "2026-01-01T12:00:00Z"}]}
    answer = client(deny_namespaces=("team",)).post("/prometheusrule/sync", json={"parent": {**RULE, "status": status}})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")


def test_other_methods_are_refused() -> None:
    assert client().get("/prometheusrule/sync").status_code == 405


def test_a_request_above_the_limit_is_refused() -> None:
    assert client(max_request_bytes=1000).post("/prometheusrule/sync", data=b"x" * 1001).status_code == 413


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        pytest.param({}, 401, id="none"),
        pytest.param({"Authorization": "Bearer wrong"}, 401, id="wrong"),
        pytest.param({"Authorization": "Bearer not-a-real-token"}, 200, id="right"),
    ],
)
def test_hooks_need_the_token(headers: dict[str, str], code: int) -> None:
    secured = client(Access(token=lambda: "not-a-real-token"))
    assert secured.post("/prometheusrule/customize", json={"parent": RULE}, headers=headers).status_code == code
    assert secured.get("/healthz").status_code == 200


def test_the_metrics_port_serves_no_hooks() -> None:
    metrics = client(Access(endpoints=OPEN_TO_ALL))
    assert metrics.post("/prometheusrule/customize", json={"parent": RULE}).status_code == 404
    assert metrics.get("/metrics").status_code == 200


def test_metrics_count_calls_and_no_caller_can_make_series() -> None:
    app = client()
    app.post("/prometheusrule/customize", json={"parent": RULE})
    app.post("/made-up-kind/customize", json={})
    text = app.get("/metrics").text
    assert 'promhooks_hook_calls_total{hook="customize",kind="prometheusrule",outcome="ok"}' in text
    assert "made-up-kind" not in text
