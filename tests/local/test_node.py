"""Children become processes and files, and changes reach the processes without a restart."""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hooks.cli.local.node import Instance, Node, Workspace
from hooks.cli.local.observer import Observation, observed
from hooks.cli.local.ports import is_free
from hooks.cli.local.programs import Program, Source
from tests.local import children
from tests.local.conftest import EXAMPLE, eventually

pytestmark = [pytest.mark.local, pytest.mark.timeout(180)]

Manifests = tuple[children.Manifest, ...]


@pytest.fixture
def said() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def node(tmp_path: Path, programs: Callable[[str], Program], said: list[tuple[str, str]]) -> Iterator[Node]:
    made = Node(Workspace(tmp_path), EXAMPLE, programs, lambda who, text: said.append((who, text)))
    yield made
    made.stop()


@pytest.fixture
def workload(source: Source) -> Callable[..., Manifests]:
    return children.sidecar if source is Source.DEBIAN else children.native


def prometheus(node: Node) -> Instance:
    return next(instance for instance in node.instances() if instance.kind == "prometheus")


def observation(node: Node) -> Observation | None:
    node.tick()
    return observed(prometheus(node))


def up(node: Node, count: int = 1) -> Observation | None:
    found = observation(node)
    return found if found and [target.health for target in found.targets] == ["up"] * count else None


def refusal(node: Node) -> Observation | None:
    found = observation(node)
    return found if found and found.refusal else None


def test_a_target_found_through_a_service_is_scraped_and_carries_its_labels(node: Node, workload: Callable[..., Manifests]) -> None:
    node.apply((*workload(), *children.application()))
    found = eventually("the target is up", lambda: up(node))
    assert found.targets[0].labels == {"job": "app", "instance": found.targets[0].scrape_url[7:-8], "container": "server", "endpoint": "web"}


def test_a_changed_config_is_loaded_by_the_same_process(node: Node, workload: Callable[..., Manifests]) -> None:
    node.apply((*workload(), *children.application()))
    before = eventually("the target is up", lambda: up(node))
    process = prometheus(node).pid
    second = copy.deepcopy(children.CONFIG)
    second["scrape_configs"].append({**second["scrape_configs"][0], "job_name": "again"})
    node.apply((*workload(second), *children.application()))
    after = eventually("two targets are up", lambda: up(node, 2))
    assert prometheus(node).pid == process
    assert after.loaded != before.loaded


def test_a_new_pod_becomes_a_target_without_a_reload(node: Node, workload: Callable[..., Manifests]) -> None:
    deployment, service = children.application()
    node.apply((*workload(), deployment, service))
    before = eventually("the target is up", lambda: up(node))
    node.apply((*workload(), {**deployment, "spec": {**deployment["spec"], "replicas": 2}}, service))
    after = eventually("two targets are up", lambda: up(node, 2))
    assert after.loaded == before.loaded


def test_a_config_that_prometheus_refuses_leaves_the_last_good_one_in_use(node: Node, workload: Callable[..., Manifests]) -> None:
    node.apply((*workload(), *children.application()))
    eventually("the target is up", lambda: up(node))
    node.apply((*workload({"scrape_configs": [{"job_name": "x", "scrape_interval": "soon"}]}), *children.application()))
    refused = eventually("the refusal", lambda: refusal(node))
    assert "soon" in refused.refusal
    assert [target.labels["job"] for target in refused.targets] == ["app"]


def test_a_pod_waits_for_a_secret_that_its_volume_needs(node: Node, workload: Callable[..., Manifests], said: list[tuple[str, str]]) -> None:
    secret, stateful_set = workload()
    node.apply((stateful_set,))
    assert node.instances() == ()
    assert said == [("prometheus-x-0", 'waits, Secret "monitoring/prometheus-x" is not there')]
    node.apply((secret, stateful_set))
    eventually("prometheus answers", lambda: observation(node))


def test_an_edited_pod_template_keeps_the_address_of_its_pod(node: Node) -> None:
    deployment, service = children.application()
    node.apply((deployment, service))
    (before,) = node.instances()
    template = deployment["spec"]["template"]
    edited = {**template, "metadata": {**template["metadata"], "labels": {"app": "my-app", "edited": "yes"}}}
    node.apply(({**deployment, "spec": {**deployment["spec"], "template": edited}}, service))
    (after,) = node.instances()
    assert after.pod != before.pod
    assert after.url == before.url


def test_an_ended_process_is_started_again(node: Node, workload: Callable[..., Manifests], said: list[tuple[str, str]]) -> None:
    node.apply((*workload(), *children.application("sh -c 'echo no such file; exit 3'")))

    def report() -> list[str]:
        node.tick()
        return [text for _, text in said if "ended with code 3" in text and "no such file" in text]

    eventually("the report", report)


def test_a_command_that_is_not_there_is_said_and_the_others_run(node: Node, workload: Callable[..., Manifests], said: list[tuple[str, str]]) -> None:
    node.apply((*workload(), *children.application("no-such-command")))
    assert [text for _, text in said if text.startswith("cannot be started: ") and "no-such-command" in text]
    eventually("prometheus answers", lambda: observation(node))


def test_removed_workloads_end_and_free_their_ports(node: Node, workload: Callable[..., Manifests]) -> None:
    node.apply((*workload(), *children.application()))
    eventually("the target is up", lambda: up(node))
    ports = [int(instance.url.rpartition(":")[2]) for instance in node.instances()]
    node.apply(())
    assert node.instances() == ()
    assert all(is_free(port) for port in ports)
