"""What users and other controllers do to running workloads, and what becomes of it."""

import base64
from typing import Any

import pytest

from hooks.protocol import Manifest
from tests.cluster.installation import REAL
from tests.cluster.space import Space

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(300)]


def template(space: Space) -> Any:
    return space.get("statefulsets", "prometheus-main")["spec"]["template"]


def test_an_edit_reaches_the_configuration_and_restarts_nothing(space: Space) -> None:
    before = template(space)
    space.apply(space.prometheus("main", scrapeInterval="7s"), space.monitor("web", path="/custom"))
    space.eventually("the job is there", lambda: (space.job("web") or {}).get("metrics_path") == "/custom")
    space.eventually("the interval is there", lambda: space.cluster.config(space.name, "main")["global"]["scrape_interval"] == "7s")
    assert template(space) == before


def test_what_is_deleted_goes(space: Space) -> None:
    space.apply(space.monitor("one"), space.monitor("two"))
    space.eventually("both jobs are there", lambda: len(space.jobs()) == 2)
    space.kubectl("delete", "servicemonitor", "one")
    space.eventually("one is left", lambda: list(space.jobs()) == [f"serviceMonitor/{space.name}/two/0"])


@pytest.mark.parametrize(("plural", "name"), [("statefulsets", "prometheus-main"), ("secrets", "prometheus-main"), ("services", "prometheus-operated")])
def test_a_deleted_child_comes_back(space: Space, plural: str, name: str) -> None:
    before = space.get(plural, name)
    space.kubectl("delete", plural, name)
    again = space.eventually("it is there again", lambda: space.cluster.get(plural, space.name, name))
    assert again["metadata"]["uid"] != before["metadata"]["uid"]
    assert [again.get(part) for part in ("spec", "data")] == [before.get(part) for part in ("spec", "data")]


def test_a_rollout_restart_is_left_alone(space: Space) -> None:
    space.kubectl("rollout", "restart", "statefulset/prometheus-main")
    space.apply(space.prometheus("main", scrapeInterval="7s"))
    space.eventually("a sync happened", lambda: space.cluster.config(space.name, "main")["global"]["scrape_interval"] == "7s")
    assert "kubectl.kubernetes.io/restartedAt" in template(space)["metadata"]["annotations"]


def test_replicas_belong_to_the_custom_resource(space: Space) -> None:
    space.kubectl("scale", "statefulset/prometheus-main", "--replicas=3")
    space.eventually("it is put back", lambda: space.get("statefulsets", "prometheus-main")["spec"]["replicas"] == 1)


def test_scaling_a_prometheus_adds_a_shard(space: Space) -> None:
    space.kubectl("scale", "prometheus/main", "--replicas=2")
    space.eventually("there are two", lambda: space.cluster.get("statefulsets", space.name, "prometheus-main-shard-1"))
    space.kubectl("scale", "prometheus/main", "--replicas=1")
    space.eventually("there is one", lambda: not space.cluster.get("statefulsets", space.name, "prometheus-main-shard-1"))


@pytest.mark.parametrize("child", ["statefulset/prometheus-main", "secret/prometheus-main", "service/prometheus-operated"])
def test_a_label_of_somebody_else_stays(space: Space, child: str) -> None:
    space.kubectl("label", child, "cost-center=7")
    space.kubectl("annotate", child, "example.com/seen=yes")
    space.apply(space.prometheus("main", scrapeInterval="7s", podMetadata={"labels": {"new": "one"}}))
    space.eventually("it was applied again", lambda: template(space)["metadata"]["labels"].get("new") == "one")
    metadata = space.get(f"{child.partition('/')[0]}s", child.partition("/")[2])["metadata"]
    assert (metadata["labels"]["cost-center"], metadata["annotations"]["example.com/seen"]) == ("7", "yes")


def test_what_somebody_writes_into_our_fields_is_put_back(space: Space) -> None:
    before = space.get("secrets", "prometheus-main")["data"]
    forged = base64.b64encode(b"global: {}").decode()
    space.kubectl("patch", "secret/prometheus-main", "-p", f'{{"data": {{"prometheus.yaml": "{forged}"}}}}')
    space.eventually("it is ours again", lambda: space.get("secrets", "prometheus-main")["data"] == before)


def test_an_object_of_somebody_else_is_not_taken_from_its_controller(space: Space) -> None:
    owner = {"apiVersion": "v1", "kind": "ConfigMap", "name": "theirs", "uid": "00000000-0000-0000-0000-000000000001", "controller": True}
    theirs = {"apiVersion": "v1", "kind": "Secret", "metadata": {**space.metadata("prometheus-second"), "ownerReferences": [owner]}}
    space.apply(theirs)
    space.apply(space.prometheus("second"))
    sentence = "Only one reference can have Controller set to true|only one owner can have that|controlled by"
    space.eventually("an event says so", lambda: any(part in events(space) for part in sentence.split("|")))
    assert space.get("secrets", "prometheus-second")["metadata"]["ownerReferences"] == [owner]
    assert "data" not in space.get("secrets", "prometheus-second")


def events(space: Space) -> str:
    return space.kubectl("get", "events", "-o", "jsonpath={range .items[*]}{.reason}: {.message}{'\\n'}{end}")


def alertmanager(space: Space) -> Manifest:
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "Alertmanager", "metadata": space.metadata("am"), "spec": {"replicas": 1}}


def routes(space: Space, text: str) -> Manifest:
    return space.secret("alertmanager-am", **{"alertmanager.yaml": text})


def test_a_broken_configuration_changes_nothing_and_is_told(space: Space) -> None:
    space.apply(routes(space, "route: {receiver: a}\nreceivers: [{name: a}]\n"), alertmanager(space))
    name = "alertmanager-am-generated"
    before = space.eventually("it is generated", lambda: space.cluster.data("secrets", space.name, name))
    space.apply(routes(space, "route: {receiver: b}\nreceivers: [{name: a}]\n"))
    space.eventually("the status says so", lambda: space.condition("alertmanagers", "am", "Reconciled").get("reason") == "InvalidConfiguration")
    assert space.cluster.data("secrets", space.name, name) == before
    space.apply(routes(space, "route: {receiver: b}\nreceivers: [{name: b}]\n"))
    space.eventually("it is taken", lambda: space.cluster.data("secrets", space.name, name) not in ({}, before))


def test_a_paused_workload_stays_as_it_is(space: Space) -> None:
    space.apply(space.prometheus("main", paused=True, scrapeInterval="7s"))
    space.eventually("it is paused", lambda: space.get("prometheuses", "main")["status"].get("paused"))
    before = space.get("statefulsets", "prometheus-main"), space.get("secrets", "prometheus-main")
    space.apply(space.monitor("web"))
    space.eventually("the monitor is accepted", lambda: space.is_true("servicemonitors", "web", "Accepted"))
    after = space.get("statefulsets", "prometheus-main"), space.get("secrets", "prometheus-main")
    assert [each["metadata"]["resourceVersion"] for each in after] == [each["metadata"]["resourceVersion"] for each in before]
    space.apply(space.prometheus("main", paused=False, scrapeInterval="7s"))
    space.eventually("it goes on", lambda: space.job("web"))


@pytest.mark.skipif(not REAL, reason="METACONTROLLER names no real one, and the stand-in elects no leader")
def test_the_other_replica_takes_over(space: Space) -> None:
    cluster = space.cluster
    cluster.start_metacontroller("standby")
    cluster.kill("metacontroller")
    space.apply(space.monitor("web"))
    space.eventually("the other one leads", lambda: space.job("web"))
    cluster.start_metacontroller()
    cluster.kill("standby")
    space.kubectl("delete", "servicemonitor", "web")
    space.eventually("the first one leads again", lambda: not space.job("web"))


def test_a_budget_comes_with_its_annotation_and_goes_without(space: Space) -> None:
    plain = space.prometheus("main")
    path = f"/apis/policy/v1/namespaces/{space.name}/poddisruptionbudgets/prometheus-main"

    def there() -> bool:
        return bool(space.cluster.server.request("GET", path).status == 200)

    space.apply({**plain, "metadata": {**plain["metadata"], "annotations": {"promhooks.io/max-unavailable": "50%"}}})
    space.eventually("it comes", there)
    space.apply(plain)
    space.eventually("it goes", lambda: not there())
