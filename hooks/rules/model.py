"""The rule file, field by field in its order, each with the version it came with (Prometheus documentation, "Recording rules"; Thanos documentation, "Rule").

Prometheus and Thanos read the same format, from different versions on.
"""

from typing import Annotated

import msgspec

from hooks.versions import Section, since


class PrometheusRuleEntry(Section, frozen=True, kw_only=True):
    """A recording or an alerting rule."""

    record: str | None = None
    alert: str | None = None
    expr: str | int | None = None
    for_: str | None = msgspec.field(default=None, name="for")
    keep_firing_for: Annotated[str | None, since("2.42.0")] = None
    labels: dict[str, str] | None = None
    annotations: dict[str, str] | None = None


class PrometheusGroup(Section, frozen=True, kw_only=True):
    """Rules that are evaluated one after the other, at one interval."""

    name: str | None = None
    interval: str | None = None
    limit: Annotated[int | None, since("2.31.0")] = None
    query_offset: Annotated[str | None, since("2.53.0")] = None
    labels: Annotated[dict[str, str] | None, since("3.0.0")] = None
    rules: tuple[PrometheusRuleEntry, ...] | None = None


class ThanosRuleEntry(Section, frozen=True, kw_only=True):
    """A recording or an alerting rule, as Thanos reads it."""

    record: str | None = None
    alert: str | None = None
    expr: str | int | None = None
    for_: str | None = msgspec.field(default=None, name="for")
    keep_firing_for: Annotated[str | None, since("0.34.0")] = None
    labels: dict[str, str] | None = None
    annotations: dict[str, str] | None = None


class ThanosGroup(Section, frozen=True, kw_only=True):
    """Rules that are evaluated one after the other, as Thanos reads them."""

    name: str | None = None
    interval: str | None = None
    limit: Annotated[int | None, since("0.24.0")] = None
    query_offset: Annotated[str | None, since("0.38.0")] = None
    labels: Annotated[dict[str, str] | None, since("0.39.0")] = None
    partial_response_strategy: str | None = None
    rules: tuple[ThanosRuleEntry, ...] | None = None


class RuleFile(Section, frozen=True, kw_only=True):
    """The whole file."""

    groups: tuple[PrometheusGroup | ThanosGroup, ...] | None = None
