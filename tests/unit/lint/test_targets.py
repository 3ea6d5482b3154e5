"""Windows and monitors: which scrapes an expression gets, and what is scraped twice."""

from typing import Any

import pytest

from hooks.lint import findings

SERVICE = {
    "apiVersion": "v1",
    "kind": "Service",
    "metadata": {"name": "web", "namespace": "team", "labels": {"app": "web", "job": "api"}},
    "spec": {"ports": [{"name": "web", "port": 80}]},
}
PROMETHEUS = {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "Prometheus",
    "metadata": {"name": "main", "namespace": "team"},
    "spec": {"ruleSelector": {}, "serviceMonitorSelector": {}, "scrapeInterval": "1m", "evaluationInterval": "30s"},
}


def monitor(name: str, *endpoints: dict[str, Any], **spec: Any) -> dict[str, Any]:
    metadata = {"name": name, "namespace": "team", "labels": {"for": name}}
    own = {"selector": {"matchLabels": {"app": "web"}}, "endpoints": [{"port": "web", **each} for each in endpoints], **spec}
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "metadata": metadata, "spec": own}


def rule(expr: str) -> dict[str, Any]:
    groups = [{"name": "web", "rules": [{"record": "a:b", "expr": expr}]}]
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule", "metadata": {"name": "web", "namespace": "team"}, "spec": {"groups": groups}}


def said(*objects: dict[str, Any]) -> list[str]:
    return [f"{found.code.id} {found.subject.name} {found.path}" for found in findings((SERVICE, *objects)) if found.subject and not found.code.optional]


@pytest.mark.parametrize(
    ("expr", "short"),
    [
        pytest.param('rate(a_total{job="web"}[2m])', False, id="four-scrapes"),
        pytest.param('rate(a_total{job="web"}[1m])', True, id="two-scrapes"),
        pytest.param('irate(a_total{job="web"}[1m])', False, id="irate-needs-two"),
        pytest.param('rate(a_total{job="other"}[1m])', False, id="job-of-somebody-else"),
        pytest.param("rate(a_total[1m])", False, id="job-is-not-said"),
        pytest.param('rate(a_total{job=~"web|other"}[1m])', False, id="one-of-the-jobs-is-unknown"),
        pytest.param('max_over_time(a{job="web"}[1m])', False, id="no-rate"),
    ],
)
def test_a_window_beside_the_interval_of_the_monitor(expr: str, short: bool) -> None:
    assert said(PROMETHEUS, monitor("web", {"interval": "30s"}), rule(expr)) == (["PHA105 web spec.groups[0].rules[0].expr"] if short else [])


def test_the_interval_of_the_prometheus_and_the_label_that_names_the_job() -> None:
    assert said(PROMETHEUS, monitor("web", {}, jobLabel="job"), rule('rate(a_total{job="api"}[2m])')) != []
    assert said(PROMETHEUS, monitor("web", {}, jobLabel="job"), rule('rate(a_total{job="web"}[2m])')) == []


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        pytest.param({}, {}, True, id="same"),
        pytest.param({}, {"path": "/metrics"}, True, id="default-path"),
        pytest.param({}, {"path": "/other"}, False, id="other-path"),
        pytest.param({"params": {"module": ["a"]}}, {"params": {"module": ["b"]}}, False, id="other-parameters"),
        pytest.param({}, {"relabelings": [{"action": "keep", "regex": "a"}]}, False, id="other-choice"),
    ],
)
def test_targets_of_two_monitors(first: dict[str, Any], second: dict[str, Any], twice: bool) -> None:
    assert said(PROMETHEUS, monitor("a", first), monitor("b", second)) == (["PHA201 b spec.endpoints[0]"] if twice else [])


def test_monitors_of_different_workloads_may_scrape_the_same() -> None:
    first, second = (
        {**PROMETHEUS, "metadata": {"name": name, "namespace": "team"}, "spec": {"serviceMonitorSelector": {"matchLabels": {"for": name}}}} for name in "ab"
    )
    assert said(first, second, monitor("a", {}), monitor("b", {})) == []
