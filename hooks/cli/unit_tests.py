"""``kind: Test``: what users expect of their rules and routes, written beside them; promtool's engine and the routing tree answer.

No cluster has this kind: ``promhooks test`` reads it, and nothing else does.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

API_VERSION, KIND = "promhooks.io/v1", "Test"


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    """Unknown fields are mistakes: an expectation that nobody reads would never fail."""


class Reference(_Part, frozen=True, kw_only=True):
    """An object by name; its namespace is that of the Test unless it is given."""

    name: str
    namespace: str = ""


class Series(_Part, frozen=True, kw_only=True):
    """What is scraped: a series, and its values in promtool's notation (``0+60x20``)."""

    series: str
    values: str


class Alert(_Part, frozen=True, kw_only=True):
    """An alert that fires."""

    labels: Mapping[str, str] = {}
    annotations: Mapping[str, str] = {}


class Alerts(_Part, frozen=True, kw_only=True):
    """All alerts of a name that fire at a moment; none where the list is empty."""

    alert: str
    at: str
    firing: tuple[Alert, ...] = ()


class Sample(_Part, frozen=True, kw_only=True):
    """A sample of a result: a series as promtool writes it, and its value."""

    labels: str
    value: float


class Expression(_Part, frozen=True, kw_only=True):
    """The result of an expression at a moment."""

    expr: str
    at: str
    samples: tuple[Sample, ...] = ()


class Delivery(_Part, frozen=True, kw_only=True):
    """Which receivers get an alert with these labels, in the order of the paths."""

    alertmanager: Reference
    labels: Mapping[str, str]
    receivers: tuple[str, ...]


class Spec(_Part, frozen=True, kw_only=True):
    """What is given, and what is expected."""

    rules: tuple[Reference, ...] = ()
    """PrometheusRules under test."""
    interval: str = "1m"
    """Between two samples, and between two evaluations."""
    series: tuple[Series, ...] = ()
    alerts: tuple[Alerts, ...] = ()
    expressions: tuple[Expression, ...] = ()
    routes: tuple[Delivery, ...] = ()


class _Metadata(msgspec.Struct, frozen=True):
    name: str
    namespace: str = "default"


class Test(msgspec.Struct, frozen=True, rename="camel"):
    """One document."""

    metadata: _Metadata
    spec: Spec

    @property
    def key(self) -> str:
        """``namespace/name``."""
        return f"{self.metadata.namespace}/{self.metadata.name}"

    def place(self, reference: Reference) -> tuple[str, str]:
        """(namespace, name) of what is referenced."""
        return reference.namespace or self.metadata.namespace, reference.name


def rule_test(test: Test, files: list[Path]) -> dict[str, Any]:
    """The test in promtool's format, on rule ``files``."""
    spec = test.spec
    return {
        "rule_files": list(map(str, files)),
        "evaluation_interval": spec.interval,
        "tests": [
            {
                "interval": spec.interval,
                "input_series": [{"series": each.series, "values": each.values} for each in spec.series],
                "alert_rule_test": list(_alerts(spec)),
                "promql_expr_test": list(_expressions(spec)),
            }
        ],
    }


def _alerts(spec: Spec) -> Iterator[dict[str, Any]]:
    for each in spec.alerts:
        firing = [{"exp_labels": dict(alert.labels), "exp_annotations": dict(alert.annotations)} for alert in each.firing]
        yield {"eval_time": each.at, "alertname": each.alert, "exp_alerts": firing}


def _expressions(spec: Spec) -> Iterator[dict[str, Any]]:
    for each in spec.expressions:
        yield {"expr": each.expr, "eval_time": each.at, "exp_samples": [{"labels": sample.labels, "value": sample.value} for sample in each.samples]}
