"""The sections of prometheus.yaml: since when each field of a workload is read."""

import pytest

from tests.unit.prometheus_yaml.clusters import workload, written
from tests.unit.prometheus_yaml.sections import at, read, section

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
