"""``kind: Test``: what users expect of their rules and routes, written beside them; promtool's engine and the routing tree answer.

No cluster has this kind: ``promhooks test`` reads it, and nothing else does.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec

from hooks.cli.notifications import Notification

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


class Message(_Part, frozen=True, kw_only=True):
    """One notification: to whom, with which alerts, in whatever order; ``group`` counts where it is given."""

    receiver: str
    alerts: tuple[Mapping[str, str], ...]
    group: Mapping[str, str] | None = None

    def is_met_by(self, found: Notification) -> bool:
        """Whether this is what was sent."""
        group = found.group if self.group is None else self.group
        return (self.receiver, group) == (found.receiver, found.group) and _ordered(self.alerts) == _ordered(found.alerts)


class Notifications(_Part, frozen=True, kw_only=True):
    """All that an Alertmanager sends of alerts which fire at the same time: grouped, without what is inhibited, and without what is muted ``at`` that time."""

    alertmanager: Reference
    alerts: tuple[Mapping[str, str], ...] = ()
    """Labels of each alert."""
    firing_at: str = ""
    """In their place: all alerts that fire at this moment of the series, as ``alerts`` of the Test says."""
    at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    """A moment with its offset, like ``2026-01-05T10:00:00Z``; without one, no time interval mutes anything."""
    sent: tuple[Message, ...] = ()


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
    notifications: tuple[Notifications, ...] = ()

    def firing(self, wanted: Notifications) -> tuple[Mapping[str, str], ...]:
        """The alerts that notifications are about, with their names as labels, as Prometheus sends them."""
        if not wanted.firing_at:
            return wanted.alerts
        return tuple({"alertname": each.alert, **alert.labels} for each in self.alerts if each.at == wanted.firing_at for alert in each.firing)


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


def _ordered(alerts: Iterable[Mapping[str, str]]) -> list[list[tuple[str, str]]]:
    return sorted(sorted(alert.items()) for alert in alerts)


def _alerts(spec: Spec) -> Iterator[dict[str, Any]]:
    for each in spec.alerts:
        firing = [{"exp_labels": dict(alert.labels), "exp_annotations": dict(alert.annotations)} for alert in each.firing]
        yield {"eval_time": each.at, "alertname": each.alert, "exp_alerts": firing}


def _expressions(spec: Spec) -> Iterator[dict[str, Any]]:
    for each in spec.expressions:
        yield {"expr": each.expr, "eval_time": each.at, "exp_samples": [{"labels": sample.labels, "value": sample.value} for sample in each.samples]}
