import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
url: http://a/sd
refreshInterval: 1m
""",
        """
url: http://a/sd
refresh_interval: 1m
""",
        id="every-field",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_http(version: str, given: str, want: str) -> None:
    assert section("httpSDConfigs", given, version) == yaml.safe_load(want)
