"""The large scenario of test_comparison.py: the workloads of comparison.yaml and all that they select, well over a hundred objects."""

from collections.abc import Iterator
from itertools import count, product
from pathlib import Path
from typing import Any

import yaml

from hooks.protocol import Manifest
from tests.unit.selection.test_certificates import KEYS, certificate, pem

NAMESPACES = ("monitoring", "apps", "other")
GIVEN: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("comparison.yaml").read_text("utf-8"))
RELABELINGS = GIVEN["relabelings"]
ENDPOINTS: tuple[Manifest, ...] = (
    {},
    {"interval": "30s", "scrapeTimeout": "5s", "relabelings": RELABELINGS[:3], "metricRelabelings": RELABELINGS[3:]},
    {"honorLabels": True, "honorTimestamps": False, "trackTimestampsStaleness": True, "followRedirects": False, "enableHttp2": False, "scheme": "https"},
)
SPECS: tuple[Manifest, ...] = (
    {},
    {"sampleLimit": 100, "targetLimit": 200, "labelLimit": 10, "labelNameLengthLimit": 20, "labelValueLengthLimit": 30, "keepDroppedTargets": 5},
    {"scrapeClass": "mesh", "jobLabel": "job-label", "scrapeProtocols": ["PrometheusText0.0.4"], "scrapeClassicHistograms": True, "bodySizeLimit": "5MB"},
)
EXPRESSIONS = [{"key": "app", "operator": "NotIn", "values": ["a", "b"]}, {"key": "e", "operator": "Exists"}]
SELECTED: tuple[Manifest, ...] = (
    {"podTargetLabels": ["a.b/c"], "namespaceSelector": {"matchNames": ["a", "b"]}, "selector": {"matchLabels": {"app": "x"}}},
    {"attachMetadata": {"node": True}, "namespaceSelector": {"any": True}, "selector": {"matchExpressions": EXPRESSIONS}},
)
RULES: tuple[Manifest, ...] = (
    {"alert": "Down", "expr": "up == 0 or absent(up)", "for": "5m", "keep_firing_for": "1m", "labels": {"a": "b"}, "annotations": {"d": "{{ $value }}"}},
    {"record": "a:b", "expr": 'sum by (job) (rate(x{a="b"}[5m] offset 1m)) / on (job) group_left () count_over_time(y[1h:5m])'},
    {"alert": "Number", "expr": 1},
)
DEPLOYED_WITH = {
    "Prometheus": {"version": "v2.55.1", "shards": 1, "listenLocal": True, "reloadStrategy": "ProcessSignal", "disableCompaction": True, "replicas": 1},
    "PrometheusAgent": {"version": "v2.55.1", "automountServiceAccountToken": False, "externalUrl": "", "prometheusExternalLabelName": ""},
    "Alertmanager": {"version": "v0.27.0", "replicas": 1, "listenLocal": True, "alertmanagerConfigMatcherStrategy": {"type": "None"}},
    "ThanosRuler": {"version": "v0.36.0", "listenLocal": True, "replicas": 1},
}
"""What makes the older scenario of the new one."""


def objects() -> Iterator[Manifest]:
    """Everything, in an order in which it can be created."""
    yield {"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "metadata": {"name": "fast"}, "provisioner": "none"}
    key = KEYS["ec"]
    for namespace in NAMESPACES:
        values = {name: f"{name}-{namespace}" for name in ("user", "password", "token")}
        files = {"tls.crt": certificate(key), "tls.key": pem(key), "url": "https://chat.example.com/hook", "uuid": "11111111-2222-3333-4444-555555555555"}
        yield _object("v1", "Secret", "creds", namespace, stringData={**values, **files})
        yield _object("v1", "ConfigMap", "public", namespace, data={"ca.crt": certificate(key)})
    yield _object("v1", "Secret", "extra", "monitoring", stringData={name: yaml.safe_dump(content) for name, content in _files().items()})
    yield from _monitors()
    for number, (kind, values) in enumerate(GIVEN["discoveries"].items()):
        yield _custom("ScrapeConfig", f"discovery-{kind.lower()}", number, {kind: [values], **SPECS[number % 2]})
    for number in range(12):
        group = {"name": "group", "interval": "30s", "limit": number, "query_offset": "1m", "labels": {"group": "yes"}, "rules": list(RULES)}
        yield _custom("PrometheusRule", f"rules-{number}", number, {"groups": [group]})
    for number, (kind, values) in enumerate(GIVEN["receivers"].items()):
        yield _custom("AlertmanagerConfig", f"receiver-{kind.lower()}", number, _routing({"name": "main", kind: [values]}))
    yield from GIVEN["workloads"]


def older(manifest: Manifest) -> Manifest:
    """The same object for programs of some years ago."""
    changed = DEPLOYED_WITH.get(manifest["kind"])
    if changed is None or manifest["spec"].get("mode") == "DaemonSet":
        return manifest
    spec = {**manifest["spec"], **changed}
    return {**manifest, "spec": {**spec, **({"thanos": {**spec["thanos"], "version": "v0.30.0"}} if "thanos" in spec else {})}}


def _monitors() -> Iterator[Manifest]:
    numbers = count()
    for (name, authentication), endpoint, spec in product(GIVEN["authentications"].items(), ENDPOINTS, SPECS):
        number = next(numbers)
        both, http = {**endpoint, **authentication}, {key: value for key, value in endpoint.items() if "elabelings" not in key and key != "enableHttp2"}
        selected = SELECTED[number % 2]
        yield _custom(
            "ServiceMonitor",
            f"{name}-{number}",
            number,
            {**spec, **selected, "targetLabels": ["t"], "endpoints": [{"port": "web", **both}, {"targetPort": 80}]},
        )
        if number % 2:
            yield _custom(
                "PodMonitor", f"{name}-{number}", number, {**spec, **selected, "podMetricsEndpoints": [{"port": "web", **both, "filterRunning": False}]}
            )
            probed = {"static": ["a.example.com"], "labels": {"probe": "yes"}, "relabelingConfigs": RELABELINGS[:2]}
            rest = {key: value for key, value in spec.items() if key not in ("jobLabel", "bodySizeLimit")}
            timing = {key: value for key, value in endpoint.items() if key in ("interval", "scrapeTimeout", "metricRelabelings")}
            yield _custom(
                "Probe",
                f"{name}-{number}",
                number,
                {
                    **rest,
                    **timing,
                    **{key: value for key, value in authentication.items() if key != "proxyUrl"},
                    "module": "http",
                    "prober": {"url": "prober:9115", "scheme": "https"},
                    "targets": {"staticConfig": probed},
                },
            )
        else:
            rest = {key: value for key, value in {**spec, **http}.items() if key not in ("jobLabel", "bodySizeLimit", "followRedirects", "interval")}
            yield _custom(
                "ScrapeConfig",
                f"{name}-{number}",
                number,
                {**rest, **authentication, "staticConfigs": [{"targets": ["a:80"]}], "metricsPath": "/m", "params": {"a": ["b"]}},
            )
    ingress = {"selector": {"matchLabels": {"a": "b"}}, "namespaceSelector": {"any": True}, "relabelingConfigs": RELABELINGS[:1]}
    yield _custom("Probe", "ingress", 1, {"prober": {"url": "prober:9115"}, "targets": {"ingress": ingress}})


def _routing(receiver: Manifest) -> Manifest:
    matchers = [{"name": "a", "value": "b|c", "matchType": "=~"}]
    inhibition = {"sourceMatch": matchers, "targetMatch": [{"name": "d", "value": "e"}], "equal": ["f"]}
    interval = {"times": [{"startTime": "08:00", "endTime": "17:00"}], "weekdays": ["monday:friday"], "months": ["january:march"], "years": ["2026"]}
    below = {"receiver": "nobody", "matchers": matchers, "continue": True, "muteTimeIntervals": ["work"], "activeTimeIntervals": ["work"]}
    route = {"receiver": "main", "groupBy": ["a"], "groupWait": "1m", "groupInterval": "2m", "repeatInterval": "3h", "routes": [below]}
    intervals = [{"name": "work", "timeIntervals": [{**interval, "daysOfMonth": [{"start": 1, "end": -1}]}]}]
    return {"route": route, "receivers": [receiver, {"name": "nobody"}], "inhibitRules": [inhibition], "muteTimeIntervals": intervals}


def _files() -> Manifest:
    return {
        "scrape.yaml": [
            {"job_name": "added", "static_configs": [{"targets": ["a:$(SHARD)"]}], "relabel_configs": [{"source_labels": ["a"], "target_label": "b"}]}
        ],
        "alertmanagers.yaml": [{"static_configs": [{"targets": ["alertmanager:9093"]}], "timeout": "3s"}],
        "relabel.yaml": [{"source_labels": ["a"], "target_label": "b"}, {"action": "labeldrop", "regex": "x"}],
        "objects.yaml": {"type": "S3", "config": {"bucket": "b"}},
        "query.yaml": [{"static_configs": ["query:10901"]}],
    }


def _object(version: str, kind: str, name: str, namespace: str, **rest: Any) -> Manifest:
    return {"apiVersion": version, "kind": kind, "metadata": {"name": name, "namespace": namespace, "labels": {"team": "web"}}, **rest}


def _custom(kind: str, name: str, number: int, spec: Manifest) -> Manifest:
    version = "v1alpha1" if kind in ("ScrapeConfig", "AlertmanagerConfig") else "v1"
    return _object(f"monitoring.coreos.com/{version}", kind, name, NAMESPACES[number % 3], spec=spec)
