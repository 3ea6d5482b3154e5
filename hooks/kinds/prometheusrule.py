"""DOC module prometheusrule"""

from typing import Annotated

import msgspec

from hooks.kinds.base import Kind, Spec
from hooks.kinds.schema import Duration, IntOrString, Items, Length, NonEmpty, Pattern, Required
from hooks.kinds.status import ConfigurationStatus


class Rule(Spec, frozen=True, kw_only=True):
    """DOC PrometheusRule.spec.groups[].rules[]"""

    alert: str | None = None
    annotations: dict[str, str] = {}
    expr: Annotated[IntOrString | None, Required()] = None
    for_: Duration | None = None
    keep_firing_for: Annotated[Duration | None, Length(ge=1)] = msgspec.field(default=None, name="keep_firing_for")
    labels: dict[str, str] = {}
    record: str | None = None


class RuleGroup(Spec, frozen=True, kw_only=True):
    """DOC PrometheusRule.spec.groups[]"""

    interval: Duration | None = None
    labels: dict[str, str] = {}
    limit: int | None = None
    name: Annotated[NonEmpty | None, Required()] = None
    partial_response_strategy: Annotated[str | None, Pattern("^(?i)(abort|warn)?$")] = msgspec.field(default=None, name="partial_response_strategy")
    query_offset: Duration | None = msgspec.field(default=None, name="query_offset")
    rules: tuple[Rule, ...] = ()


class PrometheusRuleSpec(Spec, frozen=True, kw_only=True):
    """DOC PrometheusRule.spec"""

    groups: Annotated[tuple[RuleGroup, ...], Items(kind="map", keys=("name",))] = ()


class PrometheusRule(Kind, frozen=True, kw_only=True):
    """DOC PrometheusRule"""

    spec: PrometheusRuleSpec = PrometheusRuleSpec()
    status: ConfigurationStatus | None = None
