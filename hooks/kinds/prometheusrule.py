"""PrometheusRule."""

from typing import Annotated

import msgspec

from hooks.kinds.base import Kind, Spec
from hooks.kinds.schema import Duration, IntOrString, Items, Length, NonEmpty, Pattern, Required
from hooks.kinds.status import ConfigurationStatus


class Rule(Spec, frozen=True, kw_only=True):
    """``spec.groups[].rules[]`` of PrometheusRule."""

    record: str | None = None
    """Name of the series that is recorded; excludes alert."""
    alert: str | None = None
    """Name of the alert; excludes record."""
    expr: Annotated[IntOrString | None, Required()] = None
    """PromQL expression that is evaluated."""
    for_: Duration | None = None
    """How long the expression must hold before the alert fires."""
    keep_firing_for: Annotated[Duration | None, Length(ge=1)] = msgspec.field(default=None, name="keep_firing_for")
    """How long the alert goes on firing after the expression stopped holding."""
    labels: dict[str, str] = {}
    """Labels that are added or replaced."""
    annotations: dict[str, str] = {}
    """Annotations of the alert; templates are expanded."""


class RuleGroup(Spec, frozen=True, kw_only=True):
    """``spec.groups[]`` of PrometheusRule."""

    name: Annotated[NonEmpty | None, Required()] = None
    """Name, unique in the object."""
    interval: Duration | None = None
    """Time between two evaluations; that of the Prometheus when absent."""
    rules: tuple[Rule, ...] = ()
    """The rules, evaluated one after the other."""
    labels: dict[str, str] = {}
    """Labels for all rules of the group. Needs Prometheus 3.0."""
    limit: int | None = None
    """Most alerts or series that a rule may make; 0 means no limit. Needs Prometheus 2.31."""
    query_offset: Duration | None = msgspec.field(default=None, name="query_offset")
    """How far back the rules look. Needs Prometheus 2.53."""
    partial_response_strategy: Annotated[str | None, Pattern("^(?i)(abort|warn)?$")] = msgspec.field(default=None, name="partial_response_strategy")
    """What Thanos does with a partial answer: warn or abort."""


class PrometheusRuleSpec(Spec, frozen=True, kw_only=True):
    """``spec`` of PrometheusRule."""

    groups: Annotated[tuple[RuleGroup, ...], Items(kind="map", keys=("name",))] = ()
    """Groups of rules that are evaluated together."""


class PrometheusRule(Kind, frozen=True, kw_only=True):
    """Recording and alerting rules."""

    spec: PrometheusRuleSpec = PrometheusRuleSpec()
    """What is wanted."""
    status: ConfigurationStatus | None = None
    """What was observed."""
