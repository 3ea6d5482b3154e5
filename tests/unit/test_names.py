"""What users' own files, dashboards and other tools name: it may move in the code, and never change."""

import pytest

from hooks import names
from hooks.kinds.scraped import SCRAPE_KINDS
from hooks.workloads import alertmanager_flags, cluster_tls, reload, services, thanos_ruler_flags, thanos_sidecar, web_config
from hooks.workloads.labels import SHARD

RELIED_ON = {
    names.CONFIG_FILE: "prometheus.yaml",
    names.CONFIG_FILE_GZ: "prometheus.yaml.gz",
    names.CONFIG_OUT_FILE: "prometheus.env.yaml",
    names.scrape_file(0): "scrape_0.yaml",
    names.ALERTMANAGER_CONFIG_FILE: "alertmanager.yaml",
    names.ALERTMANAGER_CONFIG_FILE_GZ: "alertmanager.yaml.gz",
    names.ALERTMANAGER_TEMPLATES_DIR: "/etc/alertmanager/templates",
    names.ALERTMANAGER_CERTS_DIR: "/etc/alertmanager/certs",
    names.CERTS_DIR: "/etc/prometheus/certs",
    names.RULES_DIR: "/etc/prometheus/rules",
    names.SECRETS_DIR: "/etc/prometheus/secrets",
    names.CONFIG_MAPS_DIR: "/etc/prometheus/configmaps",
    names.WEB_CONFIG_DIR: "/etc/prometheus/web_config",
    names.LOG_DIR: "/var/log/prometheus",
    names.alertmanager_secret("main"): "alertmanager-main",
    names.asset_secret("PodMonitor", "web"): "podmonitor-web-assets",
    names.copied_label("team"): "labels.promhooks.io/team",
    names.expanded_later(names.SHARD_VARIABLE): "$(SHARD)",
    names.expanded_later(names.ZONE_VARIABLE): "$(TOPOLOGY_ZONE)",
    names.expanded_later(names.POD_NAME_VARIABLE): "$(POD_NAME)",
    alertmanager_flags.SERVICE: "alertmanager-operated",
    alertmanager_flags.CONFIG_OUT_FILE: "/etc/alertmanager/config_out/alertmanager.env.yaml",
    cluster_tls.FILE: "cluster-tls-config.yaml",
    web_config.FILE: "web-config.yaml",
    reload.NAME: "config-reloader",
    thanos_ruler_flags.RULES_DIR: "/etc/thanos/rules",
    thanos_sidecar.NAME: "thanos-sidecar",
    SHARD: "operator.prometheus.io/shard",
    services.OPERATED_ALERTMANAGER: "operated-alertmanager",
}


@pytest.mark.parametrize(("found", "known"), RELIED_ON.items())
def test_what_others_rely_on_stays(found: str, known: str) -> None:
    assert found == known


def test_jobs_are_named_after_their_objects() -> None:
    assert [kind.job_name("team/web") for kind in SCRAPE_KINDS.values()] == [
        "serviceMonitor/team/web",
        "podMonitor/team/web",
        "probe/team/web",
        "scrapeConfig/team/web",
    ]
    assert [kind.plural for kind in SCRAPE_KINDS.values()] == ["servicemonitors", "podmonitors", "probes", "scrapeconfigs"]


def test_rule_files_and_scrape_files_are_told_apart_by_a_dash() -> None:
    assert (names.NATIVE_SCRAPE_FILES, names.NATIVE_RULE_FILES) == ("/etc/prometheus/config/scrape_*.yaml", "/etc/prometheus/config/*-*.yaml")
