"""PrometheusRules of a Prometheus: which are written, which are rejected and why."""

import json
from typing import Any

import msgspec
import pytest
import yaml

from hooks.findings import Outcome
from hooks.kinds.prometheus import Prometheus
from hooks.protocol import Objects
from hooks.rules import RuleFiles, selected
from hooks.settings import Settings
from hooks.versions import Version

ALERT = {"alert": "Down", "expr": "up == 0"}


def prometheus(**spec: Any) -> Prometheus:
    return msgspec.convert({"metadata": {"name": "main", "namespace": "own"}, "spec": spec}, Prometheus)


def related(*rules: dict[str, Any], namespaces: dict[str, dict[str, str]] | None = None) -> Objects:
    return {
        "PrometheusRule.monitoring.coreos.com/v1": {f"{item['metadata']['namespace']}/{item['metadata']['name']}": raw(item) for item in rules},
        "Namespace.v1": {name: raw({"metadata": {"name": name, "labels": labels}}) for name, labels in (namespaces or {}).items()},
    }


def raw(manifest: dict[str, Any]) -> msgspec.Raw:
    return msgspec.Raw(json.dumps(manifest).encode())


def rule(namespace: str, name: str, *rules: dict[str, Any], **labels: str) -> dict[str, Any]:
    metadata = {"name": name, "namespace": namespace, "uid": f"uid-{name}", "labels": labels}
    return {"metadata": metadata, "spec": {"groups": [{"name": "g", "rules": list(rules or (ALERT,))}]}}


def files(workload: Prometheus, objects: Objects, version: str = "3.13.2") -> RuleFiles:
    return selected(workload, objects, Version.parse(version), Settings())


def accepted(found: RuleFiles) -> tuple[str, ...]:
    return tuple(each.subject.key for each in found.judgements if each.outcome == Outcome.ACCEPTED)


@pytest.mark.parametrize(
    ("spec", "want"),
    [
        pytest.param({}, (), id="no-selector-selects-nothing"),
        pytest.param({"ruleSelector": {}}, ("own/a",), id="without-a-namespace-selector-only-its-own"),
        pytest.param({"ruleSelector": {}, "ruleNamespaceSelector": {}}, ("other/b", "own/a"), id="empty-selectors-select-everything"),
        pytest.param({"ruleSelector": {"matchLabels": {"role": "x"}}, "ruleNamespaceSelector": {}}, ("other/b",), id="by-labels"),
        pytest.param({"ruleSelector": {}, "ruleNamespaceSelector": {"matchLabels": {"team": "t"}}}, ("other/b",), id="by-labels-of-the-namespace"),
    ],
)
def test_selectors_decide(spec: dict[str, Any], want: tuple[str, ...]) -> None:
    objects = related(rule("own", "a"), rule("other", "b", role="x"), namespaces={"own": {}, "other": {"team": "t"}})
    assert accepted(files(prometheus(**spec), objects)) == want


def test_a_broken_rule_is_rejected_with_its_path_and_the_others_go_on() -> None:
    objects = related(
        rule("own", "bad", ALERT, {"record": "x", "expr": "up)"}), rule("own", "good"), {"metadata": {"name": "odd", "namespace": "own"}, "spec": 1}
    )
    found = files(prometheus(ruleSelector={}), objects)
    assert accepted(found) == ("own/good",)
    refused = [(each.subject.key, finding.path) for each in found.judgements if each.outcome == Outcome.REJECTED for finding in each.findings]
    assert refused == [("own/bad", "spec.groups[0].rules[1].expr"), ("own/odd", "spec")]
    assert list(found.files) == ["own-good-uid-good.yaml"]


def test_what_the_version_does_not_know_is_left_out_and_reported() -> None:
    found = files(prometheus(ruleSelector={}), related(rule("own", "a", {**ALERT, "keep_firing_for": "5m"})), "2.41.0")
    assert yaml.safe_load(found.files["own-a-uid-a.yaml"])["groups"][0]["rules"] == [ALERT]
    assert [finding.path for each in found.judgements for finding in each.findings] == ["spec.groups[0].rules[0].keep_firing_for"]


def test_the_enforced_label_is_on_rules_and_in_selectors_unless_excluded() -> None:
    excluded = [{"namespace": "own", "resource": "prometheusrules", "name": "b"}]
    found = files(prometheus(ruleSelector={}, enforcedNamespaceLabel="ns", excludedFromEnforcement=excluded), related(rule("own", "a"), rule("own", "b")))
    assert yaml.safe_load(found.files["own-a-uid-a.yaml"])["groups"][0]["rules"] == [{"alert": "Down", "expr": 'up{ns="own"} == 0', "labels": {"ns": "own"}}]
    assert yaml.safe_load(found.files["own-b-uid-b.yaml"])["groups"][0]["rules"] == [ALERT]


def test_an_expression_of_several_lines_stays_readable() -> None:
    found = files(prometheus(ruleSelector={}), related(rule("own", "a", {"alert": "Down", "expr": "up\n== 0\n"})))
    assert "    expr: |\n      up\n      == 0\n" in found.files["own-a-uid-a.yaml"]
