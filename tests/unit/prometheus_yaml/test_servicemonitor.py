from typing import Any

import msgspec
import pytest
import yaml

from hooks.assets import Assets
from hooks.kinds.servicemonitor import ServiceMonitor
from hooks.prometheus_yaml import servicemonitor
from hooks.rendering import yaml_text
from hooks.settings import Settings
from hooks.versions import prune
from tests.unit.prometheus_yaml.clusters import manifest, secret
from tests.unit.prometheus_yaml.scrape_jobs import context

LOGIN = secret("login", "shop", token="t0k3n", user="alice")


def jobs(spec: str, prometheus: str = "{}", settings: Settings | None = None) -> list[dict[str, Any]]:
    ctx = context(prometheus) if settings is None else context(prometheus, settings)
    monitor = msgspec.convert(manifest(spec), ServiceMonitor)
    pruned = tuple(prune(job, ctx.version)[0] for job in servicemonitor.jobs(monitor, ctx, Assets.of([LOGIN])))
    found: list[dict[str, Any]] = yaml.safe_load(yaml_text(pruned))
    return found


def rule(job: dict[str, Any], **wanted: Any) -> list[dict[str, Any]]:
    """The relabeling rules of ``job`` that have these fields."""
    return [each for each in job["relabel_configs"] if all(each.get(name) == value for name, value in wanted.items())]


def test_one_job_an_endpoint_named_by_its_number() -> None:
    assert [job["job_name"] for job in jobs("{endpoints: [{port: a}, {port: b}]}")] == ["serviceMonitor/shop/web/0", "serviceMonitor/shop/web/1"]


def test_services_are_found_by_their_labels() -> None:
    spec = """
    selector:
      matchLabels: {app.kubernetes.io/name: web}
      matchExpressions:
      - {key: tier, operator: In, values: [a, b]}
      - {key: track, operator: NotIn, values: [canary]}
      - {key: team, operator: Exists}
      - {key: legacy, operator: DoesNotExist}
    endpoints: [{port: metrics}]
    """
    (job,) = jobs(spec)
    meta = "__meta_kubernetes_service_label"
    assert job["relabel_configs"][1:6] == [
        {
            "source_labels": [f"{meta}_app_kubernetes_io_name", f"{meta}present_app_kubernetes_io_name"],
            "regex": "(web);true",
            "action": "keep",
        },
        {"source_labels": [f"{meta}_tier", f"{meta}present_tier"], "regex": "(a|b);true", "action": "keep"},
        {"source_labels": [f"{meta}_track", f"{meta}present_track"], "regex": "(canary);true", "action": "drop"},
        {"source_labels": [f"{meta}present_team"], "regex": "true", "action": "keep"},
        {"source_labels": [f"{meta}present_legacy"], "regex": "true", "action": "drop"},
    ]


def test_the_api_server_can_do_the_filtering() -> None:
    spec = (
        "{selectorMechanism: RoleSelector, selector: {matchLabels: {b: x}, matchExpressions: [{key: a, operator: In, values: [z, y]}]}, endpoints: [{port: m}]}"
    )
    (job,) = jobs(spec)
    label = "a in (y,z),b=x"
    assert job["kubernetes_sd_configs"][0]["selectors"] == [{"role": "endpoints", "label": label}, {"role": "service", "label": label}]
    assert not rule(job, source_labels=["__meta_kubernetes_service_label_b", "__meta_kubernetes_service_labelpresent_b"])


@pytest.mark.parametrize(
    ("endpoint", "source", "regex", "endpoint_label"),
    [
        pytest.param("{port: metrics}", "__meta_kubernetes_endpoint_port_name", "metrics", "metrics", id="name-of-a-service-port"),
        pytest.param("{targetPort: metrics}", "__meta_kubernetes_pod_container_port_name", "metrics", "metrics", id="name-of-a-container-port"),
        pytest.param("{targetPort: 8080}", "__meta_kubernetes_pod_container_port_number", 8080, "8080", id="number-of-a-container-port"),
        pytest.param("{port: a, targetPort: 8080}", "__meta_kubernetes_endpoint_port_name", "a", "a", id="the-service-port-wins"),
    ],
)
def test_only_the_port_that_was_asked_for(endpoint: str, source: str, regex: str | int, endpoint_label: str) -> None:
    (job,) = jobs(f"{{endpoints: [{endpoint}]}}")
    assert rule(job, source_labels=[source]) == [{"source_labels": [source], "regex": regex, "action": "keep"}]
    assert rule(job, target_label="endpoint") == [{"target_label": "endpoint", "replacement": endpoint_label}]


def test_no_port_means_every_port() -> None:
    (job,) = jobs("{endpoints: [{}]}")
    assert not rule(job, target_label="endpoint")


def test_endpoint_slices_have_other_meta_labels() -> None:
    (job,) = jobs("{serviceDiscoveryRole: EndpointSlice, endpoints: [{port: metrics}]}")
    assert job["kubernetes_sd_configs"][0]["role"] == "endpointslice"
    assert rule(job, source_labels=["__meta_kubernetes_endpointslice_port_name"])


@pytest.mark.parametrize(
    ("prometheus", "settings"),
    [
        pytest.param("{version: 2.20.0, serviceDiscoveryRole: EndpointSlice}", None, id="an-old-prometheus"),
        pytest.param("{serviceDiscoveryRole: EndpointSlice}", Settings(reload="sidecar", endpoint_slices=False), id="an-old-cluster"),
    ],
)
def test_without_endpoint_slices_endpoints_are_used(prometheus: str, settings: Settings | None) -> None:
    (job,) = jobs("{endpoints: [{port: metrics}]}", prometheus, settings)
    assert job["kubernetes_sd_configs"][0]["role"] == "endpoints"


@pytest.mark.parametrize(
    ("prometheus", "selector", "want"),
    [
        pytest.param("{}", "{}", {"names": ["shop"]}, id="its-own"),
        pytest.param("{}", "{matchNames: [a, b]}", {"names": ["a", "b"]}, id="named"),
        pytest.param("{}", "{any: true, matchNames: [a]}", None, id="all"),
        pytest.param("{ignoreNamespaceSelectors: true}", "{any: true}", {"names": ["shop"]}, id="selectors-are-ignored"),
    ],
)
def test_namespaces_that_are_searched(prometheus: str, selector: str, want: dict[str, Any] | None) -> None:
    (job,) = jobs(f"{{namespaceSelector: {selector}, endpoints: [{{port: a}}]}}", prometheus)
    assert job["kubernetes_sd_configs"][0].get("namespaces") == want


def test_relabelings_stand_in_this_order_class_own_enforced_share() -> None:
    prometheus = "{shards: 2, enforcedNamespaceLabel: tenant, scrapeClasses: [{name: c, default: true, relabelings: [{targetLabel: from_class}]}]}"
    (job,) = jobs("{endpoints: [{port: a, relabelings: [{targetLabel: mine}]}]}", prometheus)
    assert [each.get("target_label") for each in job["relabel_configs"]][-6:] == ["from_class", "mine", "tenant", "__tmp_hash", "__tmp_hash", None]
    assert job["metric_relabel_configs"] == [{"target_label": "tenant", "replacement": "shop"}]


def test_an_excluded_object_keeps_its_namespace_label() -> None:
    prometheus = "{enforcedNamespaceLabel: tenant, excludedFromEnforcement: [{namespace: shop, resource: servicemonitors, name: web}]}"
    (job,) = jobs("{endpoints: [{port: a}]}", prometheus)
    assert not rule(job, target_label="tenant")
    assert "metric_relabel_configs" not in job


@pytest.mark.parametrize(
    ("prometheus", "wanted", "got"),
    [
        pytest.param("{}", 5, 5, id="nothing-enforced"),
        pytest.param("{enforcedSampleLimit: 3}", 5, 3, id="the-enforced-one-is-lower"),
        pytest.param("{enforcedSampleLimit: 9}", 5, 5, id="its-own-is-lower"),
        pytest.param("{enforcedSampleLimit: 9}", None, None, id="the-global-section-says-it"),
        pytest.param("{enforcedSampleLimit: 9, version: 2.44.0}", None, 9, id="before-limits-were-global"),
        pytest.param("{enforcedSampleLimit: 9}", 0, None, id="no-limit-is-no-way-out"),
    ],
)
def test_the_lower_limit_holds(prometheus: str, wanted: int | None, got: int | None) -> None:
    limit = "" if wanted is None else f"sampleLimit: {wanted}, "
    (job,) = jobs(f"{{{limit}endpoints: [{{port: a}}]}}", prometheus)
    assert job.get("sample_limit") == got


def test_pod_labels_that_the_prometheus_adds_come_last() -> None:
    (job,) = jobs("{podTargetLabels: [a/b], targetLabels: [team], endpoints: [{port: a}]}", "{podTargetLabels: [zone]}")
    copied = [each["target_label"] for each in job["relabel_configs"] if each.get("regex") == "(.+)"]
    assert copied == ["team", "a_b", "zone"]


def test_a_job_label_replaces_the_name_of_the_service() -> None:
    (job,) = jobs("{jobLabel: app.kubernetes.io/name, endpoints: [{port: a}]}")
    sources = [each["source_labels"][0] for each in rule(job, target_label="job")]
    assert sources == ["__meta_kubernetes_service_name", "__meta_kubernetes_service_label_app_kubernetes_io_name"]


def test_finished_pods_are_targets_only_on_demand() -> None:
    (usual,) = jobs("{endpoints: [{port: a}]}")
    (wanted,) = jobs("{endpoints: [{port: a, filterRunning: false}]}")
    phase = ["__meta_kubernetes_pod_phase"]
    assert (len(rule(usual, source_labels=phase)), len(rule(wanted, source_labels=phase))) == (1, 0)


@pytest.mark.parametrize(
    ("endpoint", "prometheus", "want"),
    [
        pytest.param("{}", "{}", None, id="nothing-said"),
        pytest.param("{honorTimestamps: true}", "{}", True, id="its-own"),
        pytest.param("{honorTimestamps: true}", "{overrideHonorTimestamps: true}", False, id="overridden"),
        pytest.param("{}", "{overrideHonorTimestamps: true}", False, id="overridden-in-any-case"),
    ],
)
def test_timestamps(endpoint: str, prometheus: str, want: bool | None) -> None:
    (job,) = jobs(f"{{endpoints: [{endpoint}]}}", prometheus)
    assert job.get("honor_timestamps") == want


def test_labels_are_honored_unless_overridden() -> None:
    (own,) = jobs("{endpoints: [{honorLabels: true}]}")
    (overridden,) = jobs("{endpoints: [{honorLabels: true}]}", "{overrideHonorLabels: true}")
    assert (own["honor_labels"], overridden["honor_labels"]) == (True, False)


def test_a_scrape_class_fills_gaps_and_never_overrides() -> None:
    prometheus = """
    scrapeClasses:
    - name: mesh
      tlsConfig: {caFile: /ca, certFile: /cert, keyFile: /key, insecureSkipVerify: true}
      authorization: {credentialsFile: /token}
      fallbackScrapeProtocol: PrometheusText1.0.0
      attachMetadata: {node: true}
    """
    (bare,) = jobs("{scrapeClass: mesh, endpoints: [{port: a}]}", prometheus)
    assert bare["tls_config"] == {"insecure_skip_verify": True, "ca_file": "/ca", "cert_file": "/cert", "key_file": "/key"}
    assert bare["authorization"] == {"type": "Bearer", "credentials_file": "/token"}
    assert bare["fallback_scrape_protocol"] == "PrometheusText1.0.0"
    assert bare["kubernetes_sd_configs"][0]["attach_metadata"] == {"node": True}
    endpoint = "{port: a, tlsConfig: {caFile: /mine}, authorization: {credentials: {name: login, key: token}}}"
    own = f"{{scrapeClass: mesh, attachMetadata: {{node: false}}, endpoints: [{endpoint}]}}"
    (set_,) = jobs(own, prometheus)
    assert set_["tls_config"] == {"ca_file": "/mine", "cert_file": "/cert", "key_file": "/key"}
    assert set_["authorization"] == {"type": "Bearer", "credentials": "t0k3n"}
    assert set_["kubernetes_sd_configs"][0]["attach_metadata"] == {"node": False}


def test_an_unknown_class_means_the_default_one() -> None:
    (job,) = jobs("{scrapeClass: gone, endpoints: [{port: a}]}", "{scrapeClasses: [{name: c, default: true, relabelings: [{targetLabel: from_class}]}]}")
    assert rule(job, target_label="from_class")


def test_what_an_old_prometheus_does_not_read_is_left_out() -> None:
    spec = "{scrapeProtocols: [PrometheusText1.0.0, OpenMetricsText1.0.0], scrapeClassicHistograms: true, endpoints: [{trackTimestampsStaleness: true}]}"
    (old,), (middle,), (new,) = (jobs(spec, f"{{version: {version}}}") for version in ("2.47.0", "2.50.0", "3.0.0"))
    read = ("track_timestamps_staleness", "scrape_protocols", "scrape_classic_histograms", "always_scrape_classic_histograms")
    assert [old.get(name) for name in read] == [None, None, True, None]
    assert [middle.get(name) for name in read] == [True, ["OpenMetricsText1.0.0"], True, None]
    assert [new.get(name) for name in read] == [True, ["PrometheusText1.0.0", "OpenMetricsText1.0.0"], None, True]
