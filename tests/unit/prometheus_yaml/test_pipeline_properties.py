"""What holds for every set of monitors, however odd."""

from typing import Any

import msgspec
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.servicemonitor import ServiceMonitor
from tests.unit.prometheus_yaml.clusters import EVERYTHING, NATIVE, SIDECAR, document, related, selection, workload, written
from tests.unit.prometheus_yaml.manifests import manifests


def named(objects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**each, "metadata": {**each["metadata"], "name": f"web-{number}", "uid": str(number), "generation": 1}} for number, each in enumerate(objects)]


monitors = st.lists(manifests(ServiceMonitor), max_size=4).map(named)
pod_monitors = st.lists(manifests(PodMonitor), max_size=3).map(named)
modes = st.sampled_from([SIDECAR, NATIVE])


@settings(max_examples=60, deadline=None)
@given(monitors, pod_monitors, modes)
def test_every_object_is_accepted_rejected_or_waits_and_none_disturbs_another(services: list[Any], pods: list[Any], mode: Any) -> None:
    owner = workload(EVERYTHING)
    together = selection(owner, related(ServiceMonitor=services, PodMonitor=pods), mode)
    judged = [(each.subject.kind, each.subject.key) for each in together.judgements]
    wanted = [("ServiceMonitor", f"shop/web-{number}") for number in range(len(services))] + [
        ("PodMonitor", f"shop/web-{number}") for number in range(len(pods))
    ]
    assert sorted(judged) == sorted(wanted)
    alone = [selection(owner, related(ServiceMonitor=[each]), mode).entries for each in services]
    assert [entry for entries in alone for entry in entries] == [entry for entry in together.entries if entry.kind == "ServiceMonitor"]


@settings(max_examples=60, deadline=None)
@given(monitors, pod_monitors, modes)
def test_the_file_is_yaml_with_the_jobs_of_the_accepted_objects(services: list[Any], pods: list[Any], mode: Any) -> None:
    owner, objects = workload(EVERYTHING), related(ServiceMonitor=services, PodMonitor=pods)
    texts = [entry.text for entry in selection(owner, objects, mode).entries if entry.text]
    jobs = [job["job_name"] for text in texts for job in yaml.load(str(text), yaml.CSafeLoader)]
    assert [job["job_name"] for job in document(written(owner, objects, mode))["scrape_configs"]] == jobs


@settings(max_examples=40, deadline=None)
@given(monitors, st.randoms())
def test_the_order_in_which_objects_arrive_makes_no_difference(services: list[Any], random: Any) -> None:
    shuffled = random.sample(services, len(services))
    first, second = (written(workload(EVERYTHING), related(ServiceMonitor=each)) for each in (services, shuffled))
    assert first == second


@settings(max_examples=40, deadline=None)
@given(monitors)
def test_a_request_is_read_and_never_changed(services: list[Any]) -> None:
    objects = related(ServiceMonitor=services)
    before = msgspec.json.encode(objects)
    written(workload(EVERYTHING), objects)
    assert msgspec.json.encode(objects) == before
