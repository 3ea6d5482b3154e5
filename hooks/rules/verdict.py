"""What the judge says about the rules of an object, by the fields that it means."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from hooks.errors import InvalidObject
from hooks.findings import Finding
from hooks.findings.rules import REFUSED, TEMPLATE
from hooks.judge import Judge, Question, Refusal
from hooks.kinds.prometheusrule import PrometheusRuleSpec
from hooks.rules import file
from hooks.rules.dialect import HOLT_WINTERS, Dialect, Format

_EXPRESSION = re.compile(r"\d+:\d+: (?=parse error: )")
_TEMPLATE = re.compile(r'(label|annotation) ("(?:[^"\\]|\\.)*"): (.*)', re.DOTALL)


class Refusals(msgspec.Struct, frozen=True):
    """The refusals by what they are about."""

    expressions: Mapping[str, str]
    """By the field path."""
    findings: tuple[Finding, ...]
    """About templates."""
    others: tuple[Finding, ...]
    """All the rest: it is news where our own checks have found nothing."""
    complete: bool
    """The file could be read so far that every rule was looked at."""

    def expression(self, path: str) -> str:
        """What is wrong with the expression at ``path``; empty: nothing is."""
        return self.expressions.get(path, "")

    def templates(self, path: str) -> Iterator[Finding]:
        """What is wrong with the templates of the rule at ``path``."""
        return (finding for finding in self.findings if finding.path.startswith(f"{path}."))


def of(spec: PrometheusRuleSpec, dialect: Dialect, judge: Judge, path: str) -> Refusals | None:
    """None where nobody can be asked. Fields that a version does not know are no matter here: the newest one reads the file."""
    try:
        text = file.newest(spec)
    except InvalidObject:
        return None
    refusals = refusals_of(text, judge, dialect)
    return None if refusals is None else _sorted(refusals, path)


def refusals_of(text: str, judge: Judge, dialect: Dialect, reader: Format = "prometheus") -> tuple[Refusal, ...] | None:
    """What Prometheus would say about a rule file; None where nobody can be asked."""
    older = (HOLT_WINTERS,) if HOLT_WINTERS in dialect.smoothing and HOLT_WINTERS in text else ()  # the same question is asked once
    answer = judge.answer(Question(ask="rules", text=text, legacy=not dialect.utf8, lenient=reader == "thanos", functions=older))
    return None if answer is None else answer.problems


def _sorted(refusals: Iterable[Refusal], path: str) -> Refusals:
    expressions: dict[str, str] = {}
    templates, others, complete = [], [], True
    for refusal in refusals:
        complete = complete and refusal.group >= 0
        place = f"{path}.groups[{refusal.group}].rules[{refusal.rule}]" if refusal.group >= 0 and refusal.rule >= 0 else f"{path}.groups"
        template = _TEMPLATE.fullmatch(refusal.text)
        if _EXPRESSION.match(refusal.text):
            expressions[f"{place}.expr"] = refusal.text.replace("parse error: ", "", 1)
        elif template:
            templates.append(TEMPLATE.at(f"{place}.{template[1]}s.{_name(template[2])}", template[3]))
        else:
            others.append(REFUSED.at(place, refusal.text))
    return Refusals(expressions, tuple(templates), tuple(others), complete)


def _name(written: str) -> str:
    """A name as Go quotes it."""
    try:
        return str(json.loads(written))
    except json.JSONDecodeError:
        return written
