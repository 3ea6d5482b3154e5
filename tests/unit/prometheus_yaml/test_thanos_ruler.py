from typing import Any

import pytest

from hooks.assets import Assets
from hooks.errors import InvalidParent
from hooks.judge import Answer, Judge, Question, Refusal
from hooks.prometheus_yaml.thanos_ruler import relabeling_findings, remote_write_file
from hooks.settings import Settings
from hooks.source import Source
from tests.unit.workloads.build import ruler

SOURCE = Source("monitoring", Assets.of(()))


def written(version: str, **remote: Any) -> tuple[str, list[str]]:
    text, dropped = remote_write_file(ruler(version=version, remoteWrite=[{"url": "http://store", **remote}]), Settings(), SOURCE)
    return text, [drop.path for drop in dropped]


class Saying(Judge):
    """Refuses every file that holds a word, with one sentence."""

    def __init__(self, word: str, sentence: str) -> None:
        self._word, self._sentence = word, sentence

    def answer(self, question: Question) -> Answer:
        return Answer((Refusal(-1, -1, self._sentence),) if self._word in question.text else ())


def test_a_remote_write_that_thanos_would_refuse_changes_nothing() -> None:
    settings = Settings(judge=Saying("http://store", "something new"))
    with pytest.raises(InvalidParent) as refusal:
        remote_write_file(ruler(remoteWrite=[{"url": "http://store"}]), settings, SOURCE)
    assert str(refusal.value) == "spec.remoteWrite: something new"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param("- action: keep\n  source_labels: [a]\n", "", id="sound"),
        pytest.param("- action: kep\n", "spec.alertRelabelConfigs[0].action", id="action"),
        pytest.param("- regex: (\n", "spec.alertRelabelConfigs[0].regex", id="regular-expression"),
        pytest.param("- new: 1\n", "spec.alertRelabelConfigs[0].new", id="unknown-field"),
        pytest.param("a: b\n", "spec.alertRelabelConfigs", id="no-list"),
        pytest.param("- [", "spec.alertRelabelConfigs", id="no-yaml"),
        pytest.param("- {action: keep, source_labels: [word]}\n", "spec.alertRelabelConfigs", id="what-only-the-judge-knows"),
    ],
)
def test_relabelings_with_which_thanos_would_not_start_are_named(text: str, path: str) -> None:
    parent = ruler(alertRelabelConfigs={"name": "s", "key": "rules"})
    values = Assets({f"0_{parent.metadata.namespace}_s_rules": text})
    found = relabeling_findings(parent, Settings(judge=Saying("word", "something new")), values)
    assert [each.path for each in found][:1] == ([path] if path else [])


def test_nothing_to_send_is_an_empty_list() -> None:
    assert remote_write_file(ruler(), Settings(), SOURCE) == ("remote_write: []\n", ())


@pytest.mark.parametrize(
    ("version", "text", "dropped"),
    [
        pytest.param("0.38.0", 'remote_write:\n- url: "http://store"\n  round_robin_dns: true\n', [], id="known"),
        pytest.param("0.37.9", 'remote_write:\n- url: "http://store"\n', ["remote_write[0].round_robin_dns"], id="not-yet-known"),
    ],
)
def test_a_field_that_the_version_does_not_read_is_left_out_and_named(version: str, text: str, dropped: list[str]) -> None:
    assert written(version, roundRobinDNS=True) == (text, dropped)


def test_what_no_thanos_reads_is_left_out_of_the_newest() -> None:
    assert written("0.42.4", sigv4={"region": "x", "externalId": "y"}) == (
        'remote_write:\n- url: "http://store"\n  sigv4:\n    region: x\n',
        ["remote_write[0].sigv4.external_id"],
    )


@pytest.mark.parametrize(
    ("version", "remote", "path"),
    [
        pytest.param("0.23.0", {}, "spec.remoteWrite", id="too-old-for-remote-write"),
        pytest.param("0.39.0", {"azureAd": {"managedIdentity": {}}}, "spec.remoteWrite[0].azureAd.managedIdentity", id="identity-without-a-name"),
    ],
)
def test_what_the_version_cannot_do_names_its_field(version: str, remote: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidParent) as refusal:
        written(version, **remote)
    assert refusal.value.path == path
