"""Alert templates: our reader and the judge say the same."""

from collections.abc import Iterator

import pytest

from hooks import go_template
from hooks.cli.judge import Process
from hooks.judge import Question
from hooks.rendering import yaml_text
from hooks.rules.check import TEMPLATE_FUNCTIONS, TEMPLATE_VARIABLES
from tests import judging
from tests.fuzz import rounds
from tests.fuzz.templates import template


@pytest.fixture(scope="module")
def judge() -> Iterator[Process]:
    with judging.judge() as found:
        yield found


def problem(text: str) -> str:
    try:
        go_template.parse(text, TEMPLATE_FUNCTIONS, TEMPLATE_VARIABLES, "__alert_A")
    except go_template.NotATemplate as error:
        return str(error)
    return ""


def test_our_reader_takes_what_prometheus_takes_and_nothing_else(judge: Process) -> None:
    for random in rounds("templates", 80):
        texts = [template(random) for _ in range(200)]
        rules = [{"alert": "A", "expr": "up", "annotations": {"a": text}} for text in texts]
        answer = judge.answer(Question(ask="rules", text=yaml_text({"groups": [{"name": "g", "rules": rules}]})))
        assert answer is not None
        refused = {refusal.rule: refusal.text for refusal in answer.problems}
        for index, text in enumerate(texts):
            assert bool(problem(text)) == (index in refused), (text, problem(text), refused.get(index))
