"""What Prometheus would refuse is not published (PH3901): the guilty object is left out with its sentence, the others go on."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from hooks import parents
from hooks.cli.judge import Process
from hooks.judge import Answer, Judge, Question, Refusal
from hooks.kinds.prometheus_common import PrometheusCommonSpec
from hooks.prometheus_yaml.judged import Bench
from hooks.settings import Settings
from hooks.versions import Version
from tests import judging

NEWEST, OLDER = Version.parse("3.16.0"), Version.parse("3.13.2")


@pytest.fixture(scope="module")
def judge() -> Iterator[Process]:
    with judging.judge() as found:
        yield found


class Saying(Judge):
    """Refuses every file that holds a word, with one sentence."""

    def __init__(self, word: str, sentence: str) -> None:
        self._word, self._sentence = word, sentence

    def answer(self, question: Question) -> Answer:
        return Answer((Refusal(-1, -1, self._sentence),) if self._word in question.text else ())


def refusal(judge: Judge, jobs: str, version: Version = NEWEST, *secrets: str, **spec: Any) -> str:
    return Bench.of(PrometheusCommonSpec(**spec), version, judge).refusal_of_jobs(jobs, secrets)


def sync(judge: Judge, *names: str) -> dict[str, Any]:
    def monitor(name: str) -> dict[str, Any]:
        metadata = {"name": name, "namespace": "team", "uid": name, "generation": 1}
        return {"metadata": metadata, "spec": {"selector": {}, "endpoints": [{"port": "web"}]}}

    related = {"ServiceMonitor.monitoring.coreos.com/v1": {f"team/{name}": monitor(name) for name in names}}
    metadata = {"name": "main", "namespace": "team", "uid": "u", "generation": 1}
    spec = {"version": "v3.16.0", "serviceMonitorSelector": {}}
    body = json.dumps({"parent": {"metadata": metadata, "spec": spec}, "children": {}, "related": related}).encode()
    answer: dict[str, Any] = json.loads(parents.sync("prometheus", body, Settings(judge=judge), datetime(2026, 1, 1, tzinfo=UTC)))
    return answer


def test_the_guilty_object_is_left_out_with_the_sentence_and_the_others_stay() -> None:
    answer = sync(Saying("serviceMonitor/team/bad/", "something new"), "bad", "good")
    condition = next(each for each in answer["status"]["conditions"] if each["type"] == "ConfigurationComplete")
    assert "ServiceMonitor team/bad: spec: something new" in condition["message"]
    assert "good" not in condition["message"]


def test_a_frame_that_is_refused_changes_nothing_and_says_why() -> None:
    answer = sync(Saying("global:", "something new"), "other")
    condition = next(each for each in answer["status"]["conditions"] if each["type"] == "Reconciled")
    assert (condition["status"], "something new" in condition["message"]) == ("False", True)


@pytest.mark.parametrize(
    ("job", "word"),
    [
        pytest.param("- job_name: a\n  scrape_timeout: 90s\n", "timeout", id="timeout-above-the-interval-of-the-workload"),
        pytest.param("- job_name: a\n  relabel_configs:\n  - regex: (\n", "missing closing", id="regular-expression"),
        pytest.param("- job_name: a\n  lightsail_sd_configs:\n  - filters: 1\n", "aws.plain", id="discovery-that-only-the-full-program-knows"),
        pytest.param("- job_name: a\n  tipo: b\n", "field tipo not found", id="unknown-field"),
    ],
)
def test_the_sentence_is_the_one_of_prometheus(judge: Process, job: str, word: str) -> None:
    assert word in refusal(judge, job, scrape_interval="1m")


def test_a_field_that_the_newest_version_lacks_is_no_reason_against_another_version(judge: Process) -> None:
    assert refusal(judge, "- job_name: a\n  tipo: b\n", OLDER) == ""
    assert refusal(judge, "- job_name: a\n  relabel_configs:\n  - regex: (\n", OLDER) != ""
    assert refusal(judge, "- job_name: a\n  relabel_configs:\n  - regex: (\n", Version.parse("2.55.0")) == ""


def test_what_only_later_versions_ask_for_is_no_reason_against_an_earlier_one(judge: Process) -> None:
    queue = "remote_write:\n- url: http://far\n  queue_config: {min_shards: 60}\n"
    said = [Bench.of(PrometheusCommonSpec(), version, judge).refusal(queue) for version in (Version.parse("3.11.0"), Version.parse("3.12.0"))]
    assert (said[0], "min_shards" in said[1]) == ("", True)


@pytest.mark.parametrize(
    "discovery", ["ec2", "lightsail", "azure", "gce", "openstack", "digitalocean", "hetzner", "kubernetes", "dns", "file", "http", "nomad"]
)
def test_every_discovery_is_known(judge: Process, discovery: str) -> None:
    assert "not found in type" not in refusal(judge, f"- job_name: a\n  {discovery}_sd_configs: []\n")


def test_no_value_of_a_secret_is_quoted() -> None:
    said = refusal(
        Saying("a", 'parse "http://u:hunter2@h": `hunter2` field x: no-good hunter2! at all'), "- a", NEWEST, "password: hunter2!\nurl: http://u:hunter2@h"
    )
    assert "hunter2" not in said
    assert "field x" in said
