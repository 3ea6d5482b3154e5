from typing import Any

import pytest

from tests.conformance.comparison import differences, is_emptiness
from tests.conformance.known import Entry
from tests.conformance.outcomes import Outcome, Verdict, stale


def yaml_answers(got: str, want: str) -> tuple[dict[str, Any], dict[str, Any]]:
    return {"config": got}, {"config": want}


@pytest.mark.parametrize(
    ("got", "want"),
    [
        pytest.param(*yaml_answers("a: 1\nb: 2\n", "b: 2\na: 1\n"), id="key-order-is-free"),
        pytest.param(*yaml_answers("a: 1.0\n", "a: 1\n"), id="int-equals-float-of-the-same-value"),
        pytest.param(*yaml_answers("a: 1000000\n", "a: 1e+06\n"), id="go-writes-floats-with-an-exponent"),
        pytest.param(*yaml_answers("a: '='\n", "a: =\n"), id="equals-sign-is-a-string"),
        pytest.param(*yaml_answers("", ""), id="empty-text"),
        pytest.param({"object": {"a": None, "resources": {}, "b": 1}}, {"object": {"b": 1}}, id="nulls-and-empty-resources-are-absent"),
        pytest.param({"error": "one wording"}, {"error": "another", "stage": "generate"}, id="the-wording-of-an-error-is-free"),
        pytest.param({"accepted": False, "reason": "x"}, {"accepted": False, "reason": "y"}, id="the-reason-is-for-people"),
        pytest.param({"config": "b: 1"}, {"config": "a: 1", "endToEnd": {"config": "b: 1"}}, id="a-complete-code-path-counts-end-to-end"),
        pytest.param({"rejected": {"a/b": "x"}, "config": ""}, {"rejected": {"a/b": "y"}, "config": ""}, id="rejected-objects-by-key"),
        pytest.param({"data": {"r.yaml": "a:\n  b: 1\n"}}, {"data": {"r.yaml": "a: {b: 1}\n"}}, id="documents-inside-of-documents"),
    ],
)
def test_what_means_the_same_agrees(got: dict[str, Any], want: dict[str, Any]) -> None:
    assert list(differences(got, want)) == []


@pytest.mark.parametrize(
    ("got", "want", "difference"),
    [
        pytest.param(*yaml_answers("a: '8080'\n", "a: 8080\n"), "config.a: got '8080', want 8080", id="strings-are-no-numbers"),
        pytest.param(*yaml_answers("a: 'true'\n", "a: true\n"), "config.a: got 'true', want True", id="strings-are-no-booleans"),
        pytest.param(*yaml_answers("a: 1\n", "a: true\n"), "config.a: got 1, want True", id="numbers-are-no-booleans"),
        pytest.param(*yaml_answers("a: [1, 2]\n", "a: [1, x]\n"), "config.a[1]: got 2, want 'x'", id="an-item"),
        pytest.param(*yaml_answers("a: [1, 3]\n", "a: [1, 2, 3]\n"), "config.a[1:]: got [], want [2]", id="one-item-less"),
        pytest.param(*yaml_answers("a: 1\na: 1\n", "a: 1\n"), "config: got text that is no YAML: duplicate key 'a'", id="duplicate-keys"),
        pytest.param(*yaml_answers("{}\n", "a: []\n"), "config.a: got nothing, want [] (an empty value", id="empty-is-not-absent-in-a-file"),
        pytest.param({"object": {"emptyDir": {}}}, {"object": {}}, "object.emptyDir: got {}, want nothing", id="empty-dir-is-something"),
        pytest.param({"volumes": [{"name": "b"}]}, {"volumes": [{"name": "a"}]}, "volumes[0].name: got 'b', want 'a'", id="the-order-of-volumes-counts"),
        pytest.param({"error": "no"}, {"config": ""}, "error: got 'no', want none", id="refused"),
        pytest.param({"config": ""}, {"error": "no"}, "error: got none, want 'no'", id="should-be-refused"),
        pytest.param({"error": False}, {"error": True}, "error: got False, want True", id="errors-that-are-flags"),
        pytest.param({}, {"config": ""}, "config: got None, want ''", id="an-answer-is-missing"),
    ],
)
def test_what_differs_is_named_with_its_path(got: dict[str, Any], want: dict[str, Any], difference: str) -> None:
    found = list(differences(got, want))
    assert len(found) == 1
    assert found[0].startswith(difference)


def test_an_empty_value_against_its_absence_is_told_apart() -> None:
    emptiness, *_ = differences(*yaml_answers("{}\n", "templates: []\n"))
    real, *_ = differences(*yaml_answers("{}\n", "templates: [a]\n"))
    assert (is_emptiness(emptiness), is_emptiness(real)) == (True, False)


@pytest.mark.parametrize(
    ("entry", "differences_of_case", "covered"),
    [
        pytest.param(Entry("s", "why", case="a"), ["x: 1"], True, id="by-case"),
        pytest.param(Entry("s", "why", case="b"), ["x: 1"], False, id="another-case"),
        pytest.param(Entry("t", "why", case="a"), ["x: 1"], False, id="another-suite"),
        pytest.param(Entry("s", "why", rule="^x", example="e"), ["x: 1", "x.y: 2"], True, id="by-rule"),
        pytest.param(Entry("s", "why", rule="^x", example="e"), ["x: 1", "z: 2"], False, id="a-rule-hides-no-other-difference"),
    ],
)
def test_known_differences_cover(entry: Entry, differences_of_case: list[str], covered: bool) -> None:
    assert entry.covers("s", "a", differences_of_case) is covered


@pytest.mark.parametrize(
    ("case", "verdict", "sentences"),
    [
        pytest.param("a", Verdict.PASSED, ("s: a no longer differs, remove its entry",), id="agrees-now"),
        pytest.param("a", Verdict.KNOWN, (), id="still-differs"),
        pytest.param("b", Verdict.PASSED, (), id="not-in-this-folder"),
    ],
)
def test_an_entry_that_no_longer_differs_is_reported(case: str, verdict: Verdict, sentences: tuple[str, ...]) -> None:
    assert stale((Entry("s", "why", case="a"),), [Outcome("s", case, verdict)]) == sentences


def test_sequences_have_an_order() -> None:
    assert list(differences(*yaml_answers("a: [1, 2]\n", "a: [2, 1]\n"))) == ["config.a[0]: got 1, want 2", "config.a[1]: got 2, want 1"]
