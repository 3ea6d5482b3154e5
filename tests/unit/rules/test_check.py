"""What is wrong with a PrometheusRule, with its path."""

from typing import Any

import msgspec
import pytest

from hooks.kinds.prometheusrule import PrometheusRuleSpec
from hooks.rules import Standard, check
from hooks.rules.dialect import Dialect

GOOD = {"alert": "A", "expr": "up"}


def paths(*groups: dict[str, Any], dialect: Dialect | None = None) -> list[str]:
    return [found.path for found in check(msgspec.convert({"groups": groups}, PrometheusRuleSpec), Standard(dialect or Dialect()))]


@pytest.mark.parametrize(
    ("rule", "want"),
    [
        pytest.param({"expr": "up"}, "", id="neither-record-nor-alert"),
        pytest.param({**GOOD, "record": "r"}, "", id="both-record-and-alert"),
        pytest.param({"alert": "A"}, ".expr", id="no-expression"),
        pytest.param({**GOOD, "for": "5 minutes"}, ".for", id="duration"),
        pytest.param({**GOOD, "labels": {"__name__": "x"}}, ".labels", id="metric-name-as-label"),
        pytest.param({**GOOD, "annotations": {"a": "{{ $labels.x"}}, ".annotations.a", id="unclosed-template"),
        pytest.param({**GOOD, "annotations": {"a": "{{ humanise 1 }}"}}, ".annotations.a", id="unknown-template-function"),
        pytest.param({**GOOD, "labels": {"a": "{{ if true }}x"}}, ".labels.a", id="unclosed-block"),
        pytest.param({"record": "a{b}", "expr": "up"}, ".record", id="selector-as-name"),
        pytest.param({"record": "r", "expr": "up", "for": "1m"}, ".for", id="recording-rule-that-waits"),
        pytest.param({"record": "r", "expr": "up", "annotations": {"a": "b"}}, ".annotations", id="recording-rule-with-annotations"),
    ],
)
def test_each_finding_has_its_path(rule: dict[str, Any], want: str) -> None:
    assert paths({"name": "g", "rules": [GOOD, rule]}) == [f"spec.groups[0].rules[1]{want}"]


def test_a_group_needs_a_name_of_its_own() -> None:
    groups = [{"name": "g"}, {"name": "g"}, {"rules": []}]
    found = check(msgspec.convert({"groups": groups}, PrometheusRuleSpec))
    assert [(each.code.id, each.path) for each in found] == [("PH4001", "spec.groups[1].name"), ("PH4001", "spec.groups[2].name")]


@pytest.mark.parametrize(
    "text",
    ["{{ $labels.job }} {{ $value | humanize }}", '{{ with query "up" | first }}{{ . | value }}{{ else }}-{{ end }}', "{{- /* why */ -}}", "100% {not} }}"],
)
def test_templates_that_prometheus_reads_pass(text: str) -> None:
    assert paths({"name": "g", "rules": [{**GOOD, "annotations": {"a": text}}]}) == []


def test_names_in_utf8_need_a_version_that_knows_them() -> None:
    group = {"name": "g", "rules": [{"record": "http.requests", "expr": "up", "labels": {"größe": "x"}}]}
    assert paths(group) == []
    assert paths(group, dialect=Dialect(utf8=False)) == ["spec.groups[0].rules[0].labels", "spec.groups[0].rules[0].record"]
