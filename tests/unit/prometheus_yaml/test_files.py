import gzip
from typing import Any

import msgspec
import pytest
import yaml

from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.names import scrape_file
from hooks.prometheus_yaml.files import Files
from hooks.prometheus_yaml.last_good import MOST_BYTES
from hooks.settings import Settings
from tests.unit.prometheus_yaml.clusters import EVERYTHING, NATIVE, SIDECAR, Place, asset, children, document, manifest, related, secret, workload, written

PLAIN = "{selector: {matchLabels: {app: web}}, endpoints: [{port: metrics}]}"
WITH_TOKEN = "{selector: {}, endpoints: [{port: metrics, bearerTokenSecret: {name: login, key: token}}]}"
SHARDED = "{shards: 2, serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}}"
MANY = related(ServiceMonitor=[manifest(PLAIN, f"web-{number}") for number in range(700)])


def names(found: Files) -> list[str]:
    return [job["job_name"] for job in document(found)["scrape_configs"]]


def buckets(found: Files) -> dict[str, list[dict[str, Any]]]:
    return {name: yaml.load(data[key], yaml.CSafeLoader)["scrape_configs"] for name, data in found.secrets.items() for key in data if key.startswith("scrape_")}


def test_the_sidecar_gets_one_packed_file_with_variables() -> None:
    found = written(workload(SHARDED), related(ServiceMonitor=[manifest(PLAIN)]))
    assert {name: list(data) for name, data in found.secrets.items()} == {"prometheus-main": ["prometheus.yaml.gz"]}
    config = document(found)
    assert config["global"]["external_labels"]["prometheus_replica"] == "$(POD_NAME)"
    assert config["scrape_configs"][0]["relabel_configs"][-1]["regex"] == "$(SHARD);|.+;.+"


def test_natively_each_shard_gets_its_own_file_without_variables() -> None:
    objects = related(ServiceMonitor=[manifest(PLAIN)])
    found = [written(workload(SHARDED), objects, NATIVE, place=Place(number)) for number in (0, 1)]
    assert [{name: list(data) for name, data in each.secrets.items()} for each in found] == [
        {"prometheus-main": ["prometheus.yaml"]},
        {"prometheus-main-shard-1": ["prometheus.yaml"]},
    ]
    config = document(found[1], "prometheus-main-shard-1")
    assert config["global"]["external_labels"]["prometheus_replica"] == "${POD_NAME}"
    assert config["scrape_configs"][0]["relabel_configs"][-1]["regex"] == "1;|.+;.+"


def test_natively_one_shard_needs_no_sharding_rules() -> None:
    config = document(written(workload(EVERYTHING), related(ServiceMonitor=[manifest(PLAIN)]), NATIVE))
    assert "__tmp_hash" not in str(config["scrape_configs"])


def test_natively_a_users_own_variable_becomes_a_number_too() -> None:
    spec = "{shards: 2, additionalScrapeConfigs: {name: more, key: jobs}}"
    more = secret("more", jobs="[{job_name: mine, static_configs: [{targets: ['host-$(SHARD):80']}], relabel_configs: [{action: hashmod}]}]")
    config = document(written(workload(spec), {}, NATIVE, [more], Place(1)), "prometheus-main-shard-1")
    assert config["scrape_configs"][0]["static_configs"] == [{"targets": ["host-1:80"]}]


def test_natively_a_shard_that_is_kept_for_its_data_scrapes_nothing() -> None:
    owner = workload("{serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}, additionalScrapeConfigs: {name: more, key: jobs}}")
    found = written(owner, related(ServiceMonitor=[manifest(PLAIN)]), NATIVE, [secret("more", jobs="[{job_name: mine}]")], Place(1))
    assert document(found, "prometheus-main-shard-1")["scrape_configs"] == []


def test_natively_the_zone_of_a_shard_is_written_out() -> None:
    spec = "{shards: 2, shardingStrategy: {mode: Topology, topology: {values: [a, b]}}, serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}}"
    config = document(written(workload(spec), related(ServiceMonitor=[manifest(PLAIN)]), NATIVE, place=Place(1)), "prometheus-main-shard-1")
    assert config["global"]["external_labels"]["zone"] == "b"
    assert config["scrape_configs"][0]["relabel_configs"][-4]["regex"] == "b;|.+;.+"


def test_a_large_native_configuration_lies_in_buckets() -> None:
    found = written(workload(EVERYTHING), MANY, NATIVE)
    config = document(found)
    assert (config["scrape_configs"], config["scrape_config_files"]) == ([], ["/etc/prometheus/config/scrape_*.yaml"])
    jobs = [job["job_name"] for each in buckets(found).values() for job in each]
    assert sorted(jobs) == sorted(f"serviceMonitor/shop/web-{number}/0" for number in range(700))
    assert all(list(found.secrets[name]) == [scrape_file(int(name.rpartition("-")[2]))] for name in buckets(found))
    assert len(buckets(found)) > 1


def test_a_changed_object_touches_its_own_bucket_only() -> None:
    group, objects = "ServiceMonitor.monitoring.coreos.com/v1", MANY["ServiceMonitor.monitoring.coreos.com/v1"]
    changed = {**objects, "shop/web-5": msgspec.Raw(msgspec.json.encode(manifest("{selector: {}, endpoints: [{port: other}]}", "web-5")))}
    before, after = (written(workload(EVERYTHING), {group: each}, NATIVE).secrets for each in (objects, changed))
    assert [name for name in before if before[name] != after[name]] == [name for name in before if b"web-5/0" in b"".join(before[name].values())]


def test_a_removed_object_leaves_the_others_in_their_buckets() -> None:
    group, objects = "ServiceMonitor.monitoring.coreos.com/v1", MANY["ServiceMonitor.monitoring.coreos.com/v1"]
    fewer = {key: each for key, each in objects.items() if key != "shop/web-5"}
    before, after = (written(workload(EVERYTHING), {group: each}, NATIVE).secrets for each in (objects, fewer))
    assert sum(before[name] != after.get(name) for name in before) == 1


@pytest.mark.parametrize("settings", [SIDECAR, NATIVE], ids=["sidecar", "native"])
def test_the_last_good_job_stays_while_new_values_are_collected(settings: Settings) -> None:
    owner, monitor = workload(EVERYTHING), manifest(WITH_TOKEN)
    made = asset(ServiceMonitor, monitor, secret("login", "shop", token="t0k3n"))
    before = written(owner, related(ServiceMonitor=[monitor], secrets=[made]), settings)
    edited = manifest(WITH_TOKEN.replace("metrics", "other"), generation=2)
    after = written(owner, related(ServiceMonitor=[edited], secrets=[made]), settings, place=Place(0, children(before)))
    assert after.secrets == before.secrets


def test_the_last_good_job_is_found_in_its_bucket() -> None:
    owner, monitor = workload(EVERYTHING), manifest(WITH_TOKEN, "a-secret-one")
    others = [manifest(PLAIN, f"web-{number}") for number in range(700)]
    made = asset(ServiceMonitor, monitor, secret("login", "shop", token="t0k3n"))
    before = written(owner, related(ServiceMonitor=[monitor, *others], secrets=[made]), NATIVE)
    after = written(owner, related(ServiceMonitor=[monitor, *others]), NATIVE, place=Place(0, children(before)))
    assert after.secrets == before.secrets


def test_the_tls_files_of_a_last_good_job_stay_as_well() -> None:
    text = b"scrape_configs:\n- job_name: serviceMonitor/shop/web/0\n  tls_config:\n    ca_file: /etc/prometheus/certs/0_shop_login_ca\n"
    before = Files({"prometheus-main": {"prometheus.yaml": text}, "prometheus-main-tls-assets-0": {"0_shop_login_ca": b"PEM", "0_shop_other_ca": b"PEM"}})
    after = written(workload(EVERYTHING), related(ServiceMonitor=[manifest(WITH_TOKEN)]), place=Place(0, children(before)))
    assert (names(after), after.tls_files) == (["serviceMonitor/shop/web/0"], {"0_shop_login_ca": b"PEM"})


JOB = b"scrape_configs:\n- job_name: serviceMonitor/shop/web/0\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"not compressed at all", id="plain"),
        pytest.param(gzip.compress(JOB)[:-9], id="cut-off"),
        pytest.param(gzip.compress(JOB + b"\xff"), id="no-text"),
        pytest.param(gzip.compress(JOB + b" " * MOST_BYTES, compresslevel=1), id="more-than-fits-into-memory"),
    ],
)
def test_what_cannot_be_read_is_overwritten(content: bytes) -> None:
    before = Files({"prometheus-main": {"prometheus.yaml.gz": content}})
    assert names(written(workload(EVERYTHING), related(ServiceMonitor=[manifest(WITH_TOKEN)]), place=Place(0, children(before)))) == []


def test_an_object_that_never_had_a_job_is_left_out_until_its_values_are_there() -> None:
    found = written(workload(EVERYTHING), related(ServiceMonitor=[manifest(WITH_TOKEN, "late"), manifest(PLAIN)]))
    assert names(found) == ["serviceMonitor/shop/web/0"]


def test_a_name_that_begins_like_another_does_not_bring_its_job_along() -> None:
    owner, waiting, other = workload(EVERYTHING), manifest(WITH_TOKEN, "web"), manifest(PLAIN, "web-2")
    before = written(owner, related(ServiceMonitor=[other]))
    assert names(written(owner, related(ServiceMonitor=[waiting]), place=Place(0, children(before)))) == []


def test_the_order_of_jobs_of_an_agent() -> None:
    spec = "{additionalScrapeConfigs: {name: more, key: jobs}, " + EVERYTHING[1:]
    objects = related(ServiceMonitor=[manifest(PLAIN)], PodMonitor=[manifest("{selector: {}, podMetricsEndpoints: [{port: a}]}")])
    more = [secret("more", jobs="[{job_name: mine}]")]
    server, agent, daemon = (
        names(written(owner, objects, own=more))
        for owner in (workload(spec), workload(spec, PrometheusAgent), workload("{mode: DaemonSet, " + spec[1:], PrometheusAgent))
    )
    assert server == ["serviceMonitor/shop/web/0", "podMonitor/shop/web/0", "mine"]
    assert agent == ["podMonitor/shop/web/0", "mine", "serviceMonitor/shop/web/0"]
    assert daemon == ["podMonitor/shop/web/0", "mine"]


def test_the_same_objects_give_the_same_bytes_in_any_order() -> None:
    group, objects = "ServiceMonitor.monitoring.coreos.com/v1", MANY["ServiceMonitor.monitoring.coreos.com/v1"]
    shuffled = dict(reversed(list(objects.items())))
    for settings in (SIDECAR, NATIVE):
        assert written(workload(EVERYTHING), {group: objects}, settings) == written(workload(EVERYTHING), {group: shuffled}, settings)
