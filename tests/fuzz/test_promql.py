"""Expressions: our reader and the judge say the same, and what is deployed under enforcement reads no other namespace."""

from collections.abc import Iterator, Sequence

import pytest

from hooks.cli.judge import Process
from hooks.judge import Expression, Question
from hooks.rules import promql
from hooks.rules.expression import problem
from tests import judging
from tests.fuzz import nasty, rounds
from tests.fuzz.promql import expression

OLDER = ("holt_winters",)


@pytest.fixture(scope="module")
def judge() -> Iterator[Process]:
    with judging.judge() as found:
        yield found


def asked(judge: Process, texts: Sequence[str], *, label: str = "", value: str = "") -> tuple[Expression, ...]:
    answer = judge.answer(Question(ask="expressions", texts=tuple(texts), functions=OLDER, label=label, value=value))
    assert answer is not None
    return answer.expressions


def test_our_reader_takes_what_prometheus_takes_and_nothing_else(judge: Process) -> None:
    for random in rounds("promql", 100):
        texts = [text for text in (expression(random) for _ in range(500)) if text.strip()]
        for text, found in zip(texts, asked(judge, texts), strict=True):
            own = problem(text)
            assert bool(own) == bool(found.problem), (text, own, found.problem)


def test_no_selector_escapes_the_enforced_label(judge: Process) -> None:
    """The oracle: what we would deploy is read by Prometheus' own parser, and every selector of it has the matcher, exactly once."""
    for random in rounds("enforcement", 100):
        label, value = random.choice(("namespace", "a.b", "über")), random.choice(("team", 'a"b\\', "x" * 63))
        texts = [text for text in (expression(random) for _ in range(300)) if not problem(text)]
        written = [text for text in (injected(text, label, value) for text in texts) if text]
        for text, found in zip(written, asked(judge, written, label=label, value=value), strict=True):
            assert (found.problem, found.matched) == ("", found.selectors), text


def test_what_the_judge_prints_has_the_label_for_our_reader_too(judge: Process) -> None:
    for random in rounds("printed", 90):
        texts = [text for text in (expression(random) for _ in range(300)) if not problem(text)]
        for text, found in zip(texts, asked(judge, texts, label="namespace", value="team"), strict=True):
            assert (not injected(text, "namespace", "team")) == bool(found.problem), (text, found.problem)
            if found.printed:
                assert all(promql.is_matched(selector, "namespace", "team") for selector in promql.read(found.printed).selectors), (text, found.printed)


def injected(text: str, label: str, value: str) -> str:
    try:
        return promql.injected(text, label, value)
    except promql.NotPromQL:
        return ""


@pytest.mark.parametrize("ending", ["\r", "\n", "\u0085", "\u2028", "\v", "\f", "\r\n"])
def test_whatever_ends_a_line_for_somebody(judge: Process, ending: str) -> None:
    text = f"own # a {ending} or secret"
    (found,) = asked(judge, [text])
    assert bool(problem(text)) == bool(found.problem)
    if written := injected(text, "namespace", "team"):
        (proof,) = asked(judge, [written], label="namespace", value="team")
        assert (proof.problem, proof.matched) == ("", proof.selectors)


@pytest.mark.parametrize("number", nasty.NUMBERS)
@pytest.mark.parametrize("place", ["{}", "a[{}]", "a offset {}", "a @ {}", "a[5m:{}]", "a + on () fill({}) b", "rate(a[({})])"])
def test_numbers_in_every_place(judge: Process, number: str, place: str) -> None:
    text = place.format(number)
    (found,) = asked(judge, [text])
    assert bool(problem(text)) == bool(found.problem), found.problem
