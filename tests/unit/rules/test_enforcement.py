"""``enforcedNamespaceLabel``: what a rule may read."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from hooks.cli.judge import Process
from hooks.errors import InvalidObject
from hooks.judge import ABSENT, Judge, Question
from hooks.kinds.prometheusrule import PrometheusRule
from hooks.rules.enforcement import Enforcement, enforced
from tests import judging


@pytest.fixture(scope="module")
def present() -> Iterator[Process]:
    with judging.judge() as found:
        yield found


@pytest.fixture(params=["judge", "own-reader"])
def judge(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue("present") if request.param == "judge" else ABSENT


def rule(**fields: Any) -> PrometheusRule:
    spec = {"groups": [{"name": "g", "rules": [{"alert": "A", "expr": "up", **fields}]}]}
    return msgspec.convert({"metadata": {"name": "r", "namespace": "team"}, "spec": spec}, PrometheusRule)


def expression(judge: Judge, text: str) -> str:
    return str(enforced(rule(expr=text), Enforcement("namespace"), judge).spec.groups[0].rules[0].expr)


@pytest.mark.parametrize("text", ["up", "own # \r or secret", 'a{namespace="victim"} + on () b', "a offset +(5m) @ end() + b", "up[5m:] offset 1m"])
def test_every_selector_has_the_label_once(judge: Judge, present: Process, text: str) -> None:
    answer = present.answer(Question(ask="expressions", texts=(expression(judge, text),), label="namespace", value="team"))
    assert answer is not None
    (found,) = answer.expressions
    assert found.problem == ""
    assert found.matched == found.selectors > 0


def test_info_without_matchers_reads_every_namespace_and_is_refused(judge: Judge) -> None:
    with pytest.raises(InvalidObject, match="info"):
        expression(judge, "info(up)")
    assert "team" in expression(judge, 'info(up, {version=~".+"})')


@pytest.mark.parametrize("text", ['{{ query "secret" }}', '{{ range query "a" | first }}{{ end }}', '{{ define "t" }}{{ query "a" }}{{ end }}'])
@pytest.mark.parametrize("field", ["labels", "annotations"])
def test_a_template_that_asks_for_series_is_refused(judge: Judge, field: str, text: str) -> None:
    with pytest.raises(InvalidObject) as error:
        enforced(rule(**{field: {"a": text}}), Enforcement("namespace"), judge)
    assert [(each.code.id, each.path) for each in error.value.findings] == [("PH4301", f"spec.groups[0].rules[0].{field}.a")]


def test_the_word_alone_is_no_query(judge: Judge) -> None:
    enforced(rule(annotations={"a": "a slow query {{ $labels.query }}"}), Enforcement("namespace"), judge)
