import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
port: 9100
refreshInterval: 30s
""",
        """
port: 9100
refresh_interval: 30s
""",
        id="every-field",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_digitalocean(version: str, given: str, want: str) -> None:
    assert section("digitalOceanSDConfigs", given, version) == yaml.safe_load(want)
