"""``spec.enforcedNamespaceLabel`` on rules: they read and write only series of their own namespace."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from hooks import go_template
from hooks.errors import refuse
from hooks.findings import Finding
from hooks.findings.rules import ENFORCEMENT
from hooks.judge import ABSENT, Expression, Judge, Question
from hooks.kinds.prometheus import Prometheus
from hooks.kinds.prometheusrule import PrometheusRule, Rule
from hooks.kinds.thanosruler import ThanosRuler
from hooks.kinds.workload import ObjectReference, RuleReference
from hooks.names import GROUP
from hooks.rules import promql
from hooks.rules.check import TEMPLATE_VARIABLES, rules
from hooks.rules.dialect import HOLT_WINTERS

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


def enforced(rule: PrometheusRule, enforcement: Enforcement | None, judge: Judge = ABSENT) -> PrometheusRule:
    """``rule`` with the label on every rule and in every selector of its expressions. InvalidObject: something of it would read other series.

    The rules have been found to be in order. With the judge, an expression is what Prometheus' own parser has read and printed; without it, our reader has.
    """
    if enforcement is None or not enforcement.covers(rule):
        return rule
    label, namespace = enforcement.label, rule.metadata.namespace
    placed = tuple(rules(rule.spec))
    written = _expressions([str(item.expr) for _, item in placed], label, namespace, judge)
    refuse(_refusals(placed, written, label))
    expressions = iter(written)
    groups = tuple(
        msgspec.structs.replace(group, rules=tuple(_labelled(item, next(expressions).printed, label, namespace) for item in group.rules))
        for group in rule.spec.groups
    )
    return msgspec.structs.replace(rule, spec=msgspec.structs.replace(rule.spec, groups=groups))


def _labelled(item: Rule, expression: str, label: str, namespace: str) -> Rule:
    return msgspec.structs.replace(item, expr=expression, labels={**item.labels, label: namespace})


def _expressions(texts: Sequence[str], label: str, value: str, judge: Judge) -> Sequence[Expression]:
    """What each text becomes."""
    told: Sequence[Expression | None] = _asked(texts, label, value, judge) or [None] * len(texts)
    return [_expression(text, each, label, value, judge) for text, each in zip(texts, told, strict=True)]


def _expression(text: str, told: Expression | None, label: str, value: str, judge: Judge) -> Expression:
    """What the judge has printed; what it could not print is written by us, and proven by it."""
    if told and (told.problem or told.printed):
        return told
    own = _injected(text, label, value)
    if told is None or own.problem:
        return own
    proof = _asked([own.printed], label, value, judge)
    if proof and not proof[0].problem and proof[0].matched == proof[0].selectors:
        return own
    return Expression(problem="it would be read otherwise, write it in a simpler way")


def _asked(texts: Sequence[str], label: str, value: str, judge: Judge) -> Sequence[Expression] | None:
    answer = judge.answer(Question(ask="expressions", texts=tuple(texts), label=label, value=value, functions=(HOLT_WINTERS,)))
    return answer.expressions if answer and len(answer.expressions) == len(texts) else None


def _injected(text: str, label: str, value: str) -> Expression:
    try:
        return Expression(printed=promql.injected(text, label, value))
    except promql.NotPromQL as error:
        return Expression(problem=error.reason)


def _refusals(placed: Iterable[tuple[str, Rule]], written: Iterable[Expression], label: str) -> Iterator[Finding]:
    for (path, rule), expression in zip(placed, written, strict=True):
        if expression.problem:
            yield ENFORCEMENT.at(f"{path}.expr", f"the label {label} cannot be enforced: {expression.problem}")
        for field, texts in (("labels", rule.labels), ("annotations", rule.annotations)):
            for name, text in texts.items() if rule.alert else ():
                if _queries(text):
                    yield ENFORCEMENT.at(f"{path}.{field}.{name}", f"query reads series without the label {label}", "use $labels and $value only")


def _queries(template: str) -> bool:
    """Whether a template, which has been found to be one, asks for series; what cannot be read is taken to."""
    try:
        return "{{" in template and "query" in go_template.parse(template, None, TEMPLATE_VARIABLES).functions
    except go_template.NotATemplate:
        return True
