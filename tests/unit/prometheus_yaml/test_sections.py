"""The sections of prometheus.yaml beside the scrape jobs: from the field of the custom resource to what Prometheus reads, and since when."""

from typing import Any

import pytest
import yaml

from hooks.errors import InvalidParent
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.settings import Settings
from tests.unit.prometheus_yaml.clusters import NATIVE, SIDECAR, document, secret, workload, written

LOGIN = secret("login", user="alice", password="p4ss", token="t0k3n", id="id-1", secret="s3cr3t", access="AK", key="SK")
BASIC = "basicAuth: {username: {name: login, key: user}, password: {name: login, key: password}}"


def config(spec: str, kind: type[Prometheus | PrometheusAgent] = Prometheus, settings: Settings = SIDECAR) -> dict[str, Any]:
    return document(written(workload(spec, kind), {}, settings, [LOGIN]))


def at(spec: str, version: str, kind: type[Prometheus | PrometheusAgent] = Prometheus) -> dict[str, Any]:
    return config(f"{{version: {version}, {spec}}}", kind)


def read(text: str) -> Any:
    return yaml.safe_load(text)


# section of the file, field of spec, first version that reads it, what it reads then
SINCE = [
    ("global", "scrapeProtocols: [PrometheusProto]", "2.49.0", "scrape_protocols: [PrometheusProto]"),
    ("global", "scrapeProtocols: [PrometheusProto, PrometheusText1.0.0]", "3.0.0", "scrape_protocols: [PrometheusProto, PrometheusText1.0.0]"),
    ("global", "bodySizeLimit: 1MB", "2.45.0", "body_size_limit: 1MB"),
    ("global", "sampleLimit: 1", "2.45.0", "sample_limit: 1"),
    ("global", "targetLimit: 1", "2.45.0", "target_limit: 1"),
    ("global", "labelLimit: 1", "2.45.0", "label_limit: 1"),
    ("global", "labelNameLengthLimit: 1", "2.45.0", "label_name_length_limit: 1"),
    ("global", "labelValueLengthLimit: 1", "2.45.0", "label_value_length_limit: 1"),
    ("global", "keepDroppedTargets: 1", "2.47.0", "keep_dropped_targets: 1"),
    ("global", "scrapeFailureLogFile: failed.log", "2.55.0", "scrape_failure_log_file: /var/log/prometheus/failed.log"),
    ("global", "nameValidationScheme: UTF8", "3.0.0", "metric_name_validation_scheme: utf8"),
    ("global", "nameEscapingScheme: AllowUTF8", "3.4.0", "metric_name_escaping_scheme: allow-utf-8"),
    ("global", "convertClassicHistogramsToNHCB: false", "3.4.0", "convert_classic_histograms_to_nhcb: false"),
    ("global", "scrapeClassicHistograms: true", "3.5.0", "always_scrape_classic_histograms: true"),
    ("global", "scrapeNativeHistograms: true", "3.8.0", "scrape_native_histograms: true"),
    ("global", "extraScrapeMetrics: true", "3.10.0", "extra_scrape_metrics: true"),
    ("global", "ruleQueryOffset: 1m", "2.53.0", "rule_query_offset: 1m"),
    ("runtime", "runtime: {goGC: 50}", "2.53.0", "gogc: 50"),
    ("storage", "exemplars: {maxSize: 5}", "2.29.0", "exemplars: {max_exemplars: 5}"),
    ("storage.tsdb", "tsdb: {outOfOrderTimeWindow: 10m}", "2.39.0", "out_of_order_time_window: 10m"),
    ("storage.tsdb", "tsdb: {staleSeriesCompactionThreshold: 500m}", "3.10.0", "stale_series_compaction_threshold: 0.5"),
    ("storage.tsdb", "tsdb: {chunkEncoding: {floats: Xor2}}", "3.13.0", "chunk_encoding: {floats: xor2}"),
    ("otlp", "otlp: {translationStrategy: NoUTF8EscapingWithSuffixes}", "3.0.0", "translation_strategy: NoUTF8EscapingWithSuffixes"),
    ("otlp", "otlp: {keepIdentifyingResourceAttributes: true}", "3.1.0", "keep_identifying_resource_attributes: true"),
    ("otlp", "otlp: {convertHistogramsToNHCB: true}", "3.4.0", "convert_histograms_to_nhcb: true"),
    ("otlp", "otlp: {promoteAllResourceAttributes: true}", "3.5.0", "promote_all_resource_attributes: true"),
    ("otlp", "otlp: {promoteScopeMetadata: true}", "3.6.0", "promote_scope_metadata: true"),
    ("otlp", "otlp: {labelNameUnderscoreSanitization: true}", "3.8.0", "label_name_underscore_sanitization: true"),
    ("otlp", "otlp: {labelNamePreserveMultipleUnderscores: true}", "3.8.0", "label_name_preserve_multiple_underscores: true"),
    ("remote_write", "remoteWrite: [{url: u, messageVersion: V2.0}]", "2.54.0", "protobuf_message: io.prometheus.write.v2.Request"),
    ("remote_write", "remoteWrite: [{url: u, roundRobinDNS: true}]", "3.1.0", "round_robin_dns: true"),
    ("remote_write", "remoteWrite: [{url: u, proxyFromEnvironment: true}]", "2.43.0", "proxy_from_environment: true"),
    ("remote_write", "remoteWrite: [{url: u, noProxy: x}]", "2.43.0", "no_proxy: x"),
    ("remote_write", "remoteWrite: [{url: u, azureAd: {managedIdentity: {clientId: a}}}]", "2.45.0", "azuread: {managed_identity: {client_id: a}}"),
    ("remote_write.azuread", "remoteWrite: [{url: u, azureAd: {sdk: {tenantId: a}}}]", "2.52.0", "sdk: {tenant_id: a}"),
    ("remote_write.azuread", "remoteWrite: [{url: u, azureAd: {scope: a}}]", "3.9.0", "scope: a"),
    (
        "remote_write.azuread",
        "remoteWrite: [{url: u, azureAd: {workloadIdentity: {clientId: a, tenantId: b}}}]",
        "3.7.0",
        "workload_identity: {client_id: a, tenant_id: b}",
    ),
    ("remote_write.queue_config", "remoteWrite: [{url: u, queueConfig: {sampleAgeLimit: 1h}}]", "2.50.0", "sample_age_limit: 1h"),
    ("remote_write.sigv4", "remoteWrite: [{url: u, sigv4: {useFIPSSTSEndpoint: true}}]", "2.54.0", "use_fips_sts_endpoint: true"),
    ("remote_write.sigv4", "remoteWrite: [{url: u, sigv4: {externalId: a}}]", "3.11.0", "external_id: a"),
    ("alerting.alertmanagers", "alerting: {alertmanagers: [{name: a, port: web, sigv4: {region: r}}]}", "2.48.0", "sigv4: {region: r}"),
    (
        "alerting.alertmanagers",
        "alerting: {alertmanagers: [{name: a, port: web, alertRelabelings: [{action: LabelDrop, regex: a}]}]}",
        "2.51.0",
        "alert_relabel_configs: [{action: labeldrop, regex: a}]",
    ),
]  # fmt: skip


def section(file: dict[str, Any], path: str) -> dict[str, Any]:
    """The section at ``path``, the first entry where it is a list; empty where there is none."""
    found: Any = file
    for name in path.split("."):
        found = (found or {}).get(name)
        found = found[0] if isinstance(found, list) else found
    return found or {}


def just_below(version: str) -> str:
    major, minor, _ = version.split(".")
    return f"{major}.{int(minor) - 1}.9" if int(minor) else "2.55.9"


@pytest.mark.parametrize(("path", "field", "version", "want"), SINCE, ids=[f"{version}-{want.partition(':')[0]}" for _, _, version, want in SINCE])
def test_a_field_is_written_from_the_version_on_that_reads_it(path: str, field: str, version: str, want: str) -> None:
    ((name, value),) = read(want).items()
    assert section(at(field, version), path).get(name) == value
    assert section(at(field, just_below(version)), path).get(name) != value


def test_what_is_left_out_is_named() -> None:
    found = written(workload("{version: 2.52.0, runtime: {goGC: 50}, tsdb: {chunkEncoding: {floats: Xor}}}"), {})
    assert [str(drop.finding) for drop in found.dropped] == [
        "runtime: it is left out because no version before 2.53.0 reads it, use that version or remove it",
        "storage.tsdb.chunk_encoding: it is left out because no version before 3.13.0 reads it, use that version or remove it",
    ]


def test_nothing_is_left_out_of_a_plain_resource() -> None:
    assert written(workload("{version: 2.45.0}"), {}).dropped == ()


# ---- global


@pytest.mark.parametrize(
    ("spec", "want"),
    [
        pytest.param("{}", {"prometheus": "monitoring/main", "prometheus_replica": "$(POD_NAME)"}, id="both"),
        pytest.param("{prometheusExternalLabelName: '', replicaExternalLabelName: ''}", {}, id="none"),
        pytest.param(
            "{prometheusExternalLabelName: p, replicaExternalLabelName: r, externalLabels: {a: b, p: mine}}",
            {"a": "b", "p": "monitoring/main", "r": "$(POD_NAME)"},
            id="renamed-and-never-overridden",
        ),
    ],
)
def test_external_labels(spec: str, want: dict[str, str]) -> None:
    assert config(spec)["global"]["external_labels"] == want


def test_natively_prometheus_expands_the_name_of_the_pod() -> None:
    assert config("{externalLabels: {host: $(POD_NAME)}}", settings=NATIVE)["global"]["external_labels"] == {
        "host": "${POD_NAME}",
        "prometheus": "monitoring/main",
        "prometheus_replica": "${POD_NAME}",
    }


@pytest.mark.parametrize(
    ("spec", "want"),
    [
        pytest.param("{sampleLimit: 5, enforcedSampleLimit: 9}", 5, id="lower-than-enforced"),
        pytest.param("{sampleLimit: 9, enforcedSampleLimit: 5}", 5, id="enforced"),
        pytest.param("{enforcedSampleLimit: 5}", 5, id="enforced-alone"),
        pytest.param("{sampleLimit: 0}", None, id="zero-is-none"),
    ],
)
def test_global_limits(spec: str, want: int | None) -> None:
    assert config(spec)["global"].get("sample_limit") == want


@pytest.mark.parametrize(
    ("file", "want"),
    [("query.log", "/var/log/prometheus/query.log"), ("./query.log", "/var/log/prometheus/query.log"), ("/dev/stdout", "/dev/stdout"), ("a/b.log", "a/b.log")],
)
def test_a_bare_log_file_lies_where_the_pod_may_write(file: str, want: str) -> None:
    assert config(f"{{queryLogFile: {file}}}")["global"]["query_log_file"] == want


def test_an_agent_has_no_rules_and_no_queries() -> None:
    assert {"evaluation_interval", "rule_query_offset", "query_log_file"} & set(config("{}", PrometheusAgent)["global"]) == set()
    assert "rule_files" not in config("{}", PrometheusAgent)


# ---- rule files


@pytest.mark.parametrize(
    ("spec", "settings", "want"),
    [
        pytest.param("{}", SIDECAR, None, id="no-selector-no-rules"),
        pytest.param("{ruleSelector: {}}", SIDECAR, ["/etc/prometheus/rules/prometheus-main-rulefiles-0/*.yaml"], id="one-folder-a-configmap"),
        pytest.param("{ruleSelector: {}}", NATIVE, ["/etc/prometheus/config/*-*.yaml"], id="beside-the-configuration"),
    ],
)
def test_rule_files(spec: str, settings: Settings, want: list[str] | None) -> None:
    assert config(spec, settings=settings).get("rule_files") == want


# ---- storage


@pytest.mark.parametrize(
    ("spec", "want"),
    [
        pytest.param("version: 3.11.0", {"time": "24h"}, id="default"),
        pytest.param("version: 3.11.0, retention: 10d", {"time": "10d"}, id="time"),
        pytest.param("version: 3.11.0, retentionSize: 5GB", {"size": "5GB"}, id="size-alone"),
        pytest.param("version: 3.11.0, retention: 10d, retentionSize: 5GB", {"time": "10d", "size": "5GB"}, id="both"),
        pytest.param("version: 3.11.0, retentionPercentage: 80", {"percentage": 80.0}, id="share-alone"),
        pytest.param("version: 3.11.0, retentionPercentage: 1500m, retentionSize: 5GB", {"size": "5GB", "percentage": 1.5}, id="share-and-size"),
        pytest.param("version: 3.11.0, retentionPercentage: 0", {"time": "24h"}, id="no-share-means-none"),
        pytest.param("version: 3.10.0, retention: 10d", None, id="before-it-stood-in-the-file"),
    ],
)
def test_retention(spec: str, want: dict[str, str | float] | None) -> None:
    assert section(config(f"{{{spec}}}"), "storage.tsdb").get("retention") == want


def test_a_share_of_more_than_all_is_refused() -> None:
    with pytest.raises(InvalidParent, match=r"spec\.retentionPercentage: 101 is not between 0 and 100"):
        config("{version: 3.11.0, retentionPercentage: 101}")


def test_a_storage_section_in_which_nothing_is_left_is_left_out() -> None:
    assert "storage" not in at("tsdb: {chunkEncoding: {floats: Xor}}", "3.10.0")
    assert "storage" not in config("{}", PrometheusAgent)


def test_several_storage_settings_of_an_agent_stand_in_one_section() -> None:
    spec = "tsdb: {outOfOrderTimeWindow: 1m, staleSeriesCompactionThreshold: '0.5', chunkEncoding: {floats: Xor}}"
    want = {"out_of_order_time_window": "1m", "stale_series_compaction_threshold": 0.5, "chunk_encoding": {"floats": "xor"}}
    assert at(spec, "3.13.0", PrometheusAgent)["storage"] == {"tsdb": want}
    assert "storage" not in at("tsdb: {outOfOrderTimeWindow: 1m}", "2.53.0", PrometheusAgent)


# ---- remote write and read


def test_every_field_of_remote_write() -> None:
    spec = f"""
    version: 3.13.2
    remoteWrite:
    - url: http://far
      name: far
      remoteTimeout: 10s
      headers: {{b: x, a: y}}
      sendExemplars: true
      sendNativeHistograms: false
      {BASIC}
      bearerToken: old
      bearerTokenFile: /old
      authorization: {{type: Custom, credentials: {{name: login, key: token}}, credentialsFile: /token}}
      oauth2:
        clientId: {{secret: {{name: login, key: id}}}}
        clientSecret: {{name: login, key: secret}}
        tokenUrl: http://token
        scopes: [a]
        endpointParams: {{b: c}}
        proxyUrl: http://proxy
        tlsConfig: {{serverName: token}}
      sigv4: {{region: r, accessKey: {{name: login, key: access}}, secretKey: {{name: login, key: key}}, profile: p, roleArn: arn}}
      tlsConfig: {{ca: {{secret: {{name: login, key: ca}}}}, certFile: /cert, keyFile: /key, minVersion: TLS12}}
      proxyUrl: http://proxy
      proxyConnectHeader: {{X-A: [{{name: login, key: token}}]}}
      followRedirects: false
      enableHTTP2: false
      writeRelabelConfigs: [{{action: Drop, sourceLabels: [a], regex: b, separator: ''}}]
      queueConfig: {{capacity: 1, minShards: 2, maxShards: 3, maxSamplesPerSend: 4, batchSendDeadline: 5s, maxRetries: 6, minBackoff: 7s, maxBackoff: 8s, retryOnRateLimit: true}}
      metadataConfig: {{send: true, sendInterval: 1m, maxSamplesPerSend: 9}}
    """  # noqa: E501
    want = """
    url: http://far
    name: far
    remote_timeout: 10s
    headers: {a: y, b: x}
    send_exemplars: true
    send_native_histograms: false
    basic_auth: {username: alice, password: p4ss}
    bearer_token: old
    bearer_token_file: /old
    authorization: {type: Custom, credentials: t0k3n, credentials_file: /token}
    oauth2:
      client_id: id-1
      client_secret: s3cr3t
      token_url: http://token
      scopes: [a]
      endpoint_params: {b: c}
      proxy_url: http://proxy
      tls_config: {server_name: token}
    sigv4: {region: r, access_key: AK, secret_key: SK, profile: p, role_arn: arn}
    tls_config: {ca_file: /etc/prometheus/certs/0_monitoring_login_ca, cert_file: /cert, key_file: /key, min_version: TLS12}
    proxy_url: http://proxy
    proxy_connect_header: {X-A: [t0k3n]}
    follow_redirects: false
    enable_http2: false
    write_relabel_configs: [{action: drop, source_labels: [a], regex: b, separator: ''}]
    queue_config: {capacity: 1, min_shards: 2, max_shards: 3, max_samples_per_send: 4, batch_send_deadline: 5s, min_backoff: 7s, max_backoff: 8s, retry_on_http_429: true}
    metadata_config: {send: true, send_interval: 1m, max_samples_per_send: 9}
    """  # noqa: E501
    assert config(spec)["remote_write"] == [read(want)]


def test_the_second_protocol_sends_no_metadata_apart() -> None:
    assert section(config("{remoteWrite: [{url: u, messageVersion: V2.0, metadataConfig: {send: true}}]}"), "remote_write.metadata_config") == {"send": False}


def test_every_field_of_remote_read() -> None:
    spec = f"""
    remoteRead:
    - {{url: http://far, name: far, remoteTimeout: 10s, headers: {{a: b}}, requiredMatchers: {{c: d}}, readRecent: true, filterExternalLabels: false, {BASIC}}}
    """
    want = """
    {url: http://far, name: far, remote_timeout: 10s, headers: {a: b}, required_matchers: {c: d}, read_recent: true, filter_external_labels: false,
     basic_auth: {username: alice, password: p4ss}}
    """
    assert config(spec)["remote_read"] == [read(want)]


# ---- alerting


def test_alertmanagers_are_found_by_service_and_port() -> None:
    spec = f"alerting: {{alertmanagers: [{{name: am, port: web, scheme: HTTPS, pathPrefix: /am, timeout: 5s, apiVersion: V2, {BASIC}}}]}}"
    (found,) = config(f"{{version: 3.13.2, {spec}}}")["alerting"]["alertmanagers"]
    assert found == {
        "scheme": "https",
        "path_prefix": "/am",
        "timeout": "5s",
        "api_version": "v2",
        "basic_auth": {"username": "alice", "password": "p4ss"},
        "kubernetes_sd_configs": [{"role": "endpoints", "namespaces": {"names": ["monitoring"]}}],
        "relabel_configs": [
            {"source_labels": ["__meta_kubernetes_service_name"], "regex": "am", "action": "keep"},
            {"source_labels": ["__meta_kubernetes_endpoint_port_name"], "regex": "web", "action": "keep"},
        ],
    }


def test_a_number_is_the_port_of_a_container() -> None:
    rules = section(config("{alerting: {alertmanagers: [{name: am, namespace: other, port: 9093}]}}"), "alerting.alertmanagers")["relabel_configs"]
    assert rules[1] == {"source_labels": ["__meta_kubernetes_pod_container_port_number"], "regex": "9093", "action": "keep"}


def test_the_first_version_of_the_api_is_gone_with_prometheus_3() -> None:
    spec = "alerting: {alertmanagers: [{name: am, port: web, apiVersion: v1}]}"
    versions = [section(at(spec, version), "alerting.alertmanagers").get("api_version") for version in ("2.55.1", "3.0.0")]
    assert versions == ["v1", None]


@pytest.mark.parametrize(
    ("name", "want"),
    [("", []), ("replica", [{"regex": "replica", "action": "labeldrop"}]), ("my.replica", [{"regex": r"my\.replica", "action": "labeldrop"}])],
)
def test_alerts_of_replicas_look_alike(name: str, want: list[dict[str, str]]) -> None:
    assert config(f"{{replicaExternalLabelName: '{name}', alerting: {{alertmanagers: []}}}}")["alerting"] == {
        "alert_relabel_configs": want,
        "alertmanagers": [],
    }


def test_nobody_to_tell_no_section() -> None:
    assert "alerting" not in config("{}")


# ---- the API server of another cluster


def test_the_api_server_is_asked_with_the_credentials_of_the_prometheus() -> None:
    spec = f"{{apiserverConfig: {{host: https://api, {BASIC}}}, alerting: {{alertmanagers: [{{name: am, port: web}}]}}}}"
    (found,) = section(config(spec), "alerting.alertmanagers")["kubernetes_sd_configs"]
    assert (found["api_server"], found["basic_auth"]) == ("https://api", {"username": "alice", "password": "p4ss"})


# ---- tracing


def test_every_field_of_tracing() -> None:
    fields = "clientType: GRPC, endpoint: 'a:4317', samplingFraction: 250m, insecure: true, headers: {b: c}, compression: Gzip, timeout: 5s, tlsConfig: {}"
    want = "{client_type: grpc, endpoint: 'a:4317', sampling_fraction: 0.25, insecure: true, headers: {b: c}, compression: gzip, timeout: 5s, tls_config: {}}"
    assert config(f"{{tracingConfig: {{{fields}}}}}")["tracing"] == read(want)


# ---- what cannot be served


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        pytest.param("version: '1.8.0'", "spec.version: Prometheus 1.8.0 is not supported, use version 2 or later", id="version"),
        pytest.param("version: new", 'spec.version: "new" is not a semantic version, write it like v3.13.2', id="no-version"),
        pytest.param("scrapeTimeout: '11'", 'spec.scrapeTimeout: "11" is not a duration, write it like 30s or 1m30s', id="no-duration"),
        pytest.param("scrapeInterval: 10s, scrapeTimeout: 11s", "spec.scrapeTimeout: 11s is longer than the scrape interval 10s, shorten it", id="timeout"),
        pytest.param(
            "scrapeClasses: [{name: a, default: true}, {name: b, default: true}]",
            "spec.scrapeClasses: a and b are both the default, keep one",
            id="classes",
        ),
        pytest.param("version: 2.54.0, otlp: {}", "spec.otlp: it needs version 2.55.0 or later, use a later one or remove it", id="otlp-too-new"),
        pytest.param(
            "version: 3.3.0, otlp: {translationStrategy: NoTranslation}",
            'spec.otlp.translationStrategy "NoTranslation": it needs version 3.4.0 or later, use a later one or remove it',
            id="strategy-too-new",
        ),
        pytest.param(
            "nameValidationScheme: Legacy, otlp: {translationStrategy: NoUTF8EscapingWithSuffixes}",
            "spec.otlp.translationStrategy: it needs UTF-8 names, set spec.nameValidationScheme to UTF8",
            id="strategy-needs-utf8",
        ),
        pytest.param(
            "otlp: {promoteAllResourceAttributes: true, promoteResourceAttributes: [a]}",
            "spec.otlp.promoteResourceAttributes: all attributes are promoted already, remove it or promoteAllResourceAttributes",
            id="all-and-some",
        ),
        pytest.param(
            "otlp: {ignoreResourceAttributes: [a]}",
            "spec.otlp.ignoreResourceAttributes: nothing to ignore, set promoteAllResourceAttributes to true or remove it",
            id="nothing-to-ignore",
        ),
        pytest.param(
            "enableFeatures: [st-storage], tsdb: {chunkEncoding: {floats: Xor}}",
            "spec.tsdb.chunkEncoding.floats: Xor cannot store start timestamps, use Xor2 or remove st-storage from spec.enableFeatures",
            id="encoding",
        ),
        pytest.param("tsdb: {staleSeriesCompactionThreshold: '1.5'}", "spec.tsdb.staleSeriesCompactionThreshold: 1.5 is not between 0 and 1", id="threshold"),
        pytest.param("tracingConfig: {endpoint: a, samplingFraction: 2}", "spec.tracingConfig.samplingFraction: 2 is not between 0 and 1", id="sampling"),
    ],
)  # fmt: skip
def test_a_resource_that_cannot_be_served_says_why(spec: str, message: str) -> None:
    with pytest.raises(InvalidParent) as error:
        config(f"{{{spec}}}")
    assert str(error.value) == message
