"""The comment that tells two states of the objects apart, even when they make the same configuration."""

import base64
from typing import Any

import pytest

from hooks.cli.cluster import cluster
from hooks.loop.loop import Loop
from hooks.settings import Settings

MONITOR = {"selector": {}, "endpoints": [{"port": "web"}]}
RELABELINGS = [{"action": "replace", "targetLabel": f"label_{number}", "replacement": "x" * 100} for number in range(100)]
WIDE = {"selector": {}, "endpoints": [{"port": "web", "relabelings": RELABELINGS}]}
"""It fills files quickly."""
RULE = {"groups": [{"name": "g", "rules": [{"record": "a:b", "expr": "up"}]}]}
OWN = {"serviceMonitorSelector": {}, "ruleSelector": {}, "additionalScrapeConfigs": {"name": "jobs", "key": "jobs"}}


def custom(kind: str, spec: dict[str, Any]) -> dict[str, Any]:
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": kind, "metadata": {"name": "main", "namespace": "default"}, "spec": spec}


def jobs(text: str) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "jobs", "namespace": "default"}, "stringData": {"jobs": text}}


def text(loop: Loop, *manifests: dict[str, Any]) -> str:
    loop.apply(manifests)
    assert not loop.converge().events
    found = next(each for each in loop.objects() if (each["kind"], each["metadata"]["name"]) == ("Secret", "prometheus-main"))
    return base64.b64decode(found["data"].get("prometheus.yaml", "")).decode()


def started(version: str, settings: Settings) -> tuple[Loop, str]:
    loop = cluster(settings)
    return loop, text(
        loop, jobs("- job_name: a"), custom("ServiceMonitor", MONITOR), custom("PrometheusRule", RULE), custom("Prometheus", {**OWN, "version": version})
    )


CHANGES = [
    pytest.param((custom("ServiceMonitor", {**MONITOR, "jobLabel": "x"}), custom("ServiceMonitor", MONITOR)), id="a-monitor"),
    pytest.param((custom("PrometheusRule", {"groups": []}), custom("PrometheusRule", RULE)), id="a-rule"),
    pytest.param((jobs("- job_name: b"), jobs("- job_name: a")), id="a-secret-of-its-own"),
    pytest.param(
        (custom("Prometheus", {**OWN, "version": "v3.15.0", "scrapeInterval": "9s"}), custom("Prometheus", {**OWN, "version": "v3.15.0"})), id="the-workload"
    ),
]


@pytest.mark.parametrize("steps", CHANGES)
def test_what_is_taken_back_is_another_text_that_means_the_same(steps: tuple[dict[str, Any], dict[str, Any]]) -> None:
    loop, before = started("v3.15.0", Settings())
    text(loop, steps[0])
    after = text(loop, steps[1])
    assert after.partition("\n")[2] == before.partition("\n")[2]
    assert after.startswith("# made from ")
    assert after != before


def test_nothing_changes_with_what_has_no_generation() -> None:
    loop, before = started("v3.15.0", Settings())
    labelled = custom("ServiceMonitor", MONITOR)
    assert text(loop, {**labelled, "metadata": {**labelled["metadata"], "labels": {"team": "a"}}}) == before


@pytest.mark.parametrize(
    ("version", "settings"), [pytest.param("v3.16.0", Settings(), id="mended"), pytest.param("v3.15.0", Settings(reload="sidecar"), id="told-by-a-sidecar")]
)
def test_who_needs_no_comment_gets_none(version: str, settings: Settings) -> None:
    assert "# made from" not in started(version, settings)[1]


def test_where_jobs_lie_in_files_of_their_own_an_edit_that_is_taken_back_rewrites_one_of_them() -> None:
    loop, many = cluster(Settings()), [custom("ServiceMonitor", WIDE) | {"metadata": {"name": f"m-{number}", "namespace": "default"}} for number in range(60)]
    changed = {**many[0], "spec": {**WIDE, "jobLabel": "x"}}
    states = []
    for manifests in ([*many, custom("Prometheus", {**OWN, "additionalScrapeConfigs": None, "version": "v3.15.0"})], [changed], [many[0]]):
        text(loop, *manifests)
        states.append({each["metadata"]["name"]: each["data"] for each in loop.objects() if each["kind"] == "Secret"})
    before, _, after = states
    assert len([name for name in before if "-scrape-" in name]) > 1
    (written,) = (name for name in before if before[name] != after[name])
    assert "-scrape-" in written
