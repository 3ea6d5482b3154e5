"""Every kind, with credentials and in all modes of reloading: what comes about is accepted as strictly as an API server can."""

from typing import Any

import pytest

from hooks.protocol import Manifest
from tests.cluster.installation import CHILDREN
from tests.cluster.space import EVERYTHING, GROUP, Space

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(300)]
BASIC = {"username": {"name": "login", "key": "user"}, "password": {"name": "login", "key": "password"}}
CLAIM = {"volumeClaimTemplate": {"spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}}}
SELECTORS = {f"{kind}Selector": EVERYTHING for kind in ("serviceMonitor", "podMonitor", "probe", "scrapeConfig")}
WRITE = [{"url": "https://example.com/write", "basicAuth": BASIC}]


def resource(space: Space, kind: str, name: str, **spec: Any) -> Manifest:
    version = "v1alpha1" if kind in ("ScrapeConfig", "PrometheusAgent") else "v1"
    return {"apiVersion": f"{GROUP}/{version}", "kind": kind, "metadata": space.metadata(name), "spec": spec}


def sources(space: Space) -> tuple[Manifest, ...]:
    """One of each configuration kind, each with the credentials."""
    selector = {"matchLabels": {"app": "web"}}
    return (
        space.secret("login", user="prom", password="word"),
        space.monitor("web", basicAuth=BASIC),
        resource(space, "PodMonitor", "web", selector=selector, podMetricsEndpoints=[{"port": "web", "basicAuth": BASIC}]),
        resource(space, "Probe", "web", basicAuth=BASIC, prober={"url": "blackbox:9115"}, targets={"staticConfig": {"static": ["example.com"]}}),
        resource(space, "ScrapeConfig", "web", basicAuth=BASIC, staticConfigs=[{"targets": ["example.com:80"]}]),
        resource(space, "PrometheusRule", "web", groups=[{"name": "g", "rules": [{"record": "a:b", "expr": "up"}]}]),
    )


JOBS = ("serviceMonitor", "podMonitor", "probe", "scrapeConfig")
WORKLOADS = [
    pytest.param("Prometheus", {"version": "v3.13.2", "replicas": 2, "shards": 2, "storage": CLAIM, "remoteWrite": WRITE}, id="native"),
    pytest.param("Prometheus", {"version": "v2.53.0", "thanos": {}, "storage": CLAIM, "remoteWrite": WRITE}, id="sidecar-and-thanos"),
    pytest.param("PrometheusAgent", {"version": "v3.13.2", "remoteWrite": WRITE}, id="agent"),
    pytest.param("Alertmanager", {"replicas": 3, "storage": CLAIM}, id="alertmanager"),
]


@pytest.mark.parametrize(("kind", "spec"), WORKLOADS)
def test_all_at_once(space: Space, kind: str, spec: dict[str, Any]) -> None:
    scraping = {} if kind == "Alertmanager" else SELECTORS
    rules = {"ruleSelector": EVERYTHING} if kind == "Prometheus" else {}
    plural = {"Prometheus": "prometheuses"}.get(kind, f"{kind.lower()}s")
    space.apply(*sources(space), resource(space, kind, "full", **spec, **scraping, **rules))
    for condition in ("Reconciled", "ConfigurationComplete"):
        space.eventually(f"{condition} is true", lambda wanted=condition: space.is_true(plural, "full", wanted))  # type: ignore[misc]
    children = [each for each in space.cluster.items(*CHILDREN, namespace=space.name) if each["metadata"].get("ownerReferences")]
    assert [found for child in children if (found := space.cluster.objection(child))] == []
    for each in ("servicemonitors", "podmonitors", "probes", "scrapeconfigs", "prometheusrules"):
        assert space.is_true(each, "web", "Accepted")


def test_a_configuration_that_outgrows_a_secret(space: Space) -> None:
    """1,200 monitors with long relabelings: the jobs move to Secrets of their own, and all of them are there."""
    relabelings = [{"action": "replace", "targetLabel": f"label_{number}", "replacement": "x" * 150} for number in range(5)]
    monitors = [space.monitor(f"web-{number}", relabelings=relabelings) for number in range(1200)]
    before = space.get("statefulsets", "prometheus-main")["spec"]["template"]
    for start in range(0, len(monitors), 300):
        space.apply(*monitors[start : start + 300])

    def jobs() -> int:
        secrets = space.cluster.items("secrets", namespace=space.name)
        names = [each["metadata"]["name"] for each in secrets if each["metadata"]["name"].startswith("prometheus-main")]
        return sum(value.count(b"job_name: ") for name in names for value in space.cluster.data("secrets", space.name, name).values())

    space.cluster.eventually("all jobs are there", lambda: jobs() == len(monitors), 180)
    space.cluster.eventually("it is reconciled", lambda: space.is_true("prometheuses", "main", "Reconciled"), 120)
    assert any(each["metadata"]["name"].startswith("prometheus-main-scrape-") for each in space.cluster.items("secrets", namespace=space.name))
    assert space.get("statefulsets", "prometheus-main")["spec"]["template"] == before
