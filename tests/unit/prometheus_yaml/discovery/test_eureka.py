import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
server: http://eureka
refreshInterval: 30s
""",
        """
server: http://eureka
refresh_interval: 30s
""",
        id="every-field",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_eureka(version: str, given: str, want: str) -> None:
    assert section("eurekaSDConfigs", given, version) == yaml.safe_load(want)
