"""What is said of rules that are valid, and above all what is not."""

from typing import Any

import pytest

from hooks.lint import findings
from hooks.lint.tree import Tree
from hooks.rules import promql

RULE = {"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule", "metadata": {"name": "web", "namespace": "team"}}


def said(*rules: dict[str, Any], others: tuple[dict[str, Any], ...] = (), **group: Any) -> list[str]:
    """Code and path below the rule of each finding, without those of taste."""
    manifest = {**RULE, "spec": {"groups": [{"name": "web", "rules": list(rules), **group}]}}
    told = (found for found in findings((manifest, *others)) if not found.code.optional)
    return [f"{found.code.id} {found.path.removeprefix('spec.groups[0].rules')}" for found in told]


def alert(expr: str, **fields: Any) -> dict[str, Any]:
    return {"alert": "Web", "expr": expr, **fields}


@pytest.mark.parametrize(
    ("expr", "label", "kept"),
    [
        pytest.param("sum by (job) (up)", "job", True, id="by"),
        pytest.param("sum by (job) (up)", "pod", False, id="not-in-by"),
        pytest.param("sum(up)", "job", False, id="neither-by-nor-without"),
        pytest.param("sum without (pod) (up)", "job", True, id="without-others"),
        pytest.param("sum without (pod) (up)", "pod", False, id="without"),
        pytest.param("sum by (pod) (sum by (job) (up))", "pod", False, id="lost-further-in"),
        pytest.param("topk by (job) (3, up)", "pod", True, id="topk-keeps-all"),
        pytest.param('count_values by (job) ("version", build_info)', "version", True, id="count-values-adds-one"),
        pytest.param("a / on (job) b", "job", True, id="on"),
        pytest.param("a / on (job) b", "pod", False, id="not-in-on"),
        pytest.param("a / ignoring (pod) b", "pod", False, id="ignoring"),
        pytest.param("a / on (job) group_left (version) sum by (job, version) (b)", "version", True, id="group-left-brings-one"),
        pytest.param("a / on (job) group_left () sum by (job) (b)", "pod", True, id="group-left-keeps-the-many"),
        pytest.param("sum by (job) (a) * on (job) group_right () b", "pod", True, id="group-right-keeps-the-many"),
        pytest.param("a and on (job) b", "pod", True, id="and-keeps-the-left"),
        pytest.param("sum by (job) (a) or b", "pod", True, id="or-has-both"),
        pytest.param("sum by (job) (a) or sum by (pod) (b)", "node", False, id="or-of-two-that-lack-it"),
        pytest.param("sum by (job) (a) > 1", "job", True, id="number"),
        pytest.param("scalar(b) < sum by (job) (a)", "job", True, id="scalar"),
        pytest.param("histogram_quantile(0.9, sum by (job, le) (rate(a_bucket[5m])))", "job", True, id="quantile"),
        pytest.param("histogram_quantile(0.9, sum by (job, le) (rate(a_bucket[5m])))", "le", False, id="quantile-takes-le"),
        pytest.param('label_replace(sum(a), "job", "web", "", "")', "job", True, id="label-replace"),
        pytest.param('absent(up{job="web", pod=~"a|b"})', "job", True, id="absent-gives-what-is-equal"),
        pytest.param('absent(up{job="web", pod=~"a|b"})', "pod", False, id="absent-gives-nothing-else"),
        pytest.param('absent(sum(up{job="web"}))', "job", False, id="absent-of-an-aggregation"),
        pytest.param('up{pod=""}', "pod", False, id="matched-as-empty"),
        pytest.param("max_over_time(sum by (job) (a)[1h:1m])", "pod", False, id="subquery"),
        pytest.param("vector(1)", "job", False, id="vector"),
    ],
)
def test_labels_of_a_result(expr: str, label: str, kept: bool) -> None:
    tree = Tree.of(promql.read(expr).tree)
    found = tree.labels(tree.root)
    assert found is not None
    assert found.may_have(label) is kept


@pytest.mark.parametrize(
    "summary",
    [
        "{{ $value }}",
        "{{ $labels.job }}",
        "{{ if $labels.pod }}{{ $labels.pod }}{{ end }}",
        '{{ with query "up" }}{{ . | first | value }}{{ end }}',
        "$labels.pod",
    ],
)
def test_a_template_that_gets_what_it_uses(summary: str) -> None:
    assert said(alert("sum by (job) (up) == 0", annotations={"summary": summary})) == []


@pytest.mark.parametrize("summary", ["{{ $labels.pod }}", "{{ .Value }} {{ $labels.pod | title }}", '{{ index $labels "pod" }}'])
def test_a_template_that_does_not(summary: str) -> None:
    assert said(alert("sum by (job) (up) == 0", annotations={"summary": summary})) == ["PHA101 [0].annotations.summary"]


@pytest.mark.parametrize(
    "expr",
    [
        pytest.param("up == 0", id="comparison"),
        pytest.param("max(up == 0)", id="inside"),
        pytest.param("absent(up)", id="absent"),
        pytest.param("a unless b", id="unless"),
        pytest.param("a > 1 or b > 2", id="both-sides"),
        pytest.param("vector(1)", id="watchdog"),
        pytest.param('ALERTS{alertname="A"}', id="other-alerts"),
        pytest.param("job:bad", id="recorded"),
    ],
)
def test_alerts_with_a_condition(expr: str) -> None:
    assert said(alert(expr)) == []


@pytest.mark.parametrize("expr", ["up", "rate(a_total[5m])", "a > 1 or b", "a > bool 1", "sum(a) / sum(b)"])
def test_alerts_without_a_condition(expr: str) -> None:
    assert said(alert(expr)) == ["PHA103 [0].expr"]


def test_a_wait_counts_beside_the_interval_of_the_group() -> None:
    assert said(alert("up == 0", **{"for": "30s"}), interval="30s") == []
    assert said(alert("up == 0", **{"for": "10s"}), interval="30s") == ["PHA104 [0].for"]
    assert said(alert("up == 0", **{"for": "10s"})) == []


@pytest.mark.parametrize(
    ("expr", "codes"),
    [
        pytest.param("sum by (job) (a) / sum by (job) (b)", [], id="same-labels"),
        pytest.param("sum by (job) (a) / on (job) group_left () sum by (job, pod) (b)", [], id="on"),
        pytest.param("sum by (job) (a) or sum(b)", [], id="or-needs-no-match"),
        pytest.param("sum by (job) (a) / b", [], id="one-side-is-open"),
        pytest.param("sum by (job) (a) / sum(b)", ["PHA109 [0].expr"], id="none-on-one-side"),
        pytest.param("sum by (job) (a) unless sum by (pod) (b)", ["PHA109 [0].expr"], id="unless"),
        pytest.param("rate(sum(a)[5m:1m])", ["PHA108 [0].expr"], id="rate-of-sum"),
        pytest.param("max_over_time(sum(a)[5m:1m])", [], id="maximum-of-sum"),
    ],
)
def test_expressions(expr: str, codes: list[str]) -> None:
    assert said({"record": "a:b", "expr": expr}) == codes


def test_a_chain_of_many_operators_is_looked_at_too() -> None:
    assert said(alert(" + ".join(["sum(a)"] * 3000))) == ["PHA103 [0].expr"]


def test_the_same_rule_twice() -> None:
    assert said(alert("up == 0"), alert("up == 1")) == []
    assert said(alert("up == 0"), alert("up == 0", labels={"severity": "info"})) == []
    assert said(alert("up == 0"), alert("up  ==\n0")) == ["PHA106 [1]"]


def test_the_same_rule_of_two_namespaces_that_see_their_own_series_only() -> None:
    other = {**RULE, "metadata": {"name": "web", "namespace": "other"}, "spec": {"groups": [{"name": "web", "rules": [alert("up == 0")]}]}}
    selectors: dict[str, Any] = {"ruleSelector": {}, "ruleNamespaceSelector": {}}
    shared = {"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus", "metadata": {"name": "main", "namespace": "mon"}, "spec": selectors}
    parted = {**shared, "spec": {**selectors, "enforcedNamespaceLabel": "namespace"}}
    assert said(alert("up == 0"), others=(other, shared)) == ["PHA106 [0]"]
    assert said(alert("up == 0"), others=(other, parted)) == []
