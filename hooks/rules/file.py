"""PrometheusRule → the text of a rule file."""

from typing import TypeVar

from hooks.errors import InvalidObject
from hooks.findings.rules import LIMIT
from hooks.kinds.prometheusrule import PrometheusRuleSpec, Rule, RuleGroup
from hooks.rendering import yaml_text
from hooks.rules.dialect import Format
from hooks.rules.model import PrometheusGroup, PrometheusRuleEntry, RuleFile, ThanosGroup, ThanosRuleEntry
from hooks.versions import Dropped, Version, prune

Entry = TypeVar("Entry", PrometheusRuleEntry, ThanosRuleEntry)

MAX_BYTES = 512 * 1024
"""What one ConfigMap holds of rules: half of what the API server takes, the rest is room for its metadata and for the request around it."""


_NO_FIELD_IS_TOO_NEW = Version.parse("999.0.0")


def newest(spec: PrometheusRuleSpec) -> str:
    """The rule file with all that the newest Prometheus reads."""
    return text(spec, "prometheus", _NO_FIELD_IS_TOO_NEW)[0]


def text(spec: PrometheusRuleSpec, reader: Format, version: Version) -> tuple[str, tuple[Dropped, ...]]:
    """The rule file, and the fields that ``version`` of its reader does not know. InvalidObject: too large for a ConfigMap.

    An empty duration is left out: Prometheus refuses a file that has one.
    """
    file, dropped = read(spec, reader, version)
    content = yaml_text(file)
    size = len(content.encode(errors="surrogatepass"))
    if size > MAX_BYTES:
        problem = f"the rule file has {size} bytes, more than the {MAX_BYTES} that fit into a ConfigMap"
        raise InvalidObject(LIMIT.at("spec.groups", problem, "split it into several PrometheusRules"))
    return content, dropped


def read(spec: PrometheusRuleSpec, reader: Format, version: Version) -> tuple[RuleFile, tuple[Dropped, ...]]:
    """The rule file as ``version`` of its reader reads it, and what it does not read."""
    group = _thanos_group if reader == "thanos" else _prometheus_group
    return prune(RuleFile(groups=tuple(group(item) for item in spec.groups) or None), version)


def _prometheus_group(group: RuleGroup) -> PrometheusGroup:
    return PrometheusGroup(
        name=group.name or "",
        interval=group.interval or None,
        limit=group.limit,
        query_offset=group.query_offset or None,
        labels=group.labels or None,
        rules=tuple(_entry(rule, PrometheusRuleEntry) for rule in group.rules) or None,
    )


def _thanos_group(group: RuleGroup) -> ThanosGroup:
    return ThanosGroup(
        name=group.name or "",
        interval=group.interval or None,
        limit=group.limit,
        query_offset=group.query_offset or None,
        labels=group.labels or None,
        partial_response_strategy=group.partial_response_strategy or None,
        rules=tuple(_entry(rule, ThanosRuleEntry) for rule in group.rules) or None,
    )


def _entry(rule: Rule, entry: type[Entry]) -> Entry:
    return entry(
        record=rule.record or None,
        alert=rule.alert or None,
        expr=rule.expr,
        for_=rule.for_ or None,
        keep_firing_for=rule.keep_firing_for or None,
        labels=rule.labels or None,
        annotations=rule.annotations or None,
    )
