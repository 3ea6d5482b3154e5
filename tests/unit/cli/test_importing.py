"""``promhooks import``: what comes out is the configuration that went in, job by job, and what is not is said."""

import subprocess
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from hooks.cli import main
from hooks.cli.importing.meaning import job_meaning, meaning
from hooks.cli.local.programs import Source
from tests.promtool import promtool

JOBS = """\
- job_name: prometheus
  static_configs: [{targets: ["localhost:9090"]}]
- job_name: Node exporter
  scrape_interval: 1m
  honor_labels: false
  scheme: https
  tls_config: {insecure_skip_verify: true, server_name: node}
  basic_auth: {username: me, password: secret}
  static_configs: [{targets: [a:9100, b:9100], labels: {env: on}}]
  relabel_configs: [{source_labels: [__address__], regex: "(.*):9100", target_label: host}]
- job_name: probes
  metrics_path: /probe
  params: {module: [http_2xx]}
  static_configs: [{targets: ["https://example.org"], labels: {job: mine}}]
  relabel_configs:
  - {source_labels: [__address__], target_label: __param_target}
  - {target_label: __address__, replacement: "blackbox:9115"}
- job_name: files
  bearer_token: token
  file_sd_configs: [{files: [/targets/web.json], refresh_interval: 1m}]
- job_name: pods
  kubernetes_sd_configs: [{role: pod, namespaces: {names: [default]}, selectors: [{role: pod, label: app=web}]}]
  relabel_configs: [{source_labels: [__meta_kubernetes_pod_label_app], action: keep, regex: web}]
- job_name: consul
  consul_sd_configs: [{server: "consul:8500", services: [web], token: token}]
  sample_limit: 100
  metric_relabel_configs: [{source_labels: [__name__], regex: "go_.*", action: drop}]
- job_name: dns
  dns_sd_configs: [{names: [_web._tcp.example.org], type: SRV}]
- job_name: cloud
  ec2_sd_configs: [{region: eu-west-1, access_key: a, secret_key: b, filters: [{name: "tag:team", values: [y]}]}]
- job_name: mounted
  authorization: {credentials_file: /var/token}
  static_configs: [{targets: [c:1]}]
"""
PROMETHEUS = f"""\
global: {{scrape_interval: 15s, scrape_timeout: 5s, external_labels: {{cluster: eu}}}}
rule_files: [rules/*.yml]
alerting:
  alert_relabel_configs: [{{regex: replica, action: labeldrop}}]
  alertmanagers: [{{static_configs: [{{targets: ["alertmanager:9093"]}}]}}]
storage:
  exemplars: {{max_exemplars: 1000}}
remote_write:
- url: https://mimir.example.org/push
  basic_auth: {{username: me, password: secret}}
  write_relabel_configs: [{{source_labels: [__name__], regex: "go_.*", action: drop}}]
  queue_config: {{max_shards: 5}}
remote_read:
- {{url: "https://mimir.example.org/read", read_recent: true}}
scrape_configs:
{JOBS}"""
RULES = """\
groups:
- name: web
  interval: 30s
  limit: 5
  rules:
  - alert: Down
    expr: up == 0
    for: 5m
    keep_firing_for: 10m
    labels: {severity: page}
    annotations: {summary: "{{ $labels.instance }} is down"}
  - {record: "job:up:sum", expr: sum by (job) (up)}
"""


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A prometheus.yml with its rule file."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/web.yml").write_text(RULES, encoding="utf-8")
    (tmp_path / "prometheus.yml").write_text(PROMETHEUS, encoding="utf-8")
    return tmp_path / "prometheus.yml"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def rendered(file: Path) -> tuple[dict[str, Any], dict[str, Any], Path]:
    """The configuration and the rules that the imported objects come to, and where they are."""
    objects, out = file.parent / "objects", file.parent / "out"
    assert run("import", file, "-o", objects).exit_code == 0
    assert run("check", "--strict", objects).exit_code == 0
    assert run("render", objects, "-o", out).exit_code == 0
    (config,) = out.rglob("prometheus.yaml")
    rules = [path for path in config.parent.glob("*.yaml") if path != config]
    return yaml.safe_load(config.read_text("utf-8")), yaml.safe_load(rules[0].read_text("utf-8")), config


def test_every_job_is_the_same_one(given: Path) -> None:
    config, _, _ = rendered(given)
    jobs = {name_of(job): job for job in config["scrape_configs"]}
    original = yaml.safe_load(JOBS.replace("[y]", "['y']").replace("env: on", "env: 'on'"))
    assert {job["job_name"]: job_meaning(job) for job in original} == {name: job_meaning(job) for name, job in jobs.items()}


def name_of(job: dict[str, Any]) -> str:
    """What its series are labelled with."""
    named = (rule for rule in job.get("relabel_configs", ()) if rule.get("target_label") == "job")
    return str(next(named, {"replacement": job["job_name"]})["replacement"])


def test_every_section_is_the_same_one(given: Path) -> None:
    config, rules, _ = rendered(given)
    original = yaml.safe_load(PROMETHEUS)
    original["global"]["evaluation_interval"] = "1m"
    assert {name: meaning(config[name]) for name in ("global", "alerting", "remote_write", "remote_read")} == {
        name: meaning(original[name]) for name in ("global", "alerting", "remote_write", "remote_read")
    }
    assert config["storage"]["exemplars"] == {"max_exemplars": 1000}
    assert rules == yaml.safe_load(RULES)


@pytest.mark.local
def test_prometheus_takes_both(given: Path) -> None:
    config = yaml.safe_load(PROMETHEUS)
    # The pinned promtool is built with the discoveries of Kubernetes alone.
    config["scrape_configs"] = [job for job in config["scrape_configs"] if job["job_name"] not in {"consul", "dns", "cloud"}]
    given.write_text(yaml.safe_dump(config), encoding="utf-8")
    tool = promtool(Source.PINNED).path
    for file in (given, rendered(given)[2]):
        answer = subprocess.run([tool, "check", "config", "--syntax-only", str(file)], capture_output=True, text=True, check=False)
        assert answer.returncode == 0, answer.stdout + answer.stderr


def test_what_has_no_field_stays_a_text_and_is_said(given: Path) -> None:
    result = run("import", given)
    assert (result.exit_code, result.stderr.splitlines()) == (
        0,
        [
            "16 objects",
            "kept as a text: job mounted: authorization.credentials_file has no field of its own",
            "the pods need the file /targets/web.json: mount it (spec.secrets, spec.configMaps, spec.volumes)",
            "the pods need the file /var/token: mount it (spec.secrets, spec.configMaps, spec.volumes)",
        ],
    )
    assert "secret" not in "\n".join(line for line in result.stdout.splitlines() if "password" in line and "key" in line)


def test_what_is_lost_is_said(given: Path) -> None:
    given.write_text(
        PROMETHEUS
        + "surprise: 1\n"
        + dedent("""\
        tracing: {endpoint: "tempo:4317", colour: blue}
        """),
        encoding="utf-8",
    )
    (given.parent / "rules/web.yml").unlink()
    result = run("import", given)
    assert result.exit_code == 1
    assert [line for line in result.stderr.splitlines() if line.startswith("lost")] == [
        "lost: surprise has no field of its own",
        "lost: tracing_config.colour has no field of its own",
        "lost: rule_files: there is no file rules/*.yml",
    ]


def test_an_alertmanager_keeps_its_text_and_gets_its_templates(tmp_path: Path) -> None:
    text = "# ours\nroute: {receiver: team}\nreceivers: [{name: team}]\ntemplates: [templates/*.tmpl]\n"
    (tmp_path / "alertmanager.yml").write_text(text, encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/slack.tmpl").write_text('{{ define "x" }}x{{ end }}', encoding="utf-8")
    assert run("import", tmp_path / "alertmanager.yml", "-n", "alerts", "--name", "team", "-o", tmp_path / "out").exit_code == 0
    secret = yaml.safe_load((tmp_path / "out/secret-alertmanager-team.yaml").read_text("utf-8"))
    assert secret["stringData"] == {
        "alertmanager.yaml": text.replace("templates/*.tmpl", "/etc/alertmanager/config/*.tmpl"),
        "slack.tmpl": '{{ define "x" }}x{{ end }}',
    }
    assert run("render", "--config", "alertmanager/alerts/team", tmp_path / "out").stdout.startswith("# ours\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1", "is neither a prometheus.yml nor an alertmanager.yml"),
        ("a: [", "alertmanager.yml:"),
        ("scrape_configs: [{static_configs: []}]", "scrape_configs[0] has no job_name"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "alertmanager.yml").write_text(text, encoding="utf-8")
    result = run("import", tmp_path / "alertmanager.yml")
    assert (result.exit_code, said in result.stderr) == (2, True)
