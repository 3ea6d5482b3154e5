"""Prometheus as a parent, where a case in a file would be too large: many monitors, many rules."""

import base64
from typing import Any

import msgspec
import yaml

from hooks.prometheus_yaml.buckets import SECRET_LIMIT
from hooks.settings import Settings
from tests.cases.requests import NOON, Case

COUNT = 700


def monitor(number: int, path: str = "/metrics") -> dict[str, Any]:
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "ServiceMonitor",
        "metadata": {"namespace": "monitoring", "name": f"app-{number}", "uid": f"u{number}", "generation": 1},
        "spec": {"selector": {"matchLabels": {"app": str(number)}}, "endpoints": [{"port": "web", "path": path}]},
    }


def many(*monitors: dict[str, Any], **spec: Any) -> Case:
    parent = {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "Prometheus",
        "metadata": {"namespace": "monitoring", "name": "main", "uid": "u", "generation": 1},
        "spec": {"serviceMonitorSelector": {}, **spec},
    }
    return Case("prometheus", parent, monitors, (), Settings(), NOON)


def secrets(answer: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {
        child["metadata"]["name"]: {key: base64.b64decode(value).decode() for key, value in child["data"].items()}
        for child in answer["children"]
        if child["kind"] == "Secret"
    }


def buckets(answer: dict[str, Any]) -> dict[str, str]:
    """Without the comment, which moves on with every edit."""
    return {name: text.partition("\n")[2] for name, data in secrets(answer).items() for key, text in data.items() if key.startswith("scrape_")}


def mounted(answer: dict[str, Any]) -> set[str]:
    (stateful_set,) = (child for child in answer["children"] if child["kind"] == "StatefulSet")
    volumes = stateful_set["spec"]["template"]["spec"]["volumes"]
    return {source["secret"]["name"] for volume in volumes if volume["name"] == "config" for source in volume["projected"]["sources"] if "secret" in source}


MONITORS = [monitor(number) for number in range(COUNT)]
LARGE = many(*MONITORS).answer()


def test_a_large_configuration_is_split_into_secrets_that_are_mounted_already() -> None:
    main = yaml.safe_load(secrets(LARGE)["prometheus-main"]["prometheus.yaml"])
    assert (main["scrape_config_files"], main["scrape_configs"]) == (["/etc/prometheus/config/scrape_*.yaml"], [])
    texts = buckets(LARGE)
    assert len(texts) > 1
    assert max(map(len, texts.values())) < SECRET_LIMIT
    assert set(texts) <= mounted(LARGE) == mounted(many(MONITORS[0]).answer())


def test_no_job_is_lost_and_none_is_there_twice() -> None:
    jobs = [line.removeprefix("- job_name: ") for text in buckets(LARGE).values() for line in text.splitlines() if line.startswith("- job_name: ")]
    assert sorted(jobs) == sorted(f"serviceMonitor/monitoring/app-{number}/0" for number in range(COUNT))


def test_a_changed_monitor_changes_one_secret_and_restarts_no_pod() -> None:
    changed = many(monitor(0, path="/other"), *MONITORS[1:]).answer()
    before, after = ({child["metadata"]["name"]: child for child in answer["children"] if child["kind"] == "Secret"} for answer in (LARGE, changed))
    assert [name for name in before if before[name] != after[name]] == [name for name, text in buckets(changed).items() if "/other" in text]
    old, new = (child["spec"] for answer in (LARGE, changed) for child in answer["children"] if child["kind"] == "StatefulSet")
    assert old == new


def test_each_shard_has_buckets_of_its_own() -> None:
    sharded = many(*MONITORS, shards=2).answer()
    assert {name.rpartition("-scrape-")[0] for name in buckets(sharded)} == {"prometheus-main", "prometheus-main-shard-1"}
    assert all(f"regex: {shard};|.+;.+" in buckets(sharded)[f"{name}-scrape-0"] for name, shard in (("prometheus-main", 0), ("prometheus-main-shard-1", 1)))


def test_a_monitor_that_waits_keeps_its_job_in_a_bucket() -> None:
    waiting = monitor(5)
    waiting["metadata"]["generation"] = 2
    waiting["spec"]["endpoints"][0] |= {"path": "/new", "bearerTokenSecret": {"name": "auth", "key": "token"}}
    observed = tuple({**child, "metadata": {**child["metadata"], "namespace": "monitoring"}} for child in LARGE["children"])
    again = msgspec.structs.replace(many(*MONITORS[:5], waiting, *MONITORS[6:]), children=observed).answer()
    assert buckets(again) == buckets(LARGE)


def test_a_rule_file_that_grows_moves_one_neighbour_at_most() -> None:
    def rule(name: str, size: int) -> dict[str, Any]:
        text = {"alert": "A", "expr": "vector(1)", "annotations": {"description": "x" * size}}
        metadata = {"namespace": "monitoring", "name": name, "uid": name, "generation": 1}
        return {"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule", "metadata": metadata, "spec": {"groups": [{"name": "g", "rules": [text]}]}}

    def placement(answer: dict[str, Any]) -> dict[str, str]:
        maps = (child for child in answer["children"] if child["kind"] == "ConfigMap")
        return {file.split("-")[1]: each["metadata"]["name"][-1] for each in maps for file in each.get("data", {})}

    first = many(rule("a", 200_000), rule("b", 200_000), rule("c", 200_000), ruleSelector={}).answer()
    assert placement(first) == {"a": "0", "b": "0", "c": "1"}
    grown = msgspec.structs.replace(
        many(rule("a", 400_000), rule("b", 200_000), rule("c", 200_000), rule("new", 10), ruleSelector={}), children=tuple(first["children"])
    ).answer()
    moved = [file for file, place in placement(first).items() if placement(grown)[file] != place]
    assert moved == ["b"]
