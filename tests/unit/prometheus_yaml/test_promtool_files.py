"""Real promtools read whole configurations, in both modes and as server and agent."""

import gzip
import subprocess
from pathlib import Path

import pytest
import yaml

from hooks import names
from hooks.cli.local.programs import Program, Source
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.prometheus_yaml.buckets import LINES
from hooks.prometheus_yaml.files import Files
from hooks.settings import Settings
from tests.promtool import promtool
from tests.unit.prometheus_yaml.clusters import EVERYTHING, NATIVE, SIDECAR, manifest, related, secret, workload, written

LOGIN = secret("login", user="alice", password="p4ss", token="t0k3n", id="id-1", secret="s3cr3t", access="AK", key="SK")
OAUTH = """
    oauth2:
      clientId: {secret: {name: login, key: id}}
      clientSecret: {name: login, key: secret}
      tokenUrl: http://token
"""
COMMON = f"""
externalLabels: {{team: shop}}
scrapeTimeout: 10s
scrapeProtocols: [PrometheusProto, PrometheusText1.0.0]
sampleLimit: 1
enforcedTargetLimit: 2
bodySizeLimit: 10MB
keepDroppedTargets: 3
scrapeFailureLogFile: failed.log
nameValidationScheme: UTF8
nameEscapingScheme: Underscores
convertClassicHistogramsToNHCB: true
scrapeClassicHistograms: true
scrapeNativeHistograms: true
runtime: {{goGC: 50}}
tsdb: {{outOfOrderTimeWindow: 10m, staleSeriesCompactionThreshold: 500m}}
otlp: {{translationStrategy: NoTranslation, promoteAllResourceAttributes: true, ignoreResourceAttributes: [a], convertHistogramsToNHCB: true}}
tracingConfig: {{endpoint: 'a:4317', clientType: grpc, samplingFraction: 250m, insecure: true, headers: {{b: c}}, compression: gzip, timeout: 5s}}
remoteWrite:
- url: http://far/oauth
  name: oauth
  headers: {{a: b}}
  messageVersion: V2.0
  metadataConfig: {{send: true, sendInterval: 1m}}
  queueConfig: {{capacity: 100, minShards: 2, maxShards: 3, batchSendDeadline: 5s, minBackoff: 7ms, maxBackoff: 8s, retryOnRateLimit: true, sampleAgeLimit: 1h}}
  writeRelabelConfigs: [{{action: Drop, sourceLabels: [a], regex: b}}]
{OAUTH.replace("    ", "  ")}
- url: http://far/azure
  azureAd: {{cloud: AzurePublic, managedIdentity: {{clientId: 00000000-0000-0000-0000-000000000000}}}}
- {{url: http://far/aws, roundRobinDNS: true, sigv4: {{region: r, accessKey: {{name: login, key: access}}, secretKey: {{name: login, key: key}}}}}}
"""
SERVER = f"""{COMMON}
evaluationInterval: 1m
ruleQueryOffset: 1m
queryLogFile: query.log
ruleSelector: {{}}
exemplars: {{maxSize: 5}}
retention: 10d
retentionSize: 5GB
remoteRead:
- {{url: http://far, requiredMatchers: {{c: d}}, readRecent: true, authorization: {{credentials: {{name: login, key: token}}}}}}
"""
CLUSTER = """
apiserverConfig: {host: https://api, authorization: {credentials: {name: login, key: token}}, tlsConfig: {insecureSkipVerify: true}}
serviceDiscoveryRole: EndpointSlice
shards: 2
shardingStrategy: {mode: Topology, topology: {values: [a, b]}}
alerting: {alertmanagers: [{name: am, port: web, apiVersion: V2, sigv4: {region: r}, alertRelabelings: [{action: labeldrop, regex: a}]}]}
"""
MONITOR = """
selector: {matchLabels: {app: web}, matchExpressions: [{key: tier, operator: NotIn, values: [x]}]}
selectorMechanism: RoleSelector
attachMetadata: {node: true}
jobLabel: app
sampleLimit: 5
bodySizeLimit: 1MB
fallbackScrapeProtocol: PrometheusText0.0.4
nativeHistogramMinBucketFactor: "1.1"
endpoints:
- {port: metrics, honorLabels: true, params: {a: [b]}, scheme: HTTPS, tlsConfig: {insecureSkipVerify: true}, trackTimestampsStaleness: true}
- {targetPort: 8080, interval: 15s, scrapeTimeout: 5s, path: /m, relabelings: [{action: LabelMap, regex: a(.*)}], metricRelabelings: [{action: drop, regex: b}]}
"""


def complaints(checked_by: Program, found: Files, folder: Path, *flags: str, whole: bool = False) -> str:
    """Everything below one folder, the way it is mounted; scrape files are looked for there as well, and read where the ``whole`` is."""
    for data in found.secrets.values():
        for key, value in data.items():
            text = gzip.decompress(value) if key.endswith(".gz") else value
            (folder / key.removesuffix(".gz")).write_bytes(text.replace(names.CONFIG_DIR.encode(), bytes(folder)))
    call = [str(checked_by.path), "check", "config", *(() if whole else ("--syntax-only",)), *flags, str(folder / "prometheus.yaml")]
    answer = subprocess.run(call, capture_output=True, text=True, timeout=60, check=False)
    return "" if answer.returncode == 0 else answer.stdout + answer.stderr


@pytest.mark.local
@pytest.mark.parametrize("source", [Source.DEBIAN, Source.PINNED], ids=lambda source: source.value)
@pytest.mark.parametrize(("kind", "spec", "flags"), [(Prometheus, SERVER, ()), (PrometheusAgent, COMMON, ("--agent",))], ids=["server", "agent"])
def test_promtool_reads_every_section(source: Source, kind: type[Prometheus | PrometheusAgent], spec: str, flags: tuple[str, ...], tmp_path: Path) -> None:
    checked_by = promtool(source)
    readable = spec if source is Source.PINNED else yaml.safe_dump({key: value for key, value in yaml.safe_load(spec).items() if key != "otlp"})
    assert not complaints(checked_by, written(workload(f"version: {checked_by.version}\n{readable}", kind), {}, own=[LOGIN]), tmp_path, *flags)


@pytest.mark.local
@pytest.mark.parametrize("settings", [SIDECAR, NATIVE], ids=["sidecar", "native"])
def test_promtool_reads_monitors_and_alertmanagers(settings: Settings, tmp_path: Path) -> None:
    checked_by = promtool(Source.PINNED)
    pods = "{selector: {}, podMetricsEndpoints: [{portNumber: 80, tlsConfig: {serverName: a}}]}"
    objects = related(ServiceMonitor=[manifest(MONITOR)], PodMonitor=[manifest(pods)])
    spec = f"version: {checked_by.version}\n{SERVER}{CLUSTER}" + "".join(f"{key}: {{}}\n" for key in yaml.safe_load(EVERYTHING))
    assert not complaints(checked_by, written(workload(spec), objects, settings, [LOGIN]), tmp_path)


@pytest.mark.local
def test_promtool_reads_scrape_files(tmp_path: Path) -> None:
    many = related(ServiceMonitor=[manifest(MONITOR, f"web-{number}") for number in range(300)])
    found = written(workload(EVERYTHING), many, NATIVE)
    assert len(found.secrets) > 1
    assert not complaints(promtool(Source.PINNED), found, tmp_path)


@pytest.mark.local
def test_promtool_reads_a_bucket_that_is_as_full_of_aliases_as_it_gets(tmp_path: Path) -> None:
    rule = "{{sourceLabels: [a, b], separator: x, targetLabel: a{}, regex: (.*), replacement: $1, action: Replace}}"
    rules = ", ".join(rule.format(number) for number in range(300))
    monitors = [manifest(f"{{selector: {{}}, endpoints: [{{port: a, relabelings: [{rules}]}}]}}", f"web-{number}") for number in range(100)]
    found = written(workload(EVERYTHING), related(ServiceMonitor=monitors), NATIVE)
    assert len(found.secrets) == 3
    assert 0.9 * 2 * LINES < 100 * 300 * 8
    assert not complaints(promtool(Source.PINNED), found, tmp_path, whole=True)
