"""What is wrong with the rules of a PrometheusRule, as Prometheus itself judges a rule file (its documentation: "Recording rules", "Alerting rules")."""

from collections.abc import Iterator

from hooks import go_template
from hooks.durations import duration
from hooks.errors import InvalidObject
from hooks.kinds.prometheusrule import PrometheusRuleSpec, Rule, RuleGroup
from hooks.rules import expression
from hooks.rules.dialect import Dialect
from hooks.rules.names import is_label_name, is_metric_name, is_text

_ANY = Dialect()
TEMPLATE_FUNCTIONS = (
    frozenset(["query", "first", "label", "value", "strvalue", "args", "reReplaceAll", "safeHtml", "match", "title", "toUpper", "toLower"])
    | frozenset(["graphLink", "tableLink", "sortByLabel", "stripPort", "stripDomain", "humanize", "humanize1024", "humanizeDuration"])
    | frozenset(
        ["humanizePercentage", "humanizeTimestamp", "toTime", "toDuration", "now", "pathPrefix", "externalURL", "parseDuration", "urlQueryEscape", "tmpl"]
    )
)
TEMPLATE_VARIABLES = frozenset(["$labels", "$externalLabels", "$externalURL", "$value"])


def check(spec: PrometheusRuleSpec, dialect: Dialect = _ANY, path: str = "spec") -> tuple[InvalidObject, ...]:
    """Everything that Prometheus would refuse, in the order of the object. One finding is enough for it to refuse the whole file."""
    return tuple(_findings(spec, dialect, path))


def _findings(spec: PrometheusRuleSpec, dialect: Dialect, path: str) -> Iterator[InvalidObject]:
    seen: set[str] = set()
    for index, group in enumerate(spec.groups):
        here = f"{path}.groups[{index}]"
        if not group.name:
            yield InvalidObject(f"{here}.name", "the group has no name, give it one")
        elif group.name in seen:
            yield InvalidObject(f"{here}.name", f'"{group.name}" is the name of an earlier group, choose another')
        seen.add(group.name or "")
        yield from _group(group, dialect, here)


def _group(group: RuleGroup, dialect: Dialect, path: str) -> Iterator[InvalidObject]:
    yield from _duration(group.interval, f"{path}.interval")
    yield from _duration(group.query_offset, f"{path}.query_offset")
    yield from _labels(group.labels, dialect, f"{path}.labels")
    for index, rule in enumerate(group.rules):
        here = f"{path}.rules[{index}]"
        yield from _kind(rule, here)
        yield from _expression(rule, dialect, here)
        yield from _duration(rule.for_, f"{here}.for")
        yield from _duration(rule.keep_firing_for, f"{here}.keep_firing_for")
        yield from _labels(rule.labels, dialect, f"{here}.labels")
        yield from _annotations(rule, dialect, f"{here}.annotations")
        yield from _recording(rule, dialect, here)
        yield from _templates(rule, here)


def _kind(rule: Rule, path: str) -> Iterator[InvalidObject]:
    if rule.record and rule.alert:
        yield InvalidObject(path, "both record and alert are set, remove one of them")
    if not rule.record and not rule.alert:
        yield InvalidObject(path, "neither record nor alert is set, add one of them")


def _expression(rule: Rule, dialect: Dialect, path: str) -> Iterator[InvalidObject]:
    reason = expression.problem("" if rule.expr is None else str(rule.expr), dialect)
    if reason:
        yield InvalidObject(f"{path}.expr", reason)


def _duration(text: str | None, path: str) -> Iterator[InvalidObject]:
    if text and duration(text) is None:
        yield InvalidObject(path, f'"{text}" is not a duration, write it like 1h30m')


def _labels(labels: dict[str, str], dialect: Dialect, path: str) -> Iterator[InvalidObject]:
    for name, value in labels.items():
        if name == "__name__" or not is_label_name(name, utf8=dialect.utf8):
            yield InvalidObject(path, f'"{name}" cannot be the name of a label, use letters, digits and _')
        if not is_text(value):
            yield InvalidObject(f"{path}.{name}", "the value is not UTF-8 text")


def _annotations(rule: Rule, dialect: Dialect, path: str) -> Iterator[InvalidObject]:
    if rule.record and rule.annotations:
        yield InvalidObject(path, "a recording rule has no annotations, remove them")
    for name in rule.annotations:
        if not is_label_name(name, utf8=dialect.utf8):
            yield InvalidObject(path, f'"{name}" cannot be the name of an annotation, use letters, digits and _')


def _recording(rule: Rule, dialect: Dialect, path: str) -> Iterator[InvalidObject]:
    if not rule.record:
        return
    if not is_metric_name(rule.record, utf8=dialect.utf8) or "{" in rule.record or "}" in rule.record:
        yield InvalidObject(f"{path}.record", f'"{rule.record}" cannot be the name of a metric, use letters, digits, _ and :')
    for name, text in (("for", rule.for_), ("keep_firing_for", rule.keep_firing_for)):
        if text and duration(text):
            yield InvalidObject(f"{path}.{name}", "only an alert has it, remove it")


def _templates(rule: Rule, path: str) -> Iterator[InvalidObject]:
    if not rule.alert:
        return
    for field, texts in (("labels", rule.labels), ("annotations", rule.annotations)):
        for name, text in texts.items():
            reason = go_template.problem(text, TEMPLATE_FUNCTIONS, TEMPLATE_VARIABLES)
            if reason:
                yield InvalidObject(f"{path}.{field}.{name}", f"not a template: {reason}")
