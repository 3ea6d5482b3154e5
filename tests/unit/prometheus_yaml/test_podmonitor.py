from typing import Any

import msgspec
import pytest
import yaml

from hooks.assets import Assets
from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.prometheus_yaml import podmonitor
from hooks.prometheus_yaml.context import ScrapeContext
from hooks.rendering import yaml_text
from hooks.versions import prune
from tests.unit.prometheus_yaml.clusters import SIDECAR, manifest, workload
from tests.unit.prometheus_yaml.scrape_jobs import context


def jobs(spec: str, ctx: ScrapeContext) -> list[dict[str, Any]]:
    pruned = tuple(prune(job, ctx.version)[0] for job in podmonitor.jobs(msgspec.convert(manifest(spec), PodMonitor), ctx, Assets()))
    found: list[dict[str, Any]] = yaml.safe_load(yaml_text(pruned))
    return found


@pytest.mark.parametrize(
    ("endpoint", "source", "regex", "endpoint_label"),
    [
        pytest.param("{port: metrics}", "name", "metrics", "metrics", id="name"),
        pytest.param("{portNumber: 8080}", "number", 8080, None, id="number-has-no-endpoint-label"),
        pytest.param("{targetPort: 8080}", "number", 8080, "8080", id="old-field"),
        pytest.param("{portNumber: 80, targetPort: web}", "number", 80, "web", id="number-before-old-field"),
        pytest.param("{port: a, portNumber: 80}", "name", "a", "a", id="name-wins"),
    ],
)
def test_only_the_port_that_was_asked_for(endpoint: str, source: str, regex: str | int, endpoint_label: str | None) -> None:
    (job,) = jobs(f"{{podMetricsEndpoints: [{endpoint}]}}", context())
    ports = [each for each in job["relabel_configs"] if each.get("source_labels") == [f"__meta_kubernetes_pod_container_port_{source}"]]
    assert [each["regex"] for each in ports] == [regex]
    assert [each["replacement"] for each in job["relabel_configs"] if each.get("target_label") == "endpoint"] == ([endpoint_label] if endpoint_label else [])


def test_job_is_named_for_the_podmonitor_where_the_pod_has_no_job_label() -> None:
    (job,) = jobs("{jobLabel: app, podMetricsEndpoints: [{port: a}]}", context())
    assert [each for each in job["relabel_configs"] if each.get("target_label") == "job"] == [
        {"target_label": "job", "replacement": "shop/web"},
        {"source_labels": ["__meta_kubernetes_pod_label_app"], "target_label": "job", "regex": "(.+)", "replacement": "${1}"},
    ]


def test_as_a_daemonset_each_agent_takes_the_pods_of_its_node() -> None:
    ctx = ScrapeContext.of(workload("{mode: DaemonSet}", PrometheusAgent), SIDECAR, Assets())
    spec = "{selectorMechanism: RoleSelector, selector: {matchLabels: {app: web}}, podMetricsEndpoints: [{port: a}]}"
    (job,) = jobs(spec, ctx)
    assert job["kubernetes_sd_configs"][0]["selectors"] == [
        {"role": "pod", "field": "spec.nodeName=$(NODE_NAME)"},
        {"role": "pod", "label": "app=web"},
    ]
    assert not any("__tmp_hash" in each.get("source_labels", []) for each in job["relabel_configs"])


@pytest.mark.parametrize(("version", "want"), [("2.34.0", None), ("2.35.0", {"node": True})])
def test_metadata_of_the_node_comes_with_the_version_that_can(version: str, want: dict[str, bool] | None) -> None:
    (job,) = jobs("{attachMetadata: {node: true}, podMetricsEndpoints: [{port: a}]}", context(f"{{version: {version}}}"))
    assert job["kubernetes_sd_configs"][0].get("attach_metadata") == want


def test_tls_settings_that_say_nothing_count_as_absent() -> None:
    (plain,) = jobs("{podMetricsEndpoints: [{port: a, tlsConfig: {}}]}", context())
    (classed,) = jobs("{podMetricsEndpoints: [{port: a, tlsConfig: {}}]}", context("{scrapeClasses: [{name: c, default: true, tlsConfig: {caFile: /ca}}]}"))
    assert ("tls_config" in plain, classed["tls_config"]) == (False, {"ca_file": "/ca"})
