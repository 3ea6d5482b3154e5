import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
port: 9100
region: eu
tagSeparator: ;
refreshInterval: 30s
""",
        """
port: 9100
region: eu
tag_separator: ;
refresh_interval: 30s
""",
        id="every-field",
    ),
    pytest.param("2.52.0", "region: eu", "region: eu", id="region-at-2.52"),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_linode(version: str, given: str, want: str) -> None:
    assert section("linodeSDConfigs", given, version) == yaml.safe_load(want)
