"""PromQL without Prometheus: whether it would take an expression, and what the expression reads. The last word has the judge (hooks/judge.py)."""

from hooks.rules.promql.grammar import Expression, Selector, read
from hooks.rules.promql.injection import injected, is_matched
from hooks.rules.promql.tokens import NotPromQL
from hooks.rules.promql.tree import Aggregation, Binary, Call, Literal, Part, Series, Subquery, parts

__all__ = [
    "Aggregation",
    "Binary",
    "Call",
    "Expression",
    "Literal",
    "NotPromQL",
    "Part",
    "Selector",
    "Series",
    "Subquery",
    "injected",
    "is_matched",
    "parts",
    "read",
]
