from typing import Any

import msgspec
import pytest

from hooks.findings import Outcome
from hooks.kinds.podmonitor import PodMonitor
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.prometheus_yaml.selected import ScrapeObjects
from tests.unit.prometheus_yaml.clusters import EVERYTHING, asset, manifest, related, secret, selection, workload

PLAIN = "{selector: {}, endpoints: [{port: metrics}]}"
WITH_TOKEN = "{selector: {}, endpoints: [{port: metrics, bearerTokenSecret: {name: login, key: token}}]}"
WITH_TLS = """
selector: {}
endpoints:
- port: metrics
  tlsConfig: {ca: {configMap: {name: trust, key: ca}}, cert: {secret: {name: login, key: crt}}, keySecret: {name: login, key: key}}
"""
LOGIN = secret("login", "shop", token="t0k3n")


def rejected(found: ScrapeObjects) -> list[tuple[str, str, str]]:
    refused = [each for each in found.judgements if each.outcome == Outcome.REJECTED]
    return [(each.subject.kind, each.subject.key, str(finding)) for each in refused for finding in each.findings]


def keys(entries: tuple[tuple[str, str], ...]) -> list[str]:
    return [f"{kind} {key}" for kind, key in entries]


def test_the_order_is_by_kind_and_then_by_namespace_and_name() -> None:
    monitors = [manifest(PLAIN, name, namespace) for namespace, name in (("b", "a"), ("a", "z"), ("a", "b"))]
    pods = [manifest("{selector: {}, podMetricsEndpoints: [{port: a}]}", "pods", "a")]
    found = selection(workload(EVERYTHING), related(ServiceMonitor=monitors, PodMonitor=pods))
    assert keys(found.accepted) == ["ServiceMonitor a/b", "ServiceMonitor a/z", "ServiceMonitor b/a", "PodMonitor a/pods"]


def test_one_broken_object_is_named_with_its_path_and_the_others_go_on() -> None:
    broken = {"typed": "{selector: {}, endpoints: [{port: 80}]}", "shaped": "{endpoints: 1}", "keyed": "{selector: {matchLabels: {app: 1}}, endpoints: []}"}
    monitors = [manifest(PLAIN, "good"), *(manifest(spec, name) for name, spec in broken.items())]
    found = selection(workload(EVERYTHING), related(ServiceMonitor=monitors))
    assert keys(found.accepted) == ["ServiceMonitor shop/good"]
    assert rejected(found) == [
        ("ServiceMonitor", "shop/keyed", "spec.selector.matchLabels[...]: expected a text, got a whole number"),
        ("ServiceMonitor", "shop/shaped", "spec.endpoints: expected a list, got a whole number"),
        ("ServiceMonitor", "shop/typed", "spec.endpoints[0].port: expected a text, got a whole number"),
    ]


def test_what_the_api_server_would_not_store_is_a_rejection_too() -> None:
    objects = {"ServiceMonitor.monitoring.coreos.com/v1": {"shop/web": msgspec.Raw(b"{nonsense")}}
    ((_, key, _),) = rejected(selection(workload(EVERYTHING), objects))
    assert key == "shop/web"


def test_a_check_that_fails_is_a_rejection() -> None:
    found = selection(workload(EVERYTHING), related(ServiceMonitor=[manifest("{selector: {}, endpoints: [{relabelings: [{targetLabel: a, regex: '('}]}]}")]))
    ((_, _, sentence),) = rejected(found)
    assert sentence.startswith("spec.endpoints[0].relabelings[0].regex: ")


@pytest.mark.parametrize(
    ("selectors", "want"),
    [
        pytest.param("{}", [], id="nothing-selected"),
        pytest.param("{serviceMonitorSelector: {}}", ["monitoring/a"], id="own-namespace"),
        pytest.param("{serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}}", ["monitoring/a", "shop/b", "shop/c"], id="everywhere"),
        pytest.param("{serviceMonitorSelector: {matchLabels: {team: x}}, serviceMonitorNamespaceSelector: {}}", ["shop/c"], id="by-label"),
        pytest.param(
            "{serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {matchLabels: {watched: 'true'}}}", ["shop/b", "shop/c"], id="by-namespace"
        ),
    ],
)
def test_what_metacontroller_brings_is_matched_again(selectors: str, want: list[str]) -> None:
    monitors = [manifest(PLAIN, "a", "monitoring"), manifest(PLAIN, "b"), manifest(PLAIN, "c", labels={"team": "x"})]
    namespaces: list[dict[str, Any]] = [{"metadata": {"name": "shop", "labels": {"watched": "true"}}}, {"metadata": {"name": "monitoring"}}]
    found = selection(workload(selectors), related(ServiceMonitor=monitors, namespaces=namespaces))
    assert [key for _, key in found.accepted] == want
    assert rejected(found) == []


def test_a_monitor_with_references_waits_for_its_asset() -> None:
    assert keys(selection(workload(EVERYTHING), related(ServiceMonitor=[manifest(WITH_TOKEN)])).waiting) == ["ServiceMonitor shop/web"]


def test_values_come_out_of_the_asset() -> None:
    monitor = manifest(WITH_TOKEN)
    found = selection(workload(EVERYTHING), related(ServiceMonitor=[monitor], secrets=[asset(ServiceMonitor, monitor, LOGIN)]))
    (entry,) = found.entries
    assert entry.text is not None
    assert "bearer_token: t0k3n\n" in entry.text


def test_an_asset_of_an_older_generation_does_not_count() -> None:
    monitor = manifest(WITH_TOKEN)
    found = selection(workload(EVERYTHING), related(ServiceMonitor=[manifest(WITH_TOKEN, generation=2)], secrets=[asset(ServiceMonitor, monitor, LOGIN)]))
    assert keys(found.waiting) == ["ServiceMonitor shop/web"]


def test_a_forged_asset_changes_nothing() -> None:
    monitor = manifest(WITH_TOKEN)
    forged = asset(ServiceMonitor, monitor, secret("login", "shop", token="stolen"), uid="another")
    found = selection(workload(EVERYTHING), related(ServiceMonitor=[monitor], secrets=[forged]))
    assert keys(found.waiting) == ["ServiceMonitor shop/web"]


def test_a_missing_value_is_a_verdict_and_not_a_delay() -> None:
    monitor = manifest(WITH_TOKEN)
    found = selection(workload(EVERYTHING), related(ServiceMonitor=[monitor], secrets=[asset(ServiceMonitor, monitor)]))
    assert [sentence for _, _, sentence in rejected(found)] == [
        'spec.endpoints[0].bearerTokenSecret: secret "shop/login" does not exist, create it or correct the name'
    ]


def test_a_rotated_secret_is_another_job() -> None:
    monitor = manifest(WITH_TOKEN)
    texts = [
        selection(workload(EVERYTHING), related(ServiceMonitor=[monitor], secrets=[asset(ServiceMonitor, monitor, secret("login", "shop", token=token))]))
        .entries[0]
        .text
        for token in ("before", "after")
    ]
    assert ["before" in (text or "") for text in texts] == [True, False]


def test_the_workload_is_part_of_what_is_remembered() -> None:
    objects = related(ServiceMonitor=[manifest(PLAIN)])
    texts = [
        selection(workload(f"{{serviceMonitorSelector: {{}}, serviceMonitorNamespaceSelector: {{}}, shards: {shards}}}"), objects).entries[0].text
        for shards in (2, 3)
    ]
    assert ["modulus: 2" in (text or "") for text in texts] == [True, False]


def test_dropped_fields_are_named_as_the_object_has_them() -> None:
    old = workload("{version: 2.47.0, serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}}")
    found = selection(old, related(ServiceMonitor=[manifest("{selector: {}, endpoints: [{port: a, trackTimestampsStaleness: true}]}")]))
    assert [finding.path for each in found.judgements for finding in each.findings] == ["spec.endpoints[0].trackTimestampsStaleness"]


def test_podmonitors_are_judged_like_servicemonitors() -> None:
    monitor = manifest("{selector: {}, podMetricsEndpoints: [{port: a, bearerTokenSecret: {name: login, key: token}}]}")
    found = selection(workload(EVERYTHING), related(PodMonitor=[monitor], secrets=[asset(PodMonitor, monitor, LOGIN)]))
    assert keys(found.accepted) == ["PodMonitor shop/web"]
