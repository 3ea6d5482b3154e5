"""The corpus beside the repository, suite by suite; absent in a plain checkout, and then said so."""

from pathlib import Path

import pytest

from tests.conformance.cases import cases, suites
from tests.conformance.known import entries
from tests.conformance.outcomes import Verdict, adapter, outcomes, stale

CORPUS = Path(__file__).parents[2].parent / "shared" / "conformance"
FOUND = suites(CORPUS) if CORPUS.is_dir() else {}


@pytest.mark.skipif(not FOUND, reason="the conformance corpus is not beside the repository (../shared/conformance)")
@pytest.mark.parametrize("suite", FOUND or ["none"])
@pytest.mark.timeout(300)
def test_every_case_agrees_or_is_a_known_difference(suite: str) -> None:
    module = adapter(suite)
    if module is None:
        pytest.skip(f"no adapter for the suite {suite}")
    judged = tuple(outcomes(module, cases(suite, FOUND[suite]), entries()))
    assert [(outcome.case, outcome.differences[0]) for outcome in judged if outcome.verdict is Verdict.FAILED] == []
    assert stale(entries(), judged) == ()
