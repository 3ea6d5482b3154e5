import pytest
import yaml

from hooks.kinds.scrapeconfig import ScrapeConfig
from tests.unit.prometheus_yaml.scrape_jobs import context, scrape_job

EVERY_FIELD = """
jobName: my-job
honorLabels: true
honorTimestamps: false
trackTimestampsStaleness: true
scrapeInterval: 15s
scrapeTimeout: 10s
scrapeProtocols: [PrometheusProto, PrometheusText1.0.0]
fallbackScrapeProtocol: PrometheusText0.0.4
scrapeNativeHistograms: true
nativeHistogramBucketLimit: 10
nativeHistogramMinBucketFactor: "1.5"
scrapeClassicHistograms: true
convertClassicHistogramsToNHCB: false
nameValidationScheme: UTF8
nameEscapingScheme: AllowUTF8
metricsPath: /probe
scheme: HTTPS
params: {b: ["2"], a: ["1", "0"]}
enableCompression: false
enableHTTP2: false
basicAuth: {username: {name: login, key: user}, password: {name: login, key: password}}
tlsConfig: {ca: {configMap: {name: tls, key: ca}}}
proxyUrl: http://proxy
noProxy: internal
staticConfigs: [{targets: [a:80]}]
sampleLimit: 1
targetLimit: 2
labelLimit: 3
labelNameLengthLimit: 4
labelValueLengthLimit: 5
keepDroppedTargets: 6
bodySizeLimit: 7MB
relabelings: [{sourceLabels: [__address__], targetLabel: host, replacement: ""}]
metricRelabelings: [{action: LabelDrop, regex: noisy}]
"""

READ = """
job_name: scrapeConfig/shop/web
honor_labels: true
honor_timestamps: false
track_timestamps_staleness: true
scrape_interval: 15s
scrape_timeout: 10s
scrape_protocols: [PrometheusProto, PrometheusText1.0.0]
fallback_scrape_protocol: PrometheusText0.0.4
scrape_native_histograms: true
native_histogram_bucket_limit: 10
native_histogram_min_bucket_factor: 1.5
always_scrape_classic_histograms: true
convert_classic_histograms_to_nhcb: false
metric_name_validation_scheme: utf8
metric_name_escaping_scheme: allow-utf-8
metrics_path: /probe
scheme: https
params: {a: ["1", "0"], b: ["2"]}
enable_compression: false
enable_http2: false
basic_auth: {username: alice, password: p4ss}
tls_config: {ca_file: /etc/prometheus/certs/1_shop_tls_ca}
proxy_url: http://proxy
no_proxy: internal
static_configs: [{targets: [a:80], labels: {}}]
sample_limit: 1
target_limit: 2
label_limit: 3
label_name_length_limit: 4
label_value_length_limit: 5
keep_dropped_targets: 6
body_size_limit: 7MB
relabel_configs:
- {source_labels: [job], target_label: __tmp_prometheus_job_name}
- {target_label: job, action: replace, replacement: my-job}
- {source_labels: [__address__], target_label: host, replacement: ""}
metric_relabel_configs:
- {action: labeldrop, regex: noisy}
"""


def test_every_field_reaches_the_job() -> None:
    assert scrape_job(ScrapeConfig, EVERY_FIELD, context("version: 3.13.2")) == yaml.safe_load(READ)


def test_what_is_not_said_is_left_to_prometheus() -> None:
    assert scrape_job(ScrapeConfig, "{}", context()).keys() == {"job_name", "relabel_configs"}


GATES = [
    ("track_timestamps_staleness", "2.47.2", "2.48.0"),
    ("scrape_protocols", "2.48.1", "2.49.0"),
    ("enable_compression", "2.48.1", "2.49.0"),
    ("keep_dropped_targets", "2.46.0", "2.47.0"),
    ("native_histogram_min_bucket_factor", "2.49.1", "2.50.0"),
    ("fallback_scrape_protocol", "2.55.1", "3.0.0"),
    ("convert_classic_histograms_to_nhcb", "2.55.1", "3.0.0"),
    ("metric_name_validation_scheme", "2.55.1", "3.0.0"),
    ("metric_name_escaping_scheme", "3.3.1", "3.4.0"),
    ("scrape_native_histograms", "3.7.3", "3.8.0"),
]


@pytest.mark.parametrize(("field", "before", "since"), GATES, ids=[field for field, _, _ in GATES])
def test_a_field_is_written_since_the_version_that_reads_it(field: str, before: str, since: str) -> None:
    assert field not in scrape_job(ScrapeConfig, EVERY_FIELD, context(f"version: {before}"))
    assert field in scrape_job(ScrapeConfig, EVERY_FIELD, context(f"version: {since}"))


def test_scrape_protocols_lose_only_what_prometheus_2_does_not_know() -> None:
    job = scrape_job(ScrapeConfig, EVERY_FIELD, context("version: 2.55.1"))
    assert job["scrape_protocols"] == ["PrometheusProto"]


def test_classic_histograms_have_another_name_in_prometheus_2() -> None:
    job = scrape_job(ScrapeConfig, EVERY_FIELD, context("version: 2.55.1"))
    assert job["scrape_classic_histograms"] is True
    assert "always_scrape_classic_histograms" not in job


SHARE = """
- {source_labels: [__address__, __tmp_hash], target_label: __tmp_hash, regex: (.+);, replacement: $1, action: replace}
- {source_labels: [__tmp_hash], target_label: __tmp_hash, modulus: 2, action: hashmod}
- {source_labels: [__tmp_hash, __tmp_disable_sharding], regex: $(SHARD);|.+;.+, action: keep}
"""
INIT = "- {source_labels: [job], target_label: __tmp_prometheus_job_name}"

RELABELINGS = [
    pytest.param("{}", "{}", INIT, id="one-shard-scrapes-everything"),
    pytest.param("shards: 2", "{}", INIT + SHARE, id="shards-share-out-by-address"),
    pytest.param(
        "shards: 2",
        "relabelings: [{action: HashMod, sourceLabels: [__address__], targetLabel: __tmp_hash, modulus: 2}]",
        INIT + "\n- {action: hashmod, source_labels: [__address__], target_label: __tmp_hash, modulus: 2}",
        id="a-hashmod-of-the-user-shares-out-alone",
    ),
    pytest.param(
        "scrapeClasses: [{name: c, default: true, relabelings: [{targetLabel: class, replacement: c}]}]",
        "{jobName: j, relabelings: [{targetLabel: own, replacement: o}]}",
        INIT
        + """
- {target_label: class, replacement: c}
- {target_label: job, action: replace, replacement: j}
- {target_label: own, replacement: o}
""",
        id="rules-of-the-class-come-before-the-own",
    ),
    pytest.param(
        "enforcedNamespaceLabel: ns",
        "relabelings: [{targetLabel: ns, replacement: forged}]",
        INIT + "\n- {target_label: ns, replacement: forged}\n- {target_label: ns, replacement: shop}",
        id="the-enforced-namespace-has-the-last-word",
    ),
    pytest.param(
        "{enforcedNamespaceLabel: ns, excludedFromEnforcement: [{group: monitoring.coreos.com, resource: scrapeconfigs, namespace: shop, name: web}]}",
        "relabelings: [{targetLabel: ns, replacement: own}]",
        INIT + "\n- {target_label: ns, replacement: own}",
        id="excluded-from-enforcement",
    ),
]


@pytest.mark.parametrize(("prometheus", "spec", "want"), RELABELINGS)
def test_relabelings(prometheus: str, spec: str, want: str) -> None:
    assert scrape_job(ScrapeConfig, spec, context(prometheus))["relabel_configs"] == yaml.safe_load(want)


@pytest.mark.parametrize(
    "spec",
    [
        "staticConfigs: [{targets: ['a:80'], labels: {ns: victim}}]",
        "httpSDConfigs: [{url: http://a}]",
        "fileSDConfigs: [{files: [/a.json]}]",
        "relabelings: [{targetLabel: ns, replacement: victim}]",
    ],
)
def test_no_target_has_the_namespace_of_somebody_else(spec: str) -> None:
    """``up`` and the like have the labels of the target."""
    job = scrape_job(ScrapeConfig, spec, context("enforcedNamespaceLabel: ns"))
    assert job["relabel_configs"][-1] == {"target_label": "ns", "replacement": "shop"}


def test_samples_get_the_enforced_namespace_in_any_case() -> None:
    job = scrape_job(ScrapeConfig, "{}", context("enforcedNamespaceLabel: ns"))
    assert job["metric_relabel_configs"] == [{"target_label": "ns", "replacement": "shop"}]


LIMITS = [
    pytest.param("enforcedSampleLimit: 10", "sampleLimit: 20", {"sample_limit": 10}, id="the-enforced-limit-is-lower"),
    pytest.param("enforcedSampleLimit: 10", "sampleLimit: 5", {"sample_limit": 5}, id="the-own-limit-is-lower"),
    pytest.param("enforcedSampleLimit: 10", "{}", {}, id="the-global-section-holds-for-a-job-without-a-limit"),
    pytest.param("enforcedBodySizeLimit: 1MB", "bodySizeLimit: 1500KB", {"body_size_limit": "1MB"}, id="sizes-are-compared-as-sizes"),
    pytest.param("enforcedBodySizeLimit: 1MB", "{}", {"body_size_limit": "1MB"}, id="the-enforced-size-is-repeated"),
    pytest.param("{}", "sampleLimit: 0", {"sample_limit": 0}, id="no-limit-is-a-limit-of-zero"),
]


@pytest.mark.parametrize(("prometheus", "spec", "want"), LIMITS)
def test_limits(prometheus: str, spec: str, want: dict[str, object]) -> None:
    job = scrape_job(ScrapeConfig, spec, context(prometheus))
    assert {field: value for field, value in job.items() if field.endswith("limit")} == want


def test_overridden_honors_of_the_prometheus_win() -> None:
    job = scrape_job(ScrapeConfig, "{honorLabels: true, honorTimestamps: true}", context("{overrideHonorLabels: true, overrideHonorTimestamps: true}"))
    assert (job["honor_labels"], job["honor_timestamps"]) == (False, False)


CLASS = """
scrapeClasses:
- name: mesh
  tlsConfig: {caFile: /ca, certFile: /crt, keyFile: /key}
  authorization: {type: Token, credentialsFile: /token}
  fallbackScrapeProtocol: PrometheusText0.0.4
  metricRelabelings: [{action: drop, regex: x}]
"""


def test_a_scrape_class_fills_what_the_scrapeconfig_leaves_open() -> None:
    job = scrape_job(ScrapeConfig, "scrapeClass: mesh", context(CLASS))
    assert job["tls_config"] == {"ca_file": "/ca", "cert_file": "/crt", "key_file": "/key"}
    assert job["authorization"] == {"type": "Token", "credentials_file": "/token"}
    assert job["fallback_scrape_protocol"] == "PrometheusText0.0.4"
    assert job["metric_relabel_configs"] == [{"action": "drop", "regex": "x"}]


def test_an_own_credential_wins_over_that_of_the_scrape_class() -> None:
    job = scrape_job(ScrapeConfig, "{scrapeClass: mesh, authorization: {credentials: {name: login, key: token}}}", context(CLASS))
    assert job["authorization"] == {"type": "Bearer", "credentials": "t0k3n"}


def test_overrides_say_nothing_about_a_scrapeconfig_that_says_nothing_itself() -> None:
    job = scrape_job(ScrapeConfig, "{}", context("{overrideHonorLabels: true, overrideHonorTimestamps: true}"))
    assert not job.keys() & {"honor_labels", "honor_timestamps"}
