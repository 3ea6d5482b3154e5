"""``spec.enforcedNamespaceLabel`` on rules: they read and write only series of their own namespace."""

import msgspec

from hooks.errors import InvalidObject
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusrule import PrometheusRule, Rule
from hooks.kinds.thanosruler import ThanosRuler
from hooks.kinds.workload import ObjectReference, RuleReference
from hooks.names import GROUP
from hooks.rules import promql

_RESOURCE = "prometheusrules"


class Enforcement(msgspec.Struct, frozen=True):
    """The label, and the PrometheusRules that go without it: (namespace, name); an empty name means all of the namespace."""

    label: str
    excluded: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, workload: Prometheus | ThanosRuler) -> "Enforcement | None":
        """What ``workload`` enforces, if anything."""
        spec = workload.spec
        if not spec.enforced_namespace_label:
            return None
        return cls(spec.enforced_namespace_label, excluded(spec.excluded_from_enforcement, spec.prometheus_rules_excluded_from_enforce))

    def covers(self, rule: PrometheusRule) -> bool:
        """Whether ``rule`` must carry the label."""
        namespace = rule.metadata.namespace
        return not self.excluded & {(namespace, ""), (namespace, rule.metadata.name)}


def excluded(references: tuple[ObjectReference, ...], old: tuple[RuleReference, ...] = ()) -> frozenset[tuple[str, str]]:
    """The PrometheusRules among the references; ``old`` is the deprecated field that names them one by one."""
    named = {(item.namespace, item.name or "") for item in references if item.namespace and item.resource == _RESOURCE and (item.group or GROUP) == GROUP}
    return frozenset(named | {(item.rule_namespace, item.rule_name) for item in old if item.rule_namespace and item.rule_name})


def enforced(rule: PrometheusRule, enforcement: Enforcement | None) -> PrometheusRule:
    """``rule`` with the label on every rule and in every selector of its expressions. InvalidObject: an expression cannot be read."""
    if enforcement is None or not enforcement.covers(rule):
        return rule
    groups = tuple(
        msgspec.structs.replace(
            group,
            rules=tuple(_labelled(item, enforcement.label, rule, f"spec.groups[{g}].rules[{r}]") for r, item in enumerate(group.rules)),
        )
        for g, group in enumerate(rule.spec.groups)
    )
    return msgspec.structs.replace(rule, spec=msgspec.structs.replace(rule.spec, groups=groups))


def _labelled(item: Rule, label: str, rule: PrometheusRule, path: str) -> Rule:
    namespace = rule.metadata.namespace
    try:
        expr = promql.injected(str(item.expr if item.expr is not None else ""), label, namespace)
    except promql.NotPromQL as error:
        raise InvalidObject(f"{path}.expr", f"the label {label} cannot be enforced: {error.reason}") from None
    return msgspec.structs.replace(item, expr=expr, labels={**item.labels, label: namespace})
