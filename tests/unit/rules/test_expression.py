"""Expressions: what Prometheus takes passes, what it refuses does not."""

import pytest

from hooks.rules import expression
from hooks.rules.dialect import SMOOTHING, Dialect
from hooks.versions import Version

PLAIN = Dialect(features=(), smoothing=(SMOOTHING,), extended=False)
BEFORE_3_14 = Dialect.of("prometheus", Version.parse("3.13.2"))


def problem(text: str, dialect: Dialect) -> str:
    return expression.problem(text) or expression.unknown(text, dialect)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("sum by (job) (rate(http_requests_total[5m])) > 0", id="everyday"),
        pytest.param('{"http.requests", "label.name"="x"}', id="utf8-names"),
        pytest.param(r"foo{a=~`\d+\.\w`}", id="backslashes-in-backticks"),
        pytest.param("foo{a=~'it\\'s'}", id="escaped-single-quote"),
        pytest.param('foo{a=~"\\\\Qa.b\\\\E"}', id="regular-expression-that-rust-does-not-know"),
        pytest.param('foo{a=~"{{x}}"}', id="regular-expression-with-braces"),
        pytest.param("rate(foo[1m + 2 * 30s])", id="duration-arithmetic-in-a-range"),
        pytest.param("foo offset (1m + 2m)", id="duration-arithmetic-in-an-offset"),
        pytest.param("rate(foo[5m:step()])", id="step-in-a-subquery"),
        pytest.param("foo > 1_000_000", id="number-with-underscores"),
        pytest.param("foo @ end() offset -1m", id="at-end"),
        pytest.param("up offset 0s", id="offset-of-nothing"),
        pytest.param("up # == 0", id="comment"),
    ],
)
def test_what_prometheus_takes_passes(text: str) -> None:
    assert problem(text, PLAIN) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("", "no expression", id="empty"),
        pytest.param("foo offset 1e999", "can hold", id="number-that-nothing-holds"),
        pytest.param("vector(1))", "the end is expected", id="one-parenthesis-too-many"),
        pytest.param("rate(foo)", "1:6: rate() takes a range vector", id="rate-of-an-instant-vector"),
        pytest.param('foo{a=~"("}', "regular expression", id="broken-regular-expression"),
        pytest.param('foo{a="x" or b="y"}', '"or" stands', id="or-between-matchers"),
        pytest.param('{a=""}', "every series", id="selects-everything"),
        pytest.param("sort_by_label(up, 'a')", "experimental", id="experimental-function"),
        pytest.param("limitk(3, up)", "experimental", id="experimental-aggregation"),
        pytest.param("rate(foo[5m] anchored)", "promql-extended-range-selectors", id="extended-range-selector"),
        pytest.param("foo + fill(0) bar", "promql-binop-fill-modifiers", id="fill-modifier"),
        pytest.param("holt_winters(foo[5m], 0.5, 0.5)", "no function", id="function-renamed-in-version-3"),
    ],
)
def test_what_prometheus_refuses_is_named(text: str, word: str) -> None:
    assert word in problem(text, PLAIN)


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        pytest.param("first_over_time(foo[5m])", "promql-experimental-functions", id="function"),
        pytest.param("rate(foo[1m + 2 * 30s])", "promql-duration-expr", id="range"),
        pytest.param("foo offset (1m + 2m)", "promql-duration-expr", id="offset"),
        pytest.param("rate(foo[5m:step()])", "promql-duration-expr", id="subquery"),
    ],
)
def test_what_is_an_experiment_until_version_3_14_needs_its_feature(text: str, feature: str) -> None:
    assert feature in problem(text, BEFORE_3_14)
    assert problem(text, Dialect.of("prometheus", Version.parse("3.13.2"), (feature,))) == ""
    assert problem(text, Dialect.of("prometheus", Version.parse("3.14.0"))) == ""


@pytest.mark.parametrize(
    ("version", "known", "unknown"),
    [("2.55.0", "holt_winters", "double_exponential_smoothing"), ("3.0.0", "double_exponential_smoothing", "holt_winters")],
)
def test_a_renamed_function_has_one_name_in_each_version(version: str, known: str, unknown: str) -> None:
    dialect = Dialect.of("prometheus", Version.parse(version), ("promql-experimental-functions",))
    assert problem(f"{known}(foo[5m], 0.5, 0.5)", dialect) == ""
    assert unknown in problem(f"{unknown}(foo[5m], 0.5, 0.5)", dialect)


@pytest.mark.parametrize("text", ["rate(foo[+5m])", "foo offset -(1m)", 'foo{a="[1m+1m]"}'])
def test_a_sign_alone_computes_no_duration(text: str) -> None:
    assert problem(text, BEFORE_3_14) == ""


@pytest.mark.parametrize("text", ["sort_by_label(up, 'a')", "limitk(3, up)", "rate(foo[5m] anchored)", "holt_winters(foo[5m], 0.5, 0.5)"])
def test_without_a_workload_every_feature_counts_as_enabled(text: str) -> None:
    assert problem(text, Dialect()) == ""


def test_an_expression_of_a_matcher_is_read_before_it_is_anchored() -> None:
    assert problem('up{a=~"a)|(b"}', PLAIN)
    assert not problem('up{a=~"(a)|(b)"}', PLAIN)
