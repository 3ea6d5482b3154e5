"""Regular expressions: what we take compiles in Prometheus; what we refuse beyond that are names of character classes that Go alone knows."""

import re
from collections.abc import Iterator

import pytest

from hooks.cli.judge import Process
from hooks.judge import Question
from hooks.selection import expressions
from tests import judging
from tests.fuzz import rounds
from tests.fuzz.regexes import regex

NAMED_CLASS = re.compile(r"\\[pP]")


@pytest.fixture(scope="module")
def judge() -> Iterator[Process]:
    with judging.judge() as found:
        yield found


def test_what_we_take_compiles_in_prometheus(judge: Process) -> None:
    for random in rounds("regexes", 200):
        texts = tuple(regex(random) for _ in range(200))
        answer = judge.answer(Question(ask="regexes", texts=texts))
        assert answer is not None
        for text, found in zip(texts, answer.expressions, strict=True):
            own = expressions.problem(text)
            assert own or not found.problem, (text, found.problem)
            assert found.problem or not own or NAMED_CLASS.search(text), (text, own)
