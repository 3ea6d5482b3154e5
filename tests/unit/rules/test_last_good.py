"""A change that Prometheus would refuse takes no rule away (PH4902)."""

from typing import Any

import pytest

from hooks.findings import Outcome
from hooks.protocol import Manifest
from hooks.rules import RuleFiles, selected
from hooks.settings import Settings
from hooks.versions import Version
from tests.unit.rules.test_selected import prometheus, related, rule

GOOD, BAD = {"record": "a:up", "expr": "up"}, {"record": "a:up", "expr": "up ="}
FILE = "own-a-uid-a.yaml"


def files(item: dict[str, Any], observed: tuple[Manifest, ...] = (), **spec: Any) -> RuleFiles:
    return selected(prometheus(ruleSelector={}, **spec), related(item), Version.parse("3.13.2"), Settings(), observed)


def config_map(found: RuleFiles) -> Manifest:
    return {"metadata": {"name": "prometheus-main-rulefiles-0"}, "data": dict(found.files)}


def test_a_rule_that_becomes_bad_keeps_its_old_version_and_says_so() -> None:
    before = files(rule("own", "a", GOOD))
    now = files(rule("own", "a", BAD), (config_map(before),))
    assert now.files == before.files
    judgement = now.judgements[0]
    assert judgement.outcome == Outcome.REJECTED
    assert [finding.code.id for finding in judgement.findings] == ["PH4101", "PH4902"]


def test_what_was_never_good_has_nothing_to_keep() -> None:
    assert files(rule("own", "a", BAD), ({"metadata": {"name": "x"}, "data": {"own-b-uid-b.yaml": "groups: []"}},)).files == {}


def test_an_old_version_gets_the_label_that_is_enforced_now() -> None:
    before = files(rule("own", "a", GOOD))
    now = files(rule("own", "a", BAD), (config_map(before),), enforcedNamespaceLabel="namespace")
    assert r"up{namespace=\"own\"}" in now.files[FILE]


@pytest.mark.parametrize("text", ["", "a: b", "- 1", "groups: [{name: g, rules: [{record: a, expr: 'b ='}]}]", "groups: [", "\x00", "groups: 1"])
def test_what_somebody_else_wrote_there_is_not_believed(text: str) -> None:
    assert files(rule("own", "a", BAD), ({"metadata": {"name": "x"}, "data": {FILE: text}},)).files.get(FILE, "") in {"", "groups: []\n", "{}\n"}
