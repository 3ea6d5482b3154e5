"""Enforced labels: every selector gets the matcher, the rest of the text stays but for its comments."""

import pytest

from hooks.rules.promql import NotPromQL, injected


@pytest.mark.parametrize(
    ("given", "want"),
    [
        pytest.param("up", 'up{namespace="a"}', id="bare-metric"),
        pytest.param('up{job="x"}', 'up{job="x",namespace="a"}', id="after-the-other-matchers"),
        pytest.param('up{namespace="b"}', 'up{namespace="a"}', id="another-namespace-is-replaced"),
        pytest.param('up{"namespace"=~"b|c",namespace!=""}', 'up{namespace="a"}', id="however-it-is-written"),
        pytest.param('{"my.metric"}', '{"my.metric",namespace="a"}', id="utf8-name"),
        pytest.param(
            "sum by (job) (rate(x[5m] offset 1h))", 'sum by (job) (rate(x{namespace="a"}[5m] offset 1h))', id="labels-of-an-aggregation-are-no-metrics"
        ),
        pytest.param("x / on (job) group_left y", 'x{namespace="a"} / on (job) group_left y{namespace="a"}', id="group-left-is-no-metric"),
        pytest.param("x + on (job) fill (0) y", 'x{namespace="a"} + on (job) fill (0) y{namespace="a"}', id="after-a-fill-modifier"),
        pytest.param("sum + by", 'sum{namespace="a"} + by{namespace="a"}', id="metrics-named-like-keywords"),
        pytest.param('label_replace(x, "a", "{b}", "c", "d")', 'label_replace(x{namespace="a"}, "a", "{b}", "c", "d")', id="strings-are-left-alone"),
        pytest.param('x{a="}"} > bool 1', 'x{a="}",namespace="a"} > bool 1', id="brace-in-a-value"),
        pytest.param("max(\n  x # why\n)", 'max(\n  x{namespace="a"}  \n)', id="lines-stay"),
        pytest.param("x @ end() > inf or vector(1)", 'x{namespace="a"} @ end() > inf or vector(1)', id="numbers-and-functions"),
        pytest.param("own # \r or secret", 'own{namespace="a"}  \r or secret{namespace="a"}', id="a-carriage-return-ends-a-comment"),
        pytest.param('own # "\n or # {\r secret{a="#"}', 'own{namespace="a"}  \n or  \r secret{a="#",namespace="a"}', id="quotes-and-braces-in-comments"),
        pytest.param('info(x, {version=~".*"})', 'info(x{namespace="a"}, {version=~".*",namespace="a"})', id="selectors-of-info"),
    ],
)
def test_every_selector_gets_the_matcher(given: str, want: str) -> None:
    assert injected(given, "namespace", "a") == want


@pytest.mark.parametrize("given", ["info(x)", "x # \n )", "x{", ""])
def test_what_cannot_be_enforced_is_refused(given: str) -> None:
    with pytest.raises(NotPromQL):
        injected(given, "namespace", "a")
