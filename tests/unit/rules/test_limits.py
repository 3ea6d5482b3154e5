"""One tenant's rules leave room for the others (PH4401), and the work that they make grows no faster than they do."""

import time
from contextlib import suppress

import pytest

from hooks.findings import Outcome
from hooks.rules import promql, selected
from hooks.rules.config_maps import Owner, config_maps
from hooks.settings import RuleLimits, Settings
from hooks.versions import Version
from tests.unit.rules.test_selected import prometheus, related, rule

RECORD = {"record": "a:up", "expr": "up"}


def outcomes(limits: RuleLimits, *items: object) -> list[tuple[str, str, list[str]]]:
    found = selected(prometheus(ruleSelector={}, ruleNamespaceSelector={}), related(*items), Version.parse("3.13.2"), Settings(rule_limits=limits))  # type: ignore[arg-type]
    return [(each.subject.key, each.outcome, [finding.code.id for finding in each.findings]) for each in found.judgements]


def test_too_many_rules_in_one_object_are_refused_and_the_other_objects_stay() -> None:
    few, many = rule("own", "a", RECORD), rule("own", "b", *[RECORD] * 3)
    assert outcomes(RuleLimits(object_rules=2), few, many) == [("own/a", Outcome.ACCEPTED, []), ("own/b", Outcome.REJECTED, ["PH4401"])]


def test_a_long_expression_is_refused_unread() -> None:
    long = rule("own", "a", {"record": "a:b", "expr": "(" * 101})
    assert outcomes(RuleLimits(expression_characters=100), long) == [("own/a", Outcome.REJECTED, ["PH4401"])]


def test_a_namespace_that_is_full_leaves_the_others_alone() -> None:
    items = [rule(namespace, name, RECORD) for namespace, name in (("own", "a"), ("own", "b"), ("z", "a"))]
    found = outcomes(RuleLimits(namespace_bytes=100), *items)
    assert [(key, outcome) for key, outcome, _ in found] == [("own/a", Outcome.ACCEPTED), ("own/b", Outcome.REJECTED), ("z/a", Outcome.ACCEPTED)]


def test_a_long_name_still_gives_a_key_that_a_config_map_takes() -> None:
    items = [rule("own", "r" * 240 + end, RECORD) for end in "ab"]
    found = selected(prometheus(ruleSelector={}), related(*items), Version.parse("3.13.2"), Settings())
    assert len(found.files) == 2
    assert all(len(name) <= 253 and name.startswith("own-rrr") and name.endswith(".yaml") for name in found.files)
    assert len(config_maps(found.files, (), Owner("prometheus-main", "own", {}), "native")) == 1


@pytest.mark.parametrize(
    "part",
    [
        "1+",
        "a+",
        "(a)+",
        '\\"',
        '"\\"',
        "a[1m:",
        "a{b=",
        "a{" + '\\"',
        "#\r",
        "[1m+1m",
        "offset ",
        "- ",
        "sum by (",
        "a == bool ",
        "`",
        "1_",
        "1e",
        ".",
        "{",
        "fill(",
    ],
)
def test_work_grows_as_the_expression_does(part: str) -> None:
    """Fifteen times the length takes far less than the square of it: counted in processor time, of which a busy machine gives to others."""

    def seconds(times: int) -> float:
        text = part * times
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            with suppress(promql.NotPromQL):
                promql.read(text)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(15_000) < 60 * max(seconds(1_000), 0.002)
