"""What is the same before and after, and what is not."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import click
import pytest

from hooks.cli.migrate.live import Cluster, Workload
from hooks.cli.migrate.verification import Loaded, Observed, changes, loaded, observed
from hooks.loop.resources import Key
from hooks.protocol import Manifest

ANSWERS = {
    "/api/v1/targets?state=active": {"activeTargets": [{"scrapePool": "a"}, {"scrapePool": "b"}, {"scrapePool": "a"}]},
    "/api/v1/rules": {"groups": [{"file": "/etc/rules/mon-down.yaml", "name": "down", "rules": [{"name": "Down"}, {"name": "Up"}]}]},
}
BEFORE = Observed({"prometheus-k8s": ("uid", "digest")}, {"prometheus-k8s-0": "p 0"}, Loaded({"a": 2}, ("x",)))


class Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path in ANSWERS else 404)
        self.end_headers()
        self.wfile.write(json.dumps({"status": "success", "data": ANSWERS.get(self.path, {})}).encode())

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture
def url() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_prometheus_says_what_it_has(url: str) -> None:
    assert loaded(url) == Loaded({"a": 2, "b": 1}, ("mon-down.yaml down Down", "mon-down.yaml down Up"))


def test_one_that_does_not_answer_is_said() -> None:
    with pytest.raises(click.ClickException, match=r"^http://127\.0\.0\.1:1: "):
        loaded("http://127.0.0.1:1")


@pytest.mark.parametrize(
    ("now", "want"),
    [
        pytest.param(BEFORE, [], id="nothing"),
        pytest.param(
            Observed({"prometheus-k8s": ("uid", "other")}, BEFORE.pods), ["the pod template of prometheus-k8s has changed, its pods start anew"], id="template"
        ),
        pytest.param(Observed({"prometheus-k8s": ("new", "digest")}, BEFORE.pods), ["prometheus-k8s was made anew"], id="anew"),
        pytest.param(Observed({}, BEFORE.pods), ["prometheus-k8s is gone"], id="gone"),
        pytest.param(Observed(BEFORE.templates, {"prometheus-k8s-0": "p 1"}), ["pod prometheus-k8s-0 has restarted"], id="restarted"),
        pytest.param(Observed(BEFORE.templates, {}), ["pod prometheus-k8s-0 is gone"], id="pod-gone"),
        pytest.param(
            Observed(BEFORE.templates, BEFORE.pods, Loaded({"a": 1}, ())), ["a: 2 targets before, 1 now", "1 rules are missing: x"], id="targets-and-rules"
        ),
    ],
)
def test_what_has_changed(now: Observed, want: list[str]) -> None:
    assert list(changes(BEFORE, now)) == want


def owned(kind: str, name: str, *owners: Manifest, **metadata: Any) -> Manifest:
    return {"apiVersion": "v1", "kind": kind, "metadata": {"name": name, "namespace": "mon", "uid": name, "ownerReferences": list(owners), **metadata}}


def parent(name: str) -> Manifest:
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus", "metadata": {"name": name, "namespace": "mon", "uid": name}, "spec": {}}


def test_a_restart_is_seen_by_the_pods_of_the_stateful_set() -> None:
    stateful_set = {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "s", "uid": "s"}, "spec": {"template": {}}}
    pod = {"metadata": {"name": "s-0", "uid": "p", "ownerReferences": [{"uid": "s"}]}, "status": {"containerStatuses": [{"restartCount": 2}]}}
    other = {"metadata": {"name": "o-0", "uid": "o", "ownerReferences": [{"uid": "o"}]}}
    assert observed(Workload(parent("a"), (stateful_set,)), [pod, other], None).pods == {"s-0": "p 2"}


def test_each_object_is_a_child_of_one_workload() -> None:
    a, b = parent("a"), parent("b")
    objects = (
        a,
        b,
        owned("Secret", "controlled", {"uid": "b", "controller": True}),
        owned("Service", "shared", {"uid": "b"}, {"uid": "a"}),
        owned("Secret", "labelled", labels={"controller-uid": "b"}),
        owned("Secret", "by-name"),
        owned("Secret", "of-a-user"),
        owned("Secret", "of-another", {"uid": "x", "controller": True}),
    )
    found = Cluster(objects, {Key("", "Secret", "mon", "by-name"): "a", Key("", "Secret", "mon", "of-another"): "a"}).workloads
    assert [[child["metadata"]["name"] for child in each.children] for each in found] == [["shared", "by-name"], ["controlled", "labelled"]]
