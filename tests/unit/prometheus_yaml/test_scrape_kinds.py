"""What users, dashboards and an earlier configuration rely on, for each kind that is scraped. The names stand here a second time on purpose."""

import pytest
import yaml

from hooks.kinds.base import Kind
from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.probe import Probe
from hooks.kinds.scrapeconfig import ScrapeConfig
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.prometheus_yaml.fragments import MAKERS
from tests.unit.prometheus_yaml.clusters import Manifest, Place, asset, children, document, manifest, related, secret, workload, written

LOGIN = secret("login", "shop", user="canary", password="canary")
AUTH = "basicAuth: {username: {name: login, key: user}, password: {name: login, key: password}}"
SPECS = {
    "ServiceMonitor": f"{{selector: {{}}, endpoints: [{{port: web, {AUTH}}}]}}",
    "PodMonitor": f"{{selector: {{}}, podMetricsEndpoints: [{{port: web, {AUTH}}}]}}",
    "Probe": f"{{prober: {{url: prober}}, targets: {{staticConfig: {{static: [a]}}}}, {AUTH}}}",
    "ScrapeConfig": f"{{staticConfigs: [{{targets: [a]}}], {AUTH}}}",
}
TYPES: dict[str, type[Kind]] = {"ServiceMonitor": ServiceMonitor, "PodMonitor": PodMonitor, "Probe": Probe, "ScrapeConfig": ScrapeConfig}
JOBS = {
    "ServiceMonitor": "serviceMonitor/shop/web/0",
    "PodMonitor": "podMonitor/shop/web/0",
    "Probe": "probe/shop/web",
    "ScrapeConfig": "scrapeConfig/shop/web",
}
RESOURCES = {"ServiceMonitor": "servicemonitors", "PodMonitor": "podmonitors", "Probe": "probes", "ScrapeConfig": "scrapeconfigs"}
PREFIXES = ("serviceMonitor", "podMonitor", "probe", "scrapeConfig")
EVERYTHING: dict[str, object] = {f"{prefix}{what}": {} for prefix in PREFIXES for what in ("Selector", "NamespaceSelector")}
kinds = pytest.mark.parametrize("kind", SPECS)


def spec(**more: object) -> str:
    return yaml.safe_dump({**EVERYTHING, **more})


def objects(kind: str, *, with_values: bool = True) -> dict[str, list[Manifest]]:
    owner = manifest(SPECS[kind])
    return {kind: [owner], "secrets": [asset(TYPES[kind], owner, LOGIN)] if with_values else []}


def test_every_kind_is_judged_and_made() -> None:
    assert {kind.type for kind in SCRAPE_KINDS.values()} == set(MAKERS) == set(TYPES.values())


@kinds
def test_jobs_are_called_as_prometheus_operator_calls_them(kind: str) -> None:
    jobs = document(written(workload(spec()), related(**objects(kind))))["scrape_configs"]
    assert [job["job_name"] for job in jobs] == [JOBS[kind]]


@kinds
def test_an_object_is_excluded_from_the_enforced_label_by_the_name_of_its_resource(kind: str) -> None:
    def enforced(resource: str) -> bool:
        owner = workload(spec(enforcedNamespaceLabel="space", excludedFromEnforcement=[{"namespace": "shop", "resource": resource}]))
        (job,) = document(written(owner, related(**objects(kind))))["scrape_configs"]
        return any(rule.get("target_label") == "space" for rule in job.get("metric_relabel_configs", ()))

    assert {resource: enforced(resource) for resource in RESOURCES.values()} == {resource: resource != RESOURCES[kind] for resource in RESOURCES.values()}


@kinds
def test_an_object_that_waits_for_its_values_keeps_its_last_good_job(kind: str) -> None:
    before = written(workload(spec()), related(**objects(kind)))
    after = written(workload(spec()), related(**objects(kind, with_values=False)), place=Place(children=children(before)))
    assert document(after)["scrape_configs"] == document(before)["scrape_configs"]
    assert document(written(workload(spec()), related(**objects(kind, with_values=False)))).get("scrape_configs", []) == []
