"""A configuration is the same on this machine but for paths and discoveries."""

from pathlib import Path

import pytest
import yaml

from hooks.cli.local.config import localized

MOUNTS = {"/etc/prometheus/rules/": "/run/rules/", "/prometheus/": "/run/data/"}


def local(path: str) -> str:
    return next((path.replace(mounted, folder, 1) for mounted, folder in MOUNTS.items() if path.startswith(mounted)), path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("rule_files: [/etc/prometheus/rules/a/*.yaml]\n", {"rule_files": ["/run/rules/a/*.yaml"]}, id="rule-files"),
        pytest.param("tls_config: {ca_file: /etc/prometheus/rules/ca}\n", {"tls_config": {"ca_file": "/run/rules/ca"}}, id="a-field-that-names-a-file"),
        pytest.param("metrics_path: /prometheus/metrics\n", {"metrics_path": "/prometheus/metrics"}, id="a-path-of-a-url-stays"),
        pytest.param("templates: [/elsewhere/*.tmpl]\n", {"templates": ["/elsewhere/*.tmpl"]}, id="a-path-outside-of-mounts-stays"),
    ],
)
def test_paths_are_moved_to_where_the_volumes_are(text: str, expected: object) -> None:
    assert yaml.safe_load(localized(text, local, Path("/run/discovery")).text) == expected


def test_other_values_keep_their_spelling() -> None:
    text = "a: 012\nb: 2024-01-01\nc: yes\nd: '8080'\ne: 데모\nf: \"a\\nb\"\n"
    written = localized(text, local, Path("/run")).text
    assert "a: 012\nb: 2024-01-01\nc: yes\nd: '8080'\ne: 데모\n" in written
    assert yaml.safe_load(written)["f"] == "a\nb"


def test_a_kubernetes_discovery_becomes_a_file_that_stands_for_it() -> None:
    result = localized("scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: pod}, {role: node}]}]\n", local, Path("/run/discovery"))
    job = yaml.safe_load(result.text)["scrape_configs"][0]
    assert list(job) == ["job_name", "file_sd_configs"]
    assert [result.discoveries[Path(path)] for path in job["file_sd_configs"][0]["files"]] == [{"role": "pod"}, {"role": "node"}]


def test_file_discoveries_that_were_there_stay() -> None:
    result = localized("file_sd_configs: [{files: [/x.json]}]\nkubernetes_sd_configs: [{role: pod}]\n", local, Path("/run/discovery"))
    files = [entry["files"] for entry in yaml.safe_load(result.text)["file_sd_configs"]]
    assert files == [["/x.json"], [str(path) for path in result.discoveries]]
