"""What the judge says reaches the field that it means (PH4901 where it means none that we know)."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from hooks.cli.judge import Process
from hooks.findings import Finding
from hooks.judge import Answer, Judge, Question, Refusal
from hooks.kinds.prometheusrule import PrometheusRuleSpec
from hooks.rules import Standard, check
from tests import judging


@pytest.fixture(scope="module")
def judge() -> Iterator[Process]:
    with judging.judge() as found:
        yield found


class Refusing(Judge):
    """Says one sentence about everything."""

    def answer(self, question: Question) -> Answer:
        return Answer((Refusal(0, 0, "something new"),))


def findings(judge: Judge, *rules: dict[str, Any], **group: Any) -> tuple[Finding, ...]:
    spec = msgspec.convert({"groups": [{"name": "g", "rules": list(rules), **group}]}, PrometheusRuleSpec)
    return check(spec, Standard(judge=judge))


def test_a_sentence_that_we_do_not_know_is_told_as_it_is() -> None:
    assert [(each.code.id, each.path, each.reason) for each in findings(Refusing(), {"record": "a:b", "expr": "up"})] == [
        ("PH4901", "spec.groups[0].rules[0]", "something new")
    ]


def test_all_that_is_wrong_is_told_at_its_field_with_the_words_of_prometheus(judge: Process) -> None:
    found = findings(
        judge,
        {"record": "a:b", "expr": "up ="},
        {"alert": "A", "expr": "up\n==\n}", "annotations": {'say "hi"': '{{ printf("%.2f", $value) }}'}, "labels": {"team": "{{ tmpl }}"}},
        {"record": "a:c", "expr": "up"},
    )
    assert [(each.code.id, each.path, each.problem) for each in found] == [
        ("PH4101", "spec.groups[0].rules[0].expr", '1:4: unexpected "="'),
        ("PH4101", "spec.groups[0].rules[1].expr", "3:1: unexpected character: '}'"),
        ("PH4201", "spec.groups[0].rules[1].labels.team", 'template: __alert_A:1: function "tmpl" not defined'),
        ("PH4201", 'spec.groups[0].rules[1].annotations.say "hi"', 'template: __alert_A:1: unexpected "(" in operand'),
    ]


def test_what_keeps_the_file_from_being_read_hides_nothing_else(judge: Process) -> None:
    found = findings(judge, {"alert": "A", "expr": "up =", "for": "5x"})
    assert {(each.code.id, each.path) for each in found} == {("PH4004", "spec.groups[0].rules[0].for"), ("PH4101", "spec.groups[0].rules[0].expr")}


@pytest.mark.parametrize("expression", ['{"a.b"}', "holt_winters(a[5m], 0.5, 0.5)", "a + fill(0) b", "rate(a[5m] anchored)", "a offset min_of(step(), 1m)"])
def test_every_experiment_counts_as_enabled_while_no_workload_is_known(judge: Process, expression: str) -> None:
    assert findings(judge, {"record": "a:b", "expr": expression}) == ()
