"""Texts that users write for Prometheus themselves: what it would refuse is refused here, nothing else is."""

from pathlib import Path

import msgspec
import pytest
import yaml

from hooks.assets import Assets
from hooks.cli.local.programs import Source
from hooks.prometheus_yaml import additional, model
from hooks.prometheus_yaml.context import Inputs
from hooks.settings import Settings
from hooks.versions import fields_of
from tests.promtool import objections, promtool
from tests.unit.prometheus_yaml.clusters import secret, workload

PATH = "spec.additionalScrapeConfigs[0]"
JOB = "{job_name: web, static_configs: [{targets: [web:80]}]"

# What is added to a job, and the finding: code and path below the job.
MISTAKES = [
    ("type: A", "PH7003 .type"),
    ("scrape_timeout: 10m", "PH1005 .scrape_timeout"),
    ("scrape_interval: 5s, scrape_timeout: 6s", "PH1005 .scrape_timeout"),
    ("scrape_interval: 30", "PH1004 .scrape_interval"),
    ("honor_labels: maybe", "PH1001 .honor_labels"),
    ("sample_limit: many", "PH1001 .sample_limit"),
    ("relabel_configs: {action: keep}", "PH1001 .relabel_configs"),
    ("relabel_configs: [keep]", "PH1001 .relabel_configs[0]"),
    ("relabel_configs: [{action: keeep}]", "PH1005 .relabel_configs[0].action"),
    ("relabel_configs: [{source_labels: a, target_label: b}]", "PH1001 .relabel_configs[0].source_labels"),
    ("relabel_configs: [{source_labels: [a], regex: '(', target_label: b}]", "PH1005 .relabel_configs[0].regex"),
    ("relabel_configs: [{source_labels: [a]}]", "PH1005 .relabel_configs[0].target_label"),
    ("metric_relabel_configs: [{source_label: [a], action: drop}]", "PH7003 .metric_relabel_configs[0].source_label"),
    ("static_config: [{targets: [a]}]", "PH7003 .static_config"),
    ("file_sd_configs: [{file: [a.json]}]", "PH7003 .file_sd_configs[0].file"),
    ("kubernetes_sd_config: [{role: pod}]", "PH7003 .kubernetes_sd_config"),
    ("kubernetes_sd_configs: [{role: pod, follow_redirects: maybe}]", "PH1001 .kubernetes_sd_configs[0].follow_redirects"),
    ("tls_config: {insecure_skip_verfiy: true}", "PH7003 .tls_config.insecure_skip_verfiy"),
    ("basic_auth: {user: a}", "PH7003 .basic_auth.user"),
    ("basic_auth: {username: a}, authorization: {credentials: b}", "PH1005 .authorization"),
    ("oauth2: {client_id: a, client_secret: b, token_url: 'http://c', tls_config: {ca: x, cafile: y}}", "PH7003 .oauth2.tls_config.cafile"),
]
GOOD = [
    "scrape_interval: 5s, scrape_timeout: 5s, honor_labels: yes, sample_limit: 10, metrics_path: /m, scheme: https, params: {a: [b]}",
    "relabel_configs: [{source_labels: [a], regex: 5, target_label: b, replacement: x}, {action: labelmap, regex: '__meta_(.+)'}]",
    "tls_config: {ca_file: /ca, insecure_skip_verify: on}, basic_auth: {username: a, password_file: /p}, body_size_limit: 10MB",
    "kubernetes_sd_configs: [{role: pod, namespaces: {names: [a]}, selectors: [{role: pod, label: a=b}], attach_metadata: {node: true}}]",
    "http_headers: {X-Scope: {values: [a]}}, file_sd_configs: [{files: [a.json], refresh_interval: 1m}], enable_http2: null",
    "<<: {honor_labels: true}, consul_sd_configs: [{server: 'a:1', services: [b], tags: []}], kuma_sd_configs: [{server: 'http://a'}]",
]


def said(job: str, version: str = "3.15.0") -> list[str]:
    owner = workload(f"{{version: {version}, additionalScrapeConfigs: {{name: more, key: jobs}}}}")
    found = additional.findings(owner, Inputs.of(owner, Settings(), Assets.of([secret("more", jobs=f"- {job}")])))
    return [f"{finding.code.id} {finding.path.removeprefix(PATH)}" for finding in found]


@pytest.mark.parametrize(("added", "want"), MISTAKES)
def test_a_mistake_is_found_at_its_place(added: str, want: str) -> None:
    assert said(f"{JOB}, {added}}}") == [want]


@pytest.mark.parametrize("added", GOOD)
def test_what_prometheus_takes_passes(added: str) -> None:
    assert said(f"{JOB}, {added}}}") == []


def test_a_job_needs_a_name_and_targets_are_hosts() -> None:
    assert said("{static_configs: [{targets: ['http://web:80/metrics', web:80]}]}") == ["PH1004 .static_configs[0].targets[0]", "PH1003 .job_name"]
    probe = "relabel_configs: [{source_labels: [__address__], target_label: __param_target}, {target_label: __address__, replacement: 'prober:9115'}]"
    assert said(f"{{job_name: probe, static_configs: [{{targets: ['https://example.org/']}}], {probe}}}") == []


def test_a_field_counts_from_its_version_on() -> None:
    job = f"{JOB}, extra_scrape_metrics: true}}"
    assert (said(job, "3.9.1"), said(job, "3.10.0")) == (["PH7003 .extra_scrape_metrics"], [])


@pytest.mark.parametrize("field", ["brand_new: 1", "brand_new_sd_configs: [{a: b}]"])
def test_what_is_newer_than_anything_known_passes_with_a_warning(field: str) -> None:
    assert said(f"{JOB}, {field}}}", "3.17.0") == [f"PH7002 .{field.partition(':')[0]}"]
    assert said(f"{JOB}, {field}}}", "3.16.2") == [f"PH7003 .{field.partition(':')[0]}"]


def test_alertmanagers_and_rules_for_alerts_are_judged_too() -> None:
    owner = workload("{additionalAlertRelabelConfigs: {name: more, key: rules}, additionalAlertManagerConfigs: {name: more, key: managers}}")
    texts = secret("more", rules="- {action: replace}", managers="- {static_configs: [{targets: [a]}], api_version: v2, timeouts: 1s}")
    found = additional.findings(owner, Inputs.of(owner, Settings(), Assets.of([texts])))
    assert [finding.path for finding in found] == ["spec.additionalAlertRelabelConfigs[0].target_label", "spec.additionalAlertManagerConfigs[0].timeouts"]


def test_no_sentence_holds_a_value() -> None:
    owner = workload("{additionalScrapeConfigs: {name: more, key: jobs}}")
    text = "- {job_name: [hunter2], honor_labels: hunter2, relabel_configs: [{action: hunter2, regex: 'hunter2('}], scrape_interval: hunter2}"
    found = additional.findings(owner, Inputs.of(owner, Settings(), Assets.of([secret("more", jobs=text)])))
    assert len(found) == 5
    assert "hunter2" not in " ".join(map(str, found))


@pytest.mark.local
@pytest.mark.parametrize("good", [True, False], ids=["what-passes", "what-is-refused"])
def test_promtool_says_the_same(good: bool) -> None:
    checked_by = promtool(Source.PINNED)
    texts = {added: yaml.safe_dump({"scrape_configs": [yaml.safe_load(f"{JOB}, {added}}}")]}) for added in (GOOD if good else dict(MISTAKES))}
    refused = objections(checked_by, texts)
    assert set(refused) == (set() if good else set(texts))


def test_no_field_that_we_write_is_refused_where_it_is_read() -> None:
    known = msgspec.json.decode((Path(additional.__file__).parent / "raw_fields.json").read_bytes())
    names = {name for fields in known.values() for name in fields}
    written = {name for section in (model.ScrapeJob, model.RelabelConfig, model.TLS, model.OAuth2, model.HTTPClient) for _, name, _ in fields_of(section)}
    assert {name for name in written if not name.startswith("<<") and not name.endswith("_sd_configs")} - names == {"static_configs"}
