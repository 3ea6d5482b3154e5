"""Enforced labels: every selector gets the matcher, the rest of the text stays."""

import pytest

from hooks.rules.injection import expression


@pytest.mark.parametrize(
    ("given", "want"),
    [
        pytest.param("up", 'up{namespace="a"}', id="bare-metric"),
        pytest.param('up{job="x"}', 'up{job="x",namespace="a"}', id="after-the-other-matchers"),
        pytest.param('up{namespace="b"}', 'up{namespace="a"}', id="another-namespace-is-replaced"),
        pytest.param('{"my.metric"}', '{"my.metric",namespace="a"}', id="utf8-name"),
        pytest.param(
            "sum by (job) (rate(x[5m] offset 1h))", 'sum by (job) (rate(x{namespace="a"}[5m] offset 1h))', id="labels-of-an-aggregation-are-no-metrics"
        ),
        pytest.param("x / on (job) group_left y", 'x{namespace="a"} / on (job) group_left y{namespace="a"}', id="group-left-is-no-metric"),
        pytest.param("x + on (job) fill (0) y", 'x{namespace="a"} + on (job) fill (0) y{namespace="a"}', id="after-a-fill-modifier"),
        pytest.param("sum + by", 'sum{namespace="a"} + by{namespace="a"}', id="metrics-named-like-keywords"),
        pytest.param('label_replace(x, "a", "{b}", "c", "d")', 'label_replace(x{namespace="a"}, "a", "{b}", "c", "d")', id="strings-are-left-alone"),
        pytest.param('x{a="}"} > bool 1', 'x{a="}",namespace="a"} > bool 1', id="brace-in-a-value"),
        pytest.param("max(\n  x # why\n)", 'max(\n  x{namespace="a"} # why\n)', id="lines-and-comments-stay"),
        pytest.param("x @ end() > inf or vector(1)", 'x{namespace="a"} @ end() > inf or vector(1)', id="numbers-and-functions"),
    ],
)
def test_every_selector_gets_the_matcher(given: str, want: str) -> None:
    assert expression(given, "namespace", "a") == want
