import pytest
import yaml

from hooks.kinds.probe import Probe
from hooks.settings import Settings
from tests.unit.prometheus_yaml.scrape_jobs import context, scrape_job

STATIC = """
prober: {url: blackbox:9115, path: /probe}
targets: {staticConfig: {static: [b.example, a.example]}}
"""

EVERY_FIELD = """
jobName: blackbox
interval: 15s
scrapeTimeout: 10s
module: http_2xx
params:
- {name: hostname, values: [a, b]}
- {name: module, values: [overruled]}
prober:
  url: blackbox:9115
  path: /probe
  scheme: HTTPS
  proxyUrl: http://proxy
  noProxy: internal
  proxyFromEnvironment: false
  proxyConnectHeader: {X-A: [{name: login, key: header}]}
scrapeProtocols: [PrometheusProto]
fallbackScrapeProtocol: PrometheusText0.0.4
scrapeNativeHistograms: true
nativeHistogramBucketLimit: 10
nativeHistogramMinBucketFactor: 1500m
scrapeClassicHistograms: false
convertClassicHistogramsToNHCB: true
sampleLimit: 1
targetLimit: 2
labelLimit: 3
labelNameLengthLimit: 4
labelValueLengthLimit: 5
keepDroppedTargets: 6
followRedirects: false
enableHttp2: false
tlsConfig: {serverName: blackbox}
oauth2:
  clientId: {secret: {name: login, key: id}}
  clientSecret: {name: login, key: secret}
  tokenUrl: http://token
targets:
  staticConfig:
    static: [a.example]
    labels: {team: shop}
    relabelingConfigs: [{targetLabel: x, replacement: ""}]
metricRelabelings: [{action: drop, regex: noisy}]
"""

READ = """
job_name: probe/shop/web
honor_timestamps: true
scrape_interval: 15s
scrape_timeout: 10s
scrape_protocols: [PrometheusProto]
fallback_scrape_protocol: PrometheusText0.0.4
scrape_native_histograms: true
native_histogram_bucket_limit: 10
native_histogram_min_bucket_factor: 1.5
always_scrape_classic_histograms: false
convert_classic_histograms_to_nhcb: true
metrics_path: /probe
scheme: https
params: {hostname: [a, b], module: [http_2xx]}
proxy_url: http://proxy
no_proxy: internal
proxy_from_environment: false
proxy_connect_header: {X-A: [h3ader]}
oauth2: {client_id: id-1, client_secret: s3cr3t, token_url: http://token}
tls_config: {server_name: blackbox}
follow_redirects: false
enable_http2: false
sample_limit: 1
target_limit: 2
label_limit: 3
label_name_length_limit: 4
label_value_length_limit: 5
keep_dropped_targets: 6
static_configs: [{targets: [a.example], labels: {namespace: shop, team: shop}}]
relabel_configs:
- {source_labels: [job], target_label: __tmp_prometheus_job_name}
- {target_label: job, replacement: blackbox}
- {source_labels: [__address__], target_label: __param_target}
- {source_labels: [__param_target], target_label: instance}
- {target_label: __address__, replacement: "blackbox:9115"}
- {target_label: x, replacement: ""}
- {source_labels: [__param_target, __tmp_hash], target_label: __tmp_hash, regex: (.+);, replacement: $1, action: replace}
- {source_labels: [__tmp_hash], target_label: __tmp_hash, modulus: 1, action: hashmod}
- {source_labels: [__tmp_hash, __tmp_disable_sharding], regex: $(SHARD);|.+;.+, action: keep}
metric_relabel_configs: [{action: drop, regex: noisy}]
"""


def test_every_field_reaches_the_job() -> None:
    assert scrape_job(Probe, EVERY_FIELD, context("version: 3.13.2")) == yaml.safe_load(READ)


CREDENTIALS = [
    pytest.param(
        "basicAuth: {username: {name: login, key: user}, password: {name: login, key: password}}",
        {"basic_auth": {"username": "alice", "password": "p4ss"}},
        id="basic-auth",
    ),
    pytest.param("authorization: {credentials: {name: login, key: token}}", {"authorization": {"type": "Bearer", "credentials": "t0k3n"}}, id="authorization"),
    pytest.param("bearerTokenSecret: {name: login, key: token}", {"bearer_token": "t0k3n"}, id="bearer-token"),
]


@pytest.mark.parametrize(("given", "want"), CREDENTIALS)
def test_credentials_are_inline(given: str, want: dict[str, object]) -> None:
    job = scrape_job(Probe, f"{STATIC}\n{given}", context())
    assert {field: job[field] for field in want} == want


def test_targets_carry_the_namespace_of_the_probe_unless_they_are_labelled_with_another() -> None:
    spec = "targets: {staticConfig: {static: [a], labels: {namespace: other}}}"
    assert scrape_job(Probe, spec, context())["static_configs"] == [{"targets": ["a"], "labels": {"namespace": "other"}}]
    assert scrape_job(Probe, STATIC, context())["static_configs"] == [{"targets": ["b.example", "a.example"], "labels": {"namespace": "shop"}}]


INGRESS = """
prober: {url: blackbox:9115}
targets:
  ingress:
    namespaceSelector: {matchNames: [x, y]}
    selector:
      matchLabels: {b: "1", app.kubernetes.io/name: web}
      matchExpressions:
      - {key: tier, operator: In, values: [front, edge]}
      - {key: beta, operator: NotIn, values: ["true"]}
      - {key: team, operator: Exists}
      - {key: legacy, operator: DoesNotExist}
    relabelingConfigs: [{targetLabel: own, replacement: o}]
"""

INGRESS_RULES = """
- {source_labels: [job], target_label: __tmp_prometheus_job_name}
- action: keep
  source_labels: [__meta_kubernetes_ingress_label_app_kubernetes_io_name, __meta_kubernetes_ingress_labelpresent_app_kubernetes_io_name]
  regex: (web);true
- {action: keep, source_labels: [__meta_kubernetes_ingress_label_b, __meta_kubernetes_ingress_labelpresent_b], regex: (1);true}
- {action: keep, source_labels: [__meta_kubernetes_ingress_label_tier, __meta_kubernetes_ingress_labelpresent_tier], regex: (front|edge);true}
- {action: drop, source_labels: [__meta_kubernetes_ingress_label_beta, __meta_kubernetes_ingress_labelpresent_beta], regex: (true);true}
- {action: keep, source_labels: [__meta_kubernetes_ingress_labelpresent_team], regex: "true"}
- {action: drop, source_labels: [__meta_kubernetes_ingress_labelpresent_legacy], regex: "true"}
- source_labels: [__meta_kubernetes_ingress_scheme, __address__, __meta_kubernetes_ingress_path]
  separator: ;
  regex: (.+);(.+);(.+)
  target_label: __param_target
  replacement: ${1}://${2}${3}
  action: replace
- {source_labels: [__meta_kubernetes_namespace], target_label: namespace}
- {source_labels: [__meta_kubernetes_ingress_name], target_label: ingress}
- {source_labels: [__address__], separator: ;, regex: (.*), target_label: __tmp_ingress_address, replacement: $1, action: replace}
- {source_labels: [__param_target], target_label: instance}
- {target_label: __address__, replacement: "blackbox:9115"}
- {target_label: class, replacement: c}
- {target_label: own, replacement: o}
- {target_label: ns, replacement: shop}
"""


def test_ingresses_are_selected_and_become_urls() -> None:
    ctx = context("{enforcedNamespaceLabel: ns, scrapeClasses: [{name: c, default: true, relabelings: [{targetLabel: class, replacement: c}]}]}")
    job = scrape_job(Probe, INGRESS, ctx)
    assert job["kubernetes_sd_configs"] == [{"role": "ingress", "namespaces": {"names": ["x", "y"]}}]
    assert job["relabel_configs"][:-3] == yaml.safe_load(INGRESS_RULES)


NAMESPACES = [
    pytest.param("{}", "{any: true}", None, id="any"),
    pytest.param("{}", "{}", ["shop"], id="own-by-default"),
    pytest.param("ignoreNamespaceSelectors: true", "{any: true}", ["shop"], id="selectors-ignored"),
]


@pytest.mark.parametrize(("prometheus", "selector", "want"), NAMESPACES)
def test_namespaces_of_ingresses(prometheus: str, selector: str, want: list[str] | None) -> None:
    job = scrape_job(Probe, f"targets: {{ingress: {{namespaceSelector: {selector}}}}}", context(prometheus))
    assert job["kubernetes_sd_configs"][0].get("namespaces", {}).get("names") == want


def test_static_targets_win_over_ingresses() -> None:
    job = scrape_job(Probe, "targets: {staticConfig: {static: [a]}, ingress: {}}", context())
    assert "kubernetes_sd_configs" not in job
    assert job["static_configs"][0]["targets"] == ["a"]


def test_without_targets_there_is_nothing_to_relabel() -> None:
    assert scrape_job(Probe, "prober: {url: a}", context("version: 3.13.2", Settings()))["relabel_configs"] == [
        {"source_labels": ["job"], "target_label": "__tmp_prometheus_job_name"}
    ]


def test_targets_are_shared_out_by_what_is_probed() -> None:
    share = scrape_job(Probe, STATIC, context("shards: 3"))["relabel_configs"][-3:]
    assert (share[0]["source_labels"], share[1]["modulus"]) == (["__param_target", "__tmp_hash"], 3)


def test_an_enforced_body_size_is_repeated_because_a_probe_has_none() -> None:
    assert scrape_job(Probe, STATIC, context("enforcedBodySizeLimit: 5MB"))["body_size_limit"] == "5MB"
