import gzip
import re
from typing import Any

import pytest

from hooks.errors import InvalidParent
from hooks.kinds.prometheusagent import PrometheusAgent
from tests.unit.prometheus_yaml.clusters import document, secret, workload, written

FIELDS = {"jobs": "additionalScrapeConfigs", "rules": "additionalAlertRelabelConfigs", "alertmanagers": "additionalAlertManagerConfigs"}


def config(text: str, what: str = "jobs", spec: str = "") -> dict[str, Any]:
    owner = workload(f"{{{FIELDS[what]}: {{name: more, key: {what}}}{spec}}}")
    return document(written(owner, {}, own=[secret("more", **{what: text})]))


def raw_text(text: str) -> str:
    owner = workload("{additionalScrapeConfigs: {name: more, key: jobs}, version: 3.3.0}")
    found = written(owner, {}, own=[secret("more", jobs=text)]).secrets["prometheus-main"]
    return gzip.decompress(found["prometheus.yaml.gz"]).decode()


def test_scalars_stay_as_they_were_written() -> None:
    text = """
- job_name: "quoted"
  params: {a: ['on', on, 0755, 1e3, 1_000, 2020-01-01, ~, 'no']}
  body_size_limit: 10MB
  # a comment
"""
    written_text = raw_text(text)
    assert 'job_name: "quoted"' in written_text
    assert "['on', on, 0755, 1e3, 1_000, 2020-01-01, ~, 'no']" in written_text


@pytest.mark.parametrize("text", ["", "[]", "null", "# nothing\n"])
def test_an_empty_text_adds_nothing(text: str) -> None:
    assert config(text)["scrape_configs"] == []


def test_flow_style_and_json_are_yaml_too() -> None:
    assert [job["job_name"] for job in config('[{"job_name": "a"}, {job_name: b}]')["scrape_configs"]] == ["a", "b"]


def test_anchors_are_kept() -> None:
    text = "[{job_name: a, relabel_configs: &r [{target_label: x}]}, {job_name: b, relabel_configs: *r}]"
    assert [job["relabel_configs"] for job in config(text)["scrape_configs"]] == [[{"target_label": "x"}]] * 2


def test_with_several_shards_each_takes_its_share_of_the_users_jobs() -> None:
    text = "[{relabel_configs: [{target_label: x}], job_name: a}, {job_name: b}, {job_name: c, relabel_configs: [{action: hashmod, modulus: 7}]}]"
    first, second, third = config(text, spec=", shards: 2")["scrape_configs"]
    assert [rule.get("modulus", rule.get("target_label")) for rule in first["relabel_configs"]] == ["x", "__tmp_hash", 2, None]
    assert [rule.get("modulus") for rule in second["relabel_configs"]] == [None, 2, None]
    assert third["relabel_configs"] == [{"action": "hashmod", "modulus": 7}]


def test_a_daemonset_has_no_shards() -> None:
    owner = workload("{mode: DaemonSet, shards: 2, additionalScrapeConfigs: {name: more, key: jobs}}", PrometheusAgent)
    assert document(written(owner, {}, own=[secret("more", jobs="[{job_name: a}]")]))["scrape_configs"] == [{"job_name": "a"}]


def test_rules_and_alertmanagers_come_after_our_own() -> None:
    rules = config("[{regex: mine, action: labeldrop}]", "rules")["alerting"]
    assert rules == {
        "alert_relabel_configs": [{"regex": "prometheus_replica", "action": "labeldrop"}, {"regex": "mine", "action": "labeldrop"}],
        "alertmanagers": [],
    }
    more = config("[{static_configs: [{targets: [a]}]}]", "alertmanagers", ", alerting: {alertmanagers: [{name: am, port: web}]}")["alerting"]
    assert [next(iter(each)) for each in more["alertmanagers"]] == ["kubernetes_sd_configs", "static_configs"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a: b", "spec.additionalScrapeConfigs: must be a list, begin each entry with a dash", id="a-mapping"),
        pytest.param("- a", "spec.additionalScrapeConfigs[0]: must be a mapping", id="a-list-of-words"),
        pytest.param("- a: [", "spec.additionalScrapeConfigs: no YAML, line 2: .*", id="broken"),
        pytest.param("- job_name: a\n  job_name: b", "spec.additionalScrapeConfigs[0]: job_name stands there twice, remove one", id="a-key-twice"),
        pytest.param(
            "[{job_name: a}, {job_name: a}]", 'spec.additionalScrapeConfigs: job_name "a" stands there twice, Prometheus refuses that', id="a-job-twice"
        ),
        pytest.param("--- \n- a: b\n---\n- c: d", "spec.additionalScrapeConfigs: no YAML, line 4: .*", id="two-documents"),
        pytest.param("- a: [{b: 1, c: 2, b: 3}]", "spec.additionalScrapeConfigs[0].a[0]: b stands there twice, remove one", id="a-key-twice-further-down"),
        pytest.param("- " + "[" * 100_000, "spec.additionalScrapeConfigs: no YAML, line 1: it is nested more than 100 levels deep", id="nested-without-end"),
        pytest.param("- a: \udcff", "spec.additionalScrapeConfigs: no YAML, line 1: it holds a character that is not allowed", id="no-utf-8"),
        pytest.param("- a: \x01", "spec.additionalScrapeConfigs: no YAML, .*", id="control-character"),
    ],
)
def test_a_broken_text_names_the_field_and_nothing_is_changed(text: str, message: str) -> None:
    with pytest.raises(InvalidParent) as error:
        config(text)
    assert re.fullmatch(message.replace("[", r"\[").replace("]", r"\]"), str(error.value), re.DOTALL), str(error.value)


def test_rules_that_are_no_list_are_found_before_prometheus_does() -> None:
    with pytest.raises(InvalidParent, match=r"spec\.additionalScrapeConfigs\[0\]\.relabel_configs: must be a list"):
        config("[{job_name: a, relabel_configs: {a: b}}]", spec=", shards: 2")


def test_a_message_never_shows_what_the_text_holds() -> None:
    with pytest.raises(InvalidParent) as error:
        config("- password: 'hunter2\n  broken: [")
    assert "hunter2" not in str(error.value)
