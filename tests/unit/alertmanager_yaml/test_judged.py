"""What Alertmanager would refuse is not published (PH5901): the guilty object is left out with its sentence, the others go on."""

from collections.abc import Iterator
from typing import Any

import pytest

from hooks.alertmanager_yaml.secret import KEY, Generated, Given, configuration
from hooks.cli.judge import Process
from hooks.errors import InvalidParent
from hooks.findings import Outcome
from hooks.findings.alerting import DUPLICATE_NAME, REFUSED
from hooks.judge import ABSENT, Answer, Judge, Question, Refusal
from hooks.versions import Version
from tests import judging
from tests.unit.alertmanager_yaml.test_secret import USER, alertmanager, config, outcomes, related, secret, text, written

SELECTING: dict[str, Any] = {"alertmanagerConfigSelector": {}, "alertmanagerConfigNamespaceSelector": {}}


@pytest.fixture(scope="module")
def judge() -> Iterator[Process]:
    with judging.judge() as found:
        yield found


SECRETIVE = "route: {receiver: own}\nreceivers: [{name: own, webhook_configs: [{url: 'http://hunter2!'}]}]\n"


class Saying(Judge):
    """Refuses every file that holds all of some words, with one sentence; counts what it is asked."""

    def __init__(self, sentence: str, *words: str) -> None:
        self._words, self._sentence, self.asked = words, sentence, 0

    def answer(self, question: Question) -> Answer:
        self.asked += 1
        return Answer((Refusal(-1, -1, self._sentence),) if all(word in question.text for word in self._words) else ())


def made(judge: Judge, *configs: dict[str, Any], base: str = USER, version: str = "0.35.0") -> Generated:
    return configuration(alertmanager(**SELECTING), Given(Version.parse(version), secret(**{KEY: base}), related(*configs), judge=judge))


def sentences(found: Generated, key: str) -> list[str]:
    return [str(finding) for each in found.judgements if each.subject.key == key for finding in each.findings]


def test_the_guilty_object_is_left_out_with_the_sentence_and_the_others_stay() -> None:
    found = made(Saying("something new", "team/bad/r"), config("team", "bad"), config("team", "good"))
    assert outcomes(found) == {"team/bad": Outcome.REJECTED, "team/good": Outcome.ACCEPTED}
    assert sentences(found, "team/bad") == ["spec: something new"]
    assert [each["name"] for each in written(found)["receivers"]] == ["own", "team/good/r"]


def test_what_is_guilty_only_beside_others_is_found() -> None:
    names = [f"n{index:03}" for index in range(40)]
    judge = Saying("together", "own", "team/n030/r")
    found = made(judge, *(config("team", name) for name in names))
    assert [key for key, outcome in outcomes(found).items() if outcome == Outcome.REJECTED] == ["team/n030"]
    assert judge.asked < len(names) + 20


def test_a_base_that_is_refused_is_the_finding_of_the_alertmanager_and_repeats_no_value() -> None:
    with pytest.raises(InvalidParent) as refusal:
        made(Saying('unsupported scheme "hunter2" for hunter2!', "receivers"), config("team", "a"), base=SECRETIVE)
    (finding,) = refusal.value.findings
    assert (finding.code, finding.origin) == (REFUSED, 'secret "own/alertmanager-main", key alertmanager.yaml')
    assert "hunter2" not in str(finding)


def test_one_question_about_the_whole_and_one_for_each_that_has_changed() -> None:
    judge = Saying("never", "nowhere to be found")
    configs = [config("team", f"counted{index}") for index in range(50)]
    made(judge, *configs)
    first, judge.asked = judge.asked, 0
    made(judge, *configs[:-1], config("team", "counted49", inhibitRules=[]))
    assert (first, judge.asked) == (51, 2)


def test_a_name_that_the_base_has_already_is_refused_without_the_judge() -> None:
    base = "route: {receiver: team/a/r}\nreceivers: [{name: team/a/r}]\n"
    found = made(ABSENT, config("team", "a"), config("team", "b"), base=base)
    (judgement, _) = found.judgements
    assert [(finding.code, finding.path) for finding in judgement.findings] == [(DUPLICATE_NAME, "spec.receivers[0].name")]
    assert [each["name"] for each in written(found)["receivers"]] == ["team/a/r", "team/b/r"]


def test_the_real_judge_takes_what_we_write(judge: Process) -> None:
    found = made(judge, config("team", "a"), config("team", "b"))
    assert set(outcomes(found).values()) == {Outcome.ACCEPTED}


def test_an_older_alertmanager_may_read_what_the_newest_does_not_know(judge: Process) -> None:
    """OpsGenie and its like may go one day: a field that is only unknown to the judge is for our own tables."""
    file = "route: {receiver: own}\nreceivers: [{name: own, webhook_configs: [{url: 'http://a', newer: 1}]}]\n"
    assert text(made(judge, base=file, version="0.99.0")).startswith("route:")


def test_what_only_a_later_alertmanager_asks_for_is_no_reason_to_refuse(judge: Process) -> None:
    file = USER + "event_recorder: {file_outputs: [{path: /a}]}\n"
    assert text(made(judge, base=file, version="0.34.0")).startswith("route:")
    with pytest.raises(InvalidParent):
        made(judge, base=file, version="0.35.0")
