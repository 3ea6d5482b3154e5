import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
files: [/etc/prometheus/configmaps/targets/*.yaml]
refreshInterval: 1m
""",
        """
files: [/etc/prometheus/configmaps/targets/*.yaml]
refresh_interval: 1m
""",
        id="every-field",
    ),
    pytest.param("3.13.2", "files: [/a.json]", "files: [/a.json]", id="files-alone"),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_file(version: str, given: str, want: str) -> None:
    assert section("fileSDConfigs", given, version) == yaml.safe_load(want)
