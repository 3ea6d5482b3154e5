"""The global section, and the rule files."""

import pytest

from hooks.kinds.prometheusagent import PrometheusAgent
from hooks.settings import Settings
from tests.unit.prometheus_yaml.clusters import NATIVE, SIDECAR
from tests.unit.prometheus_yaml.sections import config


@pytest.mark.parametrize(
    ("spec", "want"),
    [
        pytest.param("{}", {"prometheus": "monitoring/main", "prometheus_replica": "$(POD_NAME)"}, id="both"),
        pytest.param("{prometheusExternalLabelName: '', replicaExternalLabelName: ''}", {}, id="none"),
        pytest.param(
            "{prometheusExternalLabelName: p, replicaExternalLabelName: r, externalLabels: {a: b, p: mine}}",
            {"a": "b", "p": "monitoring/main", "r": "$(POD_NAME)"},
            id="renamed-and-never-overridden",
        ),
    ],
)
def test_external_labels(spec: str, want: dict[str, str]) -> None:
    assert config(spec)["global"]["external_labels"] == want


def test_natively_prometheus_expands_the_name_of_the_pod() -> None:
    assert config("{externalLabels: {host: $(POD_NAME)}}", settings=NATIVE)["global"]["external_labels"] == {
        "host": "${POD_NAME}",
        "prometheus": "monitoring/main",
        "prometheus_replica": "${POD_NAME}",
    }


@pytest.mark.parametrize(
    ("spec", "want"),
    [
        pytest.param("{sampleLimit: 5, enforcedSampleLimit: 9}", 5, id="lower-than-enforced"),
        pytest.param("{sampleLimit: 9, enforcedSampleLimit: 5}", 5, id="enforced"),
        pytest.param("{enforcedSampleLimit: 5}", 5, id="enforced-alone"),
        pytest.param("{sampleLimit: 0}", None, id="zero-is-none"),
    ],
)
def test_global_limits(spec: str, want: int | None) -> None:
    assert config(spec)["global"].get("sample_limit") == want


@pytest.mark.parametrize(
    ("file", "want"),
    [("query.log", "/var/log/prometheus/query.log"), ("./query.log", "/var/log/prometheus/query.log"), ("/dev/stdout", "/dev/stdout"), ("a/b.log", "a/b.log")],
)
def test_a_bare_log_file_lies_where_the_pod_may_write(file: str, want: str) -> None:
    assert config(f"{{queryLogFile: {file}}}")["global"]["query_log_file"] == want


def test_an_agent_has_no_rules_and_no_queries() -> None:
    assert {"evaluation_interval", "rule_query_offset", "query_log_file"} & set(config("{}", PrometheusAgent)["global"]) == set()
    assert "rule_files" not in config("{}", PrometheusAgent)


@pytest.mark.parametrize(
    ("spec", "settings", "want"),
    [
        pytest.param("{}", SIDECAR, None, id="no-selector-no-rules"),
        pytest.param("{ruleSelector: {}}", SIDECAR, ["/etc/prometheus/rules/prometheus-main-rulefiles-0/*.yaml"], id="one-folder-a-configmap"),
        pytest.param("{ruleSelector: {}}", NATIVE, ["/etc/prometheus/config/*-*.yaml"], id="beside-the-configuration"),
    ],
)
def test_rule_files(spec: str, settings: Settings, want: list[str] | None) -> None:
    assert config(spec, settings=settings).get("rule_files") == want
