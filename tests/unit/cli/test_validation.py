"""What ``promhooks check`` says about a manifest that the API server would refuse."""

from collections.abc import Iterator
from typing import Any

import pytest

from hooks.cli.json_schema import scoped
from hooks.cli.reasons import PATTERNS
from hooks.cli.validation import problems
from hooks.findings import Finding
from hooks.kinds.registry import KINDS
from hooks.kinds.structural import kind_schema


def manifest(kind: str, version: str = "v1", **spec: Any) -> dict[str, Any]:
    return {"apiVersion": f"monitoring.coreos.com/{version}", "kind": kind, "metadata": {"name": "main"}, "spec": spec}


def texts(given: dict[str, Any]) -> list[str]:
    return [str(problem) for problem in problems(given)]


def prometheus(**spec: Any) -> dict[str, Any]:
    return manifest("Prometheus", **spec)


@pytest.mark.parametrize(
    ("given", "sentences"),
    [
        pytest.param(prometheus(), [], id="nothing wrong"),
        pytest.param(prometheus(paused=None), [], id="null is as good as absent"),
        pytest.param(prometheus(scrapeintervall="30s"), ["spec.scrapeintervall: unknown field, did you mean scrapeInterval?"], id="a typing error"),
        pytest.param(
            prometheus(colour="red"),
            ["spec.colour: is no field that is known here, and has no effect, look its name up, or use a release of promhooks that knows it"],
            id="an unknown field like no other",
        ),
        pytest.param(prometheus(queueConfig={}), ["spec.queueConfig: unknown field, it belongs to spec.remoteWrite[]"], id="a field in the wrong place"),
        pytest.param(
            prometheus(remoteWrite=[{"url": "https://x", "queueConfig": {"maxShard": 1}}]),
            ["spec.remoteWrite[0].queueConfig.maxShard: unknown field, did you mean maxShards?"],
            id="an unknown field deep inside",
        ),
        pytest.param(prometheus(retention="5x"), ["spec.retention: must be a duration, write it like 30s or 1h30m"], id="no duration"),
        pytest.param(prometheus(retentionSize="5"), ["spec.retentionSize: must be a size, write it like 512MB or 2GiB"], id="no size"),
        pytest.param(prometheus(replicas="2"), ["spec.replicas: must be an integer, not a string"], id="a number in quotes"),
        pytest.param(prometheus(shards=1.5), ["spec.shards: must be an integer, not a fraction"], id="a fraction"),
        pytest.param(
            prometheus(logLevel="debgu"), ['spec.logLevel: must be one of "", debug, info, warn, error, did you mean debug?'], id="not one of the words"
        ),
        pytest.param(prometheus(minReadySeconds=-1), ["spec.minReadySeconds: must be at least 0"], id="below the limit"),
        pytest.param(prometheus(shards=-1), ["spec.shards: must be at least 0"], id="a negative number to scale to"),
        pytest.param(prometheus(query={"maxConcurrency": 2**31}), ["spec.query.maxConcurrency: must be at most 2147483647"], id="beyond 32 bits"),
        pytest.param(prometheus(serviceName=""), ["spec.serviceName: must not be empty"], id="an empty string"),
        pytest.param(
            prometheus(tsdb={"staleSeriesCompactionThreshold": []}),
            ["spec.tsdb.staleSeriesCompactionThreshold: must be an integer or a string, not a list, write it like 0.5, 100m or 2Gi"],
            id="neither a number nor a string",
        ),
        pytest.param(prometheus(remoteWrite=[{}]), ["spec.remoteWrite[0].url: is required, add it"], id="a required field"),
        pytest.param(
            prometheus(scrapeClasses=[{"name": "a"}, {"name": "a"}]), ["spec.scrapeClasses: entry 1 has the same name as entry 0, remove one"], id="a key twice"
        ),
        pytest.param(
            prometheus(enableFeatures=["a", "b", "a"]), ["spec.enableFeatures: entry 2 has the same value as entry 0, remove one"], id="a value twice"
        ),
        pytest.param(
            prometheus(shardingStrategy={"topology": {}}), ["spec.shardingStrategy: topology can only be defined when mode is set to 'Topology'"], id="CEL"
        ),
        pytest.param(
            prometheus(shards=1, shardingStrategy={"mode": "Topology", "topology": {"values": ["a", "b"]}}),
            ["spec: shards must be greater than or equal to the number of topology values when sharding strategy mode is Topology"],
            id="CEL over two fields",
        ),
        pytest.param(
            prometheus(updateStrategy={"rollingUpdate": {}}), ["spec.updateStrategy.type: is required, add it"], id="CEL about a missing field is silent"
        ),
        pytest.param(
            manifest("PrometheusAgent", "v1alpha1", mode="DaemonSet", replicas=2),
            ["spec: replicas cannot be set when mode is DaemonSet"],
            id="CEL of the agent",
        ),
        pytest.param(
            manifest("ScrapeConfig", "v1alpha1", basicAuth={}, oauth2={"clientId": {}, "clientSecret": {"key": "k"}, "tokenUrl": "https://x"}),
            ["spec: at most one of basicAuth, authorization, or oauth2 can be configured"],
            id="CEL with a list",
        ),
        pytest.param(
            manifest("PrometheusRule", groups=[{"name": "a", "partial_response_strategy": "WARN"}]), [], id="an expression with a switch to ignore case"
        ),
        pytest.param(
            manifest("ServiceMonitor", "v1alpha1"),
            ["apiVersion: monitoring.coreos.com/v1alpha1 is not served for ServiceMonitor, use monitoring.coreos.com/v1"],
            id="a version that is not served",
        ),
        pytest.param(manifest("ServiceMoniter"), ["kind: ServiceMoniter is no kind of monitoring.coreos.com, did you mean ServiceMonitor?"], id="no such kind"),
        pytest.param(
            manifest("AlertmanagerConfig", "v1beta1", muteTimeIntervals=[]),
            ["spec.muteTimeIntervals: unknown field, did you mean timeIntervals?"],
            id="v1beta1 has names of its own",
        ),
        pytest.param({"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"x": 1}}, [], id="another group is not judged"),
    ],
)
def test_problems(given: dict[str, Any], sentences: list[str]) -> None:
    assert texts(given) == sentences


def test_metadata_is_judged_as_for_every_object() -> None:
    given = prometheus() | {"metadata": {"name": "My_Name", "labels": {"team": "-", "zone": 1}}}
    assert [problem.path for problem in problems(given)] == ["metadata.labels.team", "metadata.labels.zone", "metadata.name"]


@pytest.mark.parametrize("metadata", [pytest.param({}, id="empty"), pytest.param(None, id="null"), pytest.param({"namespace": "web"}, id="only a namespace")])
def test_an_object_needs_a_name(metadata: dict[str, str] | None) -> None:
    assert texts(prometheus() | {"metadata": metadata}) == ["metadata.name: is required, add it"]


def test_a_generated_name_is_a_name() -> None:
    assert texts(prometheus() | {"metadata": {"generateName": "main-"}}) == []


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(prometheus() | {"metadata": ["name"]}, id="metadata is a list"),
        pytest.param(prometheus() | {"spec": "x"}, id="spec is a string"),
        pytest.param(prometheus() | {"spec": None}, id="spec is null"),
        pytest.param(prometheus(remoteWrite={"url": "https://x"}), id="an object instead of a list"),
        pytest.param(prometheus(remoteWrite=["https://x"]), id="a string instead of an object"),
        pytest.param(prometheus(externalLabels={"zone": 1}), id="a number among labels"),
        pytest.param(prometheus(scrapeClasses=[{"name": ["a"]}, {"name": ["a"]}]), id="keys of a wrong type"),
    ],
)
def test_a_wrong_shape_is_a_problem_and_no_crash(given: dict[str, Any]) -> None:
    assert all(isinstance(problem, Finding) for problem in problems(given))
    assert problems(given)


@pytest.mark.parametrize("value", [[], {}, [[True]], None, 1.5])
def test_whatever_stands_where_a_switch_belongs_is_a_problem(value: Any) -> None:
    spec = {"selector": {}, "endpoints": [{"port": "web", "honorLabels": value}]}
    manifest = {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "metadata": {"name": "a", "namespace": "b"}, "spec": spec}
    assert (problems(manifest) == ()) == (value is None)


def test_a_sentence_never_repeats_the_value() -> None:
    given = prometheus(remoteWrite=[{"url": "htp://user:s3cr3t@host", "remoteTimeout": "s3cr3t", "bearerToken": ["s3cr3t"]}])
    assert len(problems(given)) == 3
    assert "s3cr3t" not in " ".join(texts(given))


def patterns(schema: dict[str, Any]) -> Iterator[str]:
    """Every pattern of a schema."""
    for keyword, value in schema.items():
        if keyword == "pattern" and isinstance(value, str):
            yield scoped(value)
        elif isinstance(value, dict):
            yield from patterns(value)


@pytest.mark.parametrize("kind", KINDS)
def test_patterns_are_explained_in_words(kind: str) -> None:
    unexplained = set(patterns(kind_schema(KINDS[kind].type))) - set(PATTERNS)
    assert unexplained <= {r"^[\w\s:/.\\-]+$"}, "only that of a scope of Azure speaks for itself"


@pytest.mark.parametrize(
    ("expression", "as_group"),
    [
        pytest.param("^a$", "^a$", id="no switch"),
        pytest.param("^(?i)(a|b)$", "^(?i:(a|b)$)", id="up to the end"),
        pytest.param("^((?i)a|b)c$", "^((?i:a|b))c$", id="up to the end of the group"),
        pytest.param("((?i)a)((?i)b)", "((?i:a))((?i:b))", id="twice"),
    ],
)
def test_a_switch_inside_an_expression_becomes_a_group(expression: str, as_group: str) -> None:
    assert scoped(expression) == as_group
