"""Our hooks in the loop: they come to rest, write statuses that the CRDs allow, and follow an edit."""

import base64
from pathlib import Path

import pytest

from hooks.cli.cluster import cluster
from hooks.cli.manifests import folder as read
from hooks.cli.validation import problems
from hooks.loop.loop import Loop
from hooks.loop.resources import Key
from hooks.loop.store import controller_uid
from hooks.settings import Settings
from tests.unit.loop.small import secret

EXAMPLES = Path(__file__).parents[3] / "examples"


def loaded(path: Path) -> Loop:
    loop = cluster(Settings())
    assert loop.apply(document.manifest for document in read([path]).documents) == ()
    return loop


@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
def test_an_example_comes_to_rest_and_every_object_satisfies_its_crd(example: str) -> None:
    loop = loaded(EXAMPLES / example)
    report = loop.converge()
    assert (report.events, report.unsettled) == ((), ())
    assert loop.converge().syncs == 0
    assert [problem for manifest in loop.objects() for problem in problems(manifest)] == []


def test_the_status_of_a_broken_object_satisfies_its_crd_too(folder: Path) -> None:
    (folder / "secret.yaml").unlink()
    loop = loaded(folder)
    loop.converge()
    statuses = [manifest["status"] for manifest in loop.objects("ServiceMonitor")]
    assert [condition["status"] for condition in statuses[0]["conditions"]] == ["False"]
    assert [problem for manifest in loop.objects() for problem in problems(manifest)] == []


def test_a_rotated_password_reaches_the_configuration_and_nothing_else_changes(folder: Path) -> None:
    loop = loaded(folder)
    loop.converge()
    loop.apply([secret(user="canary-user", password="rotated")])
    children = [change.key.name for change in loop.converge().changes if change.new and controller_uid(change.new)]
    assert "prometheus-main" in children
    assert not [name for name in children if name not in {"prometheus-main", "servicemonitor-web-assets"}]
    config = (loop.get(Key("", "Secret", "mon", "prometheus-main")) or {})["data"]["prometheus.yaml"]
    assert b"password: rotated" in base64.b64decode(config)


def test_a_removed_monitor_leaves_nothing_behind(folder: Path) -> None:
    loop = loaded(folder)
    loop.converge()
    loop.delete(Key("monitoring.coreos.com", "ServiceMonitor", "team", "web"))
    loop.converge()
    assert [manifest["metadata"]["name"] for manifest in loop.objects("Secret") if manifest["metadata"]["namespace"] == "team"] == ["login"]
    config = (loop.get(Key("", "Secret", "mon", "prometheus-main")) or {})["data"]["prometheus.yaml"]
    assert b"serviceMonitor/team/web" not in base64.b64decode(config)


def test_ready_pods_make_a_workload_available(folder: Path) -> None:
    loop = loaded(folder)
    loop.converge()
    ready = {"replicas": 1, "updatedReplicas": 1, "availableReplicas": 1, "readyReplicas": 1, "observedGeneration": 1}
    loop.report_status(Key("apps", "StatefulSet", "mon", "prometheus-main"), ready)
    loop.converge()
    conditions = {condition["type"]: condition["status"] for condition in loop.objects("Prometheus")[0]["status"]["conditions"]}
    assert conditions["Available"] == "True"
