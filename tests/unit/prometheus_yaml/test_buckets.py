"""Native configurations that are too large for one Secret: what they say, where it lies, and who is left out where there is no room."""

import random
import time
from collections.abc import Iterable
from typing import Any

import pytest
import xxhash
import yaml

from bench.monitors import service_monitor
from hooks.prometheus_yaml.buckets import COUNTS, SECRET_LIMIT
from hooks.prometheus_yaml.files import Files
from hooks.prometheus_yaml.last_good import kept
from tests.unit.prometheus_yaml.clusters import (
    EVERYTHING,
    NATIVE,
    SIDECAR,
    Manifest,
    Place,
    children,
    document,
    manifest,
    related,
    selection,
    workload,
    written,
)

PLAIN = "{selector: {matchLabels: {app: web}}, endpoints: [{port: metrics}]}"
OTHERS = [manifest(PLAIN, f"web-{number}") for number in range(400)]
MONITORS = [each for each in map(service_monitor, range(800)) if not any("basicAuth" in endpoint for endpoint in each["spec"]["endpoints"])]


def noise(size: int, seed: str) -> str:
    """Text that nothing repeats and nothing compresses well."""
    return random.Random(seed).randbytes(size // 2).hex()


def large(name: str, size: int, namespace: str = "shop") -> Manifest:
    """A monitor with a relabeling of that many bytes."""
    spec = {"selector": {}, "endpoints": [{"port": "a", "relabelings": [{"targetLabel": "a", "replacement": noise(size, name)}]}]}
    return {**manifest("{}", name, namespace), "spec": spec}


def jobs(found: Files) -> dict[str, Any]:
    texts = [value for data in found.secrets.values() for key, value in data.items() if key.startswith("scrape_")]
    return {job["job_name"]: job for text in texts for job in yaml.load(text, yaml.CSafeLoader)["scrape_configs"]}


def native(*monitors: Manifest) -> Files:
    return written(workload(EVERYTHING), related(ServiceMonitor=monitors), NATIVE)


def rewritten(before: Files, after: Files) -> list[str]:
    return [name for name in before.secrets.keys() | after.secrets.keys() if before.secrets.get(name) != after.secrets.get(name)]


def test_aliases_say_what_the_plain_jobs_say() -> None:
    found = selection(workload(EVERYTHING), related(ServiceMonitor=MONITORS), NATIVE)
    plain = {job["job_name"]: job for entry in found.entries if entry.text for job in yaml.load(str(entry.text), yaml.CSafeLoader)}
    assert jobs(native(*MONITORS)) == plain


def test_repetition_takes_less_than_a_third_of_the_room() -> None:
    plain = sum(len(entry.text or "") for entry in selection(workload(EVERYTHING), related(ServiceMonitor=MONITORS), NATIVE).entries)
    assert sum(len(value) for data in native(*MONITORS).secrets.values() for value in data.values()) < plain / 3


def test_prometheus_yaml_itself_has_no_aliases() -> None:
    assert b"&0" not in native(*OTHERS[:50]).secrets["prometheus-main"]["prometheus.yaml"]


def test_text_that_looks_like_an_alias_stays_text() -> None:
    odd = "{selector: {}, endpoints: [{port: a, relabelings: [{sourceLabels: ['*0'], regex: \"&1\\n  - *2\\n    x\\n\", targetLabel: a}]}]}"
    monitors = [*OTHERS, *(manifest(odd, f"odd-{number}") for number in range(2))]
    rule = jobs(native(*monitors))["serviceMonitor/shop/odd-1/0"]["relabel_configs"][-1]
    assert (rule["source_labels"], rule["regex"]) == (["*0"], "&1\n  - *2\n    x\n")


def meeting(count: int) -> Iterable[str]:
    """Names that belong to one bucket however many there are."""
    numbers = (number for number in range(10**7) if xxhash.xxh64_intdigest(f"ServiceMonitor/shop/m{number}".encode()) % COUNTS[-1] == 0)
    return [f"m{next(numbers)}" for _ in range(count)]


def test_a_bucket_that_is_full_is_split_and_an_edit_rewrites_one() -> None:
    chosen = [large(name, 6000) for name in meeting(500)]
    before = native(*OTHERS, *chosen)
    assert (before.left_out, len(jobs(before))) == ((), len(OTHERS) + 500)
    edited = large(chosen[250]["metadata"]["name"], 6000)
    edited["spec"]["endpoints"][0]["interval"] = "45s"
    assert len(rewritten(before, native(*OTHERS, *chosen[:250], edited, *chosen[251:]))) == 1


def test_only_the_object_that_no_bucket_can_hold_is_left_out() -> None:
    found = native(*OTHERS, large("huge", 1_300_000))
    assert len(jobs(found)) == len(OTHERS)
    ((kind, error),) = found.left_out
    assert [finding.code.id for finding in error.findings] == ["PH6103"]
    assert (kind, error.key, error.path) == ("ServiceMonitor", "shop/huge", "spec")
    assert "its scrape jobs take 130" in error.reason


def test_a_monitor_of_many_endpoints_and_labels_fits() -> None:
    spec = {"selector": {}, "endpoints": [{"port": f"p{number}"} for number in range(300)], "podTargetLabels": [f"label-{number}" for number in range(20)]}
    found = native(*OTHERS, {**manifest(PLAIN, "many"), "spec": spec})
    assert (found.left_out, len(jobs(found))) == ((), len(OTHERS) + 300)


def test_who_takes_most_room_loses_where_none_is_left() -> None:
    greedy = [large(f"g{number}", 900_000, "greedy") for number in range(70)]
    found = native(*OTHERS, *greedy)
    assert {error.key.partition("/")[0] for _, error in found.left_out} == {"greedy"}
    assert sum(name.startswith("serviceMonitor/shop/") for name in jobs(found)) == len(OTHERS)


def test_the_packed_file_leaves_out_what_takes_most_room() -> None:
    found = written(workload(EVERYTHING), related(ServiceMonitor=[*OTHERS, large("huge", 2_500_000)]), SIDECAR)
    assert [error.key for _, error in found.left_out] == ["shop/huge"]
    assert len(document(found)["scrape_configs"]) == len(OTHERS)


def test_all_files_fit_into_a_secret() -> None:
    found = native(*(large(f"m{number}", 60_000) for number in range(60)))
    assert max(len(value) for data in found.secrets.values() for value in data.values()) <= SECRET_LIMIT
    assert len(jobs(found)) == 60


def test_shards_differ_in_their_numbers_alone() -> None:
    owner = workload("{shards: 3, serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}}")
    texts = [written(owner, related(ServiceMonitor=MONITORS), NATIVE, place=Place(number)).secrets for number in range(3)]
    numbered = [b"".join(value for data in each.values() for value in data.values()) for each in texts]
    assert len(set(numbered)) == 3
    assert len({text.replace(b"%d;|.+;.+" % number, b"") for number, text in enumerate(numbered)}) == 1


@pytest.mark.parametrize("settings", [SIDECAR, NATIVE], ids=["sidecar", "native"])
def test_last_good_jobs_are_found_in_one_pass_however_many_wait(settings: Any) -> None:
    observed = children(written(workload(EVERYTHING), related(ServiceMonitor=MONITORS), settings))
    keys = [("ServiceMonitor", f"{each['metadata']['namespace']}/{each['metadata']['name']}") for each in MONITORS]

    def seconds(waiting: list[tuple[str, str]]) -> float:
        start = time.process_time()
        found = kept(waiting, "prometheus-main", "monitoring", observed)
        assert set(found.jobs) == set(waiting)
        return time.process_time() - start

    assert min(seconds(keys) for _ in range(3)) < 40 * min(seconds(keys[:1]) for _ in range(3))
