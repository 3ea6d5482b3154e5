"""The corpus beside the repository, suite by suite; absent in a plain checkout, and then said so."""

from functools import cache
from pathlib import Path

import pytest

from tests.conformance.cases import cases, suites
from tests.conformance.known import entries
from tests.conformance.outcomes import Outcome, Verdict, adapter, outcomes, stale

CORPUS = Path(__file__).parents[2].parent / "shared" / "conformance"
FOUND = suites(CORPUS) if CORPUS.is_dir() else {}
needs_corpus = pytest.mark.skipif(not FOUND, reason="the conformance corpus is not beside the repository (../shared/conformance)")


@cache
def judged(suite: str) -> tuple[Outcome, ...]:
    module = adapter(suite)
    return tuple(outcomes(module, cases(suite, FOUND[suite]), entries())) if module else ()


@needs_corpus
@pytest.mark.parametrize("suite", FOUND or ["none"])
@pytest.mark.timeout(300)
def test_every_case_agrees_or_is_a_known_difference(suite: str) -> None:
    if adapter(suite) is None:
        pytest.skip(f"no adapter for the suite {suite}")
    assert [(outcome.case, outcome.differences[0]) for outcome in judged(suite) if outcome.verdict is Verdict.FAILED] == []
    assert stale(entries(), judged(suite)) == ()


@needs_corpus
@pytest.mark.timeout(300)
def test_at_most_one_case_in_a_hundred_differs_from_every_release_of_the_reference() -> None:
    everything = [outcome for suite in FOUND for outcome in judged(suite)]
    own = [entry for entry in entries() if not entry.adopted]
    known = [each for each in everything if each.verdict is Verdict.KNOWN and any(entry.covers(each.suite, each.case, each.differences) for entry in own)]
    assert len(known) * 100 <= len(everything)
