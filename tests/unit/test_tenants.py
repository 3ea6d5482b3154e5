"""What one tenant writes must not hurt the others: each of these is an answer for its workload, soon, and a good neighbour stays in the configuration."""

import base64
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from hooks.cli.cluster import cluster
from hooks.findings import Outcome
from hooks.loop.reports import Report
from hooks.names import ASSET_GENERATION, ASSET_OF, asset_secret
from hooks.protocol import Manifest
from hooks.settings import Settings

GROUP = "monitoring.coreos.com"
NINES = "9" * 5000
"""More digits than Python reads of a number."""
SECONDS = 2.0
"""Of processor, for all of it; usual are some hundredths."""
SELECTING: dict[str, dict[str, Any]] = {
    "Prometheus": {f"{kind}{scope}Selector": {} for kind in ("serviceMonitor", "podMonitor", "probe", "scrapeConfig", "rule") for scope in ("", "Namespace")},
    "Alertmanager": {"alertmanagerConfigSelector": {}, "alertmanagerConfigNamespaceSelector": {}},
}
GOOD: dict[str, Any] = {
    "ServiceMonitor": {"selector": {}, "endpoints": [{"port": "web"}]},
    "PrometheusRule": {"groups": [{"name": "g", "rules": [{"record": "a:up", "expr": "up"}]}]},
    "AlertmanagerConfig": {"route": {"receiver": "r"}, "receivers": [{"name": "r", "webhookConfigs": [{"url": "https://example.com"}]}]},
}


def made(kind: str, spec: Any, name: str = "odd") -> Manifest:
    version = "v1alpha1" if kind in {"AlertmanagerConfig", "ScrapeConfig", "PrometheusAgent"} else "v1"
    return {"apiVersion": f"{GROUP}/{version}", "kind": kind, "metadata": {"name": name, "namespace": "team"}, "spec": spec}


def endpoint(**fields: Any) -> tuple[str, Any]:
    return "ServiceMonitor", {"selector": {}, "endpoints": [{"port": "web", **fields}]}


def rule(expression: str = "up", annotation: str = "", **group: Any) -> tuple[str, Any]:
    return "PrometheusRule", {"groups": [{"name": "g", "rules": [{"alert": "A", "expr": expression, "annotations": {"a": annotation}}], **group}]}


def config(**spec: Any) -> tuple[str, Any]:
    return "AlertmanagerConfig", {**GOOD["AlertmanagerConfig"], **spec}


def routes(depth: int) -> Any:
    route: dict[str, Any] = {"receiver": "r"}
    for _ in range(depth):
        route = {"receiver": "r", "routes": [route]}
    return route


def received(**fields: Any) -> tuple[str, Any]:
    return config(receivers=[{"name": "r", **fields}])


def rows() -> Iterator[Any]:
    for name, row in {
        "five-thousand-terms": rule("1" + "+1" * 5000),
        "four-hundred-names": rule("a" + "+a" * 400),
        "brackets": rule("(" * 5000),
        "quotes": rule('a{b="' + '\\"' * 16_000),
        "carriage-return": rule("own # x \r or other"),
        "form-feed": rule("up\f"),
        "octal-escape": rule('a{b="\\400"}'),
        "regex-after-a-comment": rule('a{b=~#\n"**"}'),
        "named-group": rule('a{b=~"(?P<é>x)"}'),
        "duration-of-centuries": rule("a[300y]"),
        "infinite": rule("1e999"),
        "underscore": rule("1_e3"),
        "unary-string": rule('-"a"'),
        "break": rule(annotation="{{ break }}"),
        "twice-defined": rule(annotation='{{ define "t" }}{{ end }}{{ define "t" }}{{ end }}'),
        "comparison": rule(annotation="{{ if $value = 1 }}{{ end }}"),
        "deep-template": rule(annotation="{{ if 1 }}" * 5000),
        "three-hundred-endpoints": ("ServiceMonitor", {"selector": {}, "podTargetLabels": [f"l{n}" for n in range(20)], "endpoints": [{"port": "web"}] * 300}),
        "many-letters": endpoint(relabelings=[{"regex": "\\pL" * 2600, "action": "keep"}] * 20),
        "nested-groups": endpoint(relabelings=[{"regex": "(" * 1000 + ")" * 1000, "action": "keep"}]),
        "many-headers": received(emailConfigs=[{"to": "a", "headers": [{"key": f"k{number}", "value": "v"} for number in range(20_000)]}]),
        "many-commas": endpoint(params={"a": ["," * 100_000]}),
        "escaping-against-scheme": (
            "ScrapeConfig",
            {"nameValidationScheme": "Legacy", "nameEscapingScheme": "AllowUTF8", "staticConfigs": [{"targets": ["a"]}]},
        ),
        "api-server": ("ScrapeConfig", {"kubernetesSDConfigs": [{"role": "Pod", "apiServer": "::"}]}),
        "commas-in-a-selector": ("ScrapeConfig", {"kubernetesSDConfigs": [{"role": "Pod", "selectors": [{"role": "Pod", "label": "," * 100_000}]}]}),
        "matchers-that-are-a-number": config(route={"receiver": "r", "routes": [{"matchers": 1}]}),
        "routes-200-deep": config(route=routes(200)),
        "empty-equal": config(inhibitRules=[{"sourceMatch": [{"name": "a", "value": "b"}], "targetMatch": [], "equal": [""]}]),
        "look-behind": config(inhibitRules=[{"sourceMatch": [{"name": "a", "value": "(?<=x)", "matchType": "=~"}], "targetMatch": []}]),
        "no-matcher-name": config(route={"receiver": "r", "matchers": [{"name": "a b", "value": "x", "matchType": "="}]}),
        "forty-thousand-receivers": config(receivers=[{"name": f"r{number}"} for number in range(4000)]),
    }.items():
        yield pytest.param(*row, id=name)


def nines() -> Iterator[Any]:
    for number, row in enumerate(
        (
            *(rule(text) for text in (NINES, f"a[{NINES}s]", f"a offset {NINES}s", f"a @ {NINES}", f"1e{NINES}", f"0x{NINES}", f"topk({NINES}, a)")),
            *(rule(annotation=f"{{{{ {text} }}}}") for text in (NINES, f"-{NINES}", f"0{'7' * 5000}", f"1e{NINES}", f"{NINES}i", f'printf "%{NINES}d" 1')),
            *(rule(**{name: f"{NINES}s"}) for name in ("interval", "query_offset")),
            *(endpoint(**{name: f"{NINES}s"}) for name in ("interval", "scrapeTimeout")),
            endpoint(relabelings=[{"regex": f"a{{{NINES}}}", "action": "keep"}]),
            ("ServiceMonitor", {"selector": {}, "bodySizeLimit": f"{NINES}B", "endpoints": [{"port": "web"}]}),
            ("Probe", {"prober": {"url": f"host:{NINES}"}, "targets": {"staticConfig": {"static": ["a"]}}}),
            ("ScrapeConfig", {"httpSDConfigs": [{"url": f"http://a:{NINES}"}], "staticConfigs": [{"targets": [f"a:{NINES}"]}]}),
            config(route={"receiver": "r", "groupWait": f"{NINES}s", "groupInterval": f"{NINES}d", "repeatInterval": f"{NINES}y"}),
            *(config(muteTimeIntervals=[{"name": "t", "timeIntervals": [each]}]) for each in ({"years": [NINES]}, {"months": [NINES]})),
            received(webhookConfigs=[{"url": f"http://a:{NINES}", "timeout": f"{NINES}s"}]),
            received(emailConfigs=[{"to": "a", "from": "b", "smarthost": f"a:{NINES}"}]),
        )
    ):
        yield pytest.param(*row, id=f"nines-{number}-{row[0]}")


def answered(*manifests: Manifest) -> Report:
    loop = cluster(Settings())
    start = time.process_time()
    loop.apply(manifests)
    report = loop.converge()
    assert time.process_time() - start < SECONDS
    assert [str(event) for event in (*report.events, *report.unsettled) if "unexpected" in str(event)] == []
    return report


def outcomes(report: Report) -> dict[str, Outcome]:
    return {each.subject.name: each.outcome for judged in report.judged if judged.parent.name == "main" for each in judged.judgements}


@pytest.mark.parametrize(("kind", "spec"), [*rows(), *nines()])
def test_one_object_of_a_tenant_leaves_its_neighbours_alone(kind: str, spec: Any) -> None:
    reader = "Alertmanager" if kind == "AlertmanagerConfig" else "Prometheus"
    neighbours = [made(each, GOOD[each], "good") for each in GOOD if (each == "AlertmanagerConfig") is (reader == "Alertmanager")]
    found = outcomes(answered(made(reader, SELECTING[reader], "main"), *neighbours, made(kind, spec)))
    assert found["good"] == Outcome.ACCEPTED
    assert "odd" in found


@pytest.mark.parametrize("kind", ["Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler"])
@pytest.mark.parametrize("version", [f"v{NINES}.0.0", f"v3.{NINES}.0", f"v3.0.0-{NINES}", f"v3.0.0-a.{NINES}"])
def test_an_owner_who_writes_a_version_of_thousands_of_digits_is_told(kind: str, version: str) -> None:
    report = answered(made(kind, {"version": version}, "main"))
    told = (*(judged.findings for judged in report.judged), *(event.findings for event in report.events))
    (finding,) = {each for findings in told for each in findings if each.path == "spec.version"}
    assert len(str(finding)) < 300


@pytest.mark.parametrize(
    ("kind", "spec"),
    [
        ("Prometheus", {"retention": f"{NINES}d", "scrapeInterval": f"{NINES}s", "query": {"lookbackDelta": f"{NINES}s"}, "retentionSize": f"{NINES}GB"}),
        ("Prometheus", {"shardRetentionPolicy": {"whenScaled": "Retain", "retain": {"retentionPeriod": f"{NINES}d"}}}),
        ("Alertmanager", {"limits": {"maxPerSilenceBytes": f"{NINES}B"}, "retention": f"{NINES}h"}),
    ],
)
def test_an_owner_who_writes_numbers_of_thousands_of_digits_is_answered(kind: str, spec: Any) -> None:
    answered(made(kind, spec, "main"))


@pytest.mark.parametrize("generation", [NINES, "-1", "1e3", "\u0661", "", "{}", "[" * 5000])
def test_a_forged_asset_leaves_its_neighbours_alone(generation: str) -> None:
    monitor = made("ServiceMonitor", {"selector": {}, "endpoints": [{"port": "web", "bearerTokenSecret": {"name": "s", "key": "k"}}]})
    forged = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {
            "name": asset_secret("ServiceMonitor", "odd"),
            "namespace": "team",
            "labels": {ASSET_OF: "ServiceMonitor"},
            "annotations": {ASSET_GENERATION: generation, "promhooks.io/missing": json.dumps([[]] * 100) + "[" * 5000},
        },
        "data": {"0_team_s_k": base64.b64encode(b"forged").decode()},
    }
    parent = made("Prometheus", SELECTING["Prometheus"], "main")
    found = outcomes(answered(parent, made("ServiceMonitor", GOOD["ServiceMonitor"], "good"), monitor, forged))
    assert found["good"] == Outcome.ACCEPTED


@pytest.mark.parametrize("kind", ["Prometheus", "PrometheusAgent"])
@pytest.mark.parametrize("selectors", [{}, {"serviceMonitorSelector": {}}], ids=["unmanaged", "managed"])
def test_an_owner_who_writes_millions_of_shards_is_told(kind: str, selectors: dict[str, Any]) -> None:
    (event,) = answered(made(kind, {"shards": 2**31 - 1, **selectors}, "main")).events
    assert [finding.path for finding in event.findings] == ["spec.shards"]
