"""Who is told of alerts, and the API server of another cluster."""

import pytest

from tests.unit.prometheus_yaml.sections import BASIC, at, config, section


def test_alertmanagers_are_found_by_service_and_port() -> None:
    spec = f"alerting: {{alertmanagers: [{{name: am, port: web, scheme: HTTPS, pathPrefix: /am, timeout: 5s, apiVersion: V2, {BASIC}}}]}}"
    (found,) = config(f"{{version: 3.13.2, {spec}}}")["alerting"]["alertmanagers"]
    assert found == {
        "scheme": "https",
        "path_prefix": "/am",
        "timeout": "5s",
        "api_version": "v2",
        "basic_auth": {"username": "alice", "password": "p4ss"},
        "kubernetes_sd_configs": [{"role": "endpoints", "namespaces": {"names": ["monitoring"]}}],
        "relabel_configs": [
            {"source_labels": ["__meta_kubernetes_service_name"], "regex": "am", "action": "keep"},
            {"source_labels": ["__meta_kubernetes_endpoint_port_name"], "regex": "web", "action": "keep"},
        ],
    }


def test_a_number_is_the_port_of_a_container() -> None:
    rules = section(config("{alerting: {alertmanagers: [{name: am, namespace: other, port: 9093}]}}"), "alerting.alertmanagers")["relabel_configs"]
    assert rules[1] == {"source_labels": ["__meta_kubernetes_pod_container_port_number"], "regex": "9093", "action": "keep"}


def test_the_first_version_of_the_api_is_gone_with_prometheus_3() -> None:
    spec = "alerting: {alertmanagers: [{name: am, port: web, apiVersion: v1}]}"
    versions = [section(at(spec, version), "alerting.alertmanagers").get("api_version") for version in ("2.55.1", "3.0.0")]
    assert versions == ["v1", None]


@pytest.mark.parametrize(
    ("name", "want"),
    [("", []), ("replica", [{"regex": "replica", "action": "labeldrop"}]), ("my.replica", [{"regex": r"my\.replica", "action": "labeldrop"}])],
)
def test_alerts_of_replicas_look_alike(name: str, want: list[dict[str, str]]) -> None:
    assert config(f"{{replicaExternalLabelName: '{name}', alerting: {{alertmanagers: []}}}}")["alerting"] == {
        "alert_relabel_configs": want,
        "alertmanagers": [],
    }


def test_nobody_to_tell_no_section() -> None:
    assert "alerting" not in config("{}")


def test_the_api_server_is_asked_with_the_credentials_of_the_prometheus() -> None:
    spec = f"{{apiserverConfig: {{host: https://api, {BASIC}}}, alerting: {{alertmanagers: [{{name: am, port: web}}]}}}}"
    (found,) = section(config(spec), "alerting.alertmanagers")["kubernetes_sd_configs"]
    assert (found["api_server"], found["basic_auth"]) == ("https://api", {"username": "alice", "password": "p4ss"})
