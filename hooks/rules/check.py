"""What is wrong with the rules of a PrometheusRule, as Prometheus itself judges a rule file (its documentation: "Recording rules", "Alerting rules")."""

from collections.abc import Iterator

import msgspec

from hooks import go_template
from hooks.durations import duration
from hooks.findings import Finding, quoted
from hooks.findings.rules import DURATION, EXPRESSION, GROUP, KIND, LIMIT, NAME, TEMPLATE, VERSION
from hooks.judge import ABSENT, Judge
from hooks.kinds.prometheusrule import PrometheusRuleSpec, Rule, RuleGroup
from hooks.rules import expression, verdict
from hooks.rules.dialect import Dialect
from hooks.rules.names import is_label_name, is_metric_name, is_text
from hooks.settings import RuleLimits, Settings

TEMPLATE_FUNCTIONS = (
    frozenset(["query", "first", "label", "value", "strvalue", "args", "reReplaceAll", "safeHtml", "match", "title", "toUpper", "toLower"])
    | frozenset(["graphLink", "tableLink", "sortByLabel", "stripPort", "stripDomain", "humanize", "humanize1024", "humanizeDuration"])
    | frozenset(["humanizePercentage", "humanizeTimestamp", "toTime", "toDuration", "now", "pathPrefix", "externalURL", "parseDuration", "urlQueryEscape"])
)
TEMPLATE_VARIABLES = frozenset(["$labels", "$externalLabels", "$externalURL", "$value"])


class Standard(msgspec.Struct, frozen=True):
    """What rules are held against. The default is the most generous one: what counts while no workload is known."""

    dialect: Dialect = Dialect()
    limits: RuleLimits = RuleLimits()
    judge: Judge = ABSENT

    @classmethod
    def of(cls, settings: Settings, dialect: Dialect | None = None) -> "Standard":
        """With the limits and the judge of this installation."""
        return cls(dialect or Dialect(), settings.rule_limits, settings.judge)


def check(spec: PrometheusRuleSpec, standard: Standard | None = None, path: str = "spec") -> tuple[Finding, ...]:
    """Everything that Prometheus would refuse, in the order of the object. One error is enough for it to refuse the whole file."""
    standard = standard or Standard()
    if found := tuple(_too_much(spec, standard.limits, path)):
        return found
    told = verdict.of(spec, standard.dialect, standard.judge, path)
    found = tuple(_findings(spec, standard.dialect, path, told if told and told.complete else None))
    return found or (told.others if told else ())


def _too_much(spec: PrometheusRuleSpec, limits: RuleLimits, path: str) -> Iterator[Finding]:
    count = sum(len(group.rules) for group in spec.groups)
    if count > limits.object_rules:
        yield LIMIT.at(f"{path}.groups", f"the object holds {count} rules, more than {limits.object_rules}", "split it into several")
    for here, rule in rules(spec, path):
        if len(str(rule.expr)) > limits.expression_characters:
            yield LIMIT.at(f"{here}.expr", f"it is longer than {limits.expression_characters} characters", "record parts of it by rules of their own")


def rules(spec: PrometheusRuleSpec, path: str = "spec") -> Iterator[tuple[str, Rule]]:
    """Each rule with its field path."""
    for number, group in enumerate(spec.groups):
        for index, rule in enumerate(group.rules):
            yield f"{path}.groups[{number}].rules[{index}]", rule


def _findings(spec: PrometheusRuleSpec, dialect: Dialect, path: str, judged: verdict.Refusals | None) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, group in enumerate(spec.groups):
        here = f"{path}.groups[{number}]"
        if not group.name:
            yield GROUP.at(f"{here}.name", "the group has no name", "give it one")
        elif group.name in seen:
            yield GROUP.at(f"{here}.name", f"{quoted(group.name)} is the name of an earlier group", "choose another")
        seen.add(group.name or "")
        yield from _group(group, dialect, here)
        for index, rule in enumerate(group.rules):
            yield from _rule(rule, dialect, f"{here}.rules[{index}]", judged)


def _group(group: RuleGroup, dialect: Dialect, path: str) -> Iterator[Finding]:
    yield from _duration(group.interval, f"{path}.interval")
    yield from _duration(group.query_offset, f"{path}.query_offset")
    yield from _labels(group.labels, dialect, f"{path}.labels")


def _rule(rule: Rule, dialect: Dialect, path: str, judged: verdict.Refusals | None) -> Iterator[Finding]:
    yield from _kind(rule, path)
    yield from _expression(rule, dialect, f"{path}.expr", judged)
    yield from _duration(rule.for_, f"{path}.for")
    yield from _duration(rule.keep_firing_for, f"{path}.keep_firing_for")
    yield from _labels(rule.labels, dialect, f"{path}.labels")
    yield from _annotations(rule, dialect, f"{path}.annotations")
    yield from _recording(rule, dialect, path)
    yield from judged.templates(path) if judged else _templates(rule, path)


def _kind(rule: Rule, path: str) -> Iterator[Finding]:
    if rule.record and rule.alert:
        yield KIND.at(path, "both record and alert are set", "remove one of them")
    if not rule.record and not rule.alert:
        yield KIND.at(path, "neither record nor alert is set", "add one of them")


def _expression(rule: Rule, dialect: Dialect, path: str, judged: verdict.Refusals | None) -> Iterator[Finding]:
    text = "" if rule.expr is None else str(rule.expr)
    unread = "there is no expression, write one" if not text.strip() else judged.expression(path) if judged else expression.problem(text)
    if unread:
        yield EXPRESSION.at(path, unread).over(*expression.place(text, unread))
    elif unknown := expression.unknown(text, dialect):
        yield VERSION.at(path, unknown)


def _duration(text: str | None, path: str) -> Iterator[Finding]:
    if text and duration(text) is None:
        yield DURATION.at(path, f"{quoted(text)} is not a duration", "write it like 1h30m")


def _labels(labels: dict[str, str], dialect: Dialect, path: str) -> Iterator[Finding]:
    for name, value in labels.items():
        if name == "__name__" or not is_label_name(name, utf8=dialect.utf8):
            yield NAME.at(path, f"{quoted(name)} cannot be the name of a label", "use letters, digits and _")
        if not is_text(value):
            yield NAME.at(f"{path}.{name}", "the value is not UTF-8 text")


def _annotations(rule: Rule, dialect: Dialect, path: str) -> Iterator[Finding]:
    if rule.record and rule.annotations:
        yield KIND.at(path, "a recording rule has no annotations", "remove them")
    for name in rule.annotations:
        if not is_label_name(name, utf8=dialect.utf8):
            yield NAME.at(path, f"{quoted(name)} cannot be the name of an annotation", "use letters, digits and _")


def _recording(rule: Rule, dialect: Dialect, path: str) -> Iterator[Finding]:
    if not rule.record:
        return
    if not is_metric_name(rule.record, utf8=dialect.utf8) or "{" in rule.record or "}" in rule.record:
        yield NAME.at(f"{path}.record", f"{quoted(rule.record)} cannot be the name of a metric", "use letters, digits, _ and :")
    for name, text in (("for", rule.for_), ("keep_firing_for", rule.keep_firing_for)):
        if text and duration(text):
            yield KIND.at(f"{path}.{name}", "only an alert has it", "remove it")


def _templates(rule: Rule, path: str) -> Iterator[Finding]:
    if not rule.alert:
        return
    for field, texts in (("labels", rule.labels), ("annotations", rule.annotations)):
        for name, text in texts.items():
            try:
                go_template.parse(text, TEMPLATE_FUNCTIONS, TEMPLATE_VARIABLES, f"__alert_{rule.alert}")
            except go_template.NotATemplate as error:
                yield TEMPLATE.at(f"{path}.{field}.{name}", f"not a template: {error}")
