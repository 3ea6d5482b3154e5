import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
server: http://nomad
allowStale: false
namespace: ns
region: eu
tagSeparator: ;
refreshInterval: 30s
""",
        """
server: http://nomad
allow_stale: false
namespace: ns
region: eu
tag_separator: ;
refresh_interval: 30s
""",
        id="every-field",
    ),
    pytest.param("3.13.2", "server: http://nomad", "server: http://nomad", id="server-alone"),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_nomad(version: str, given: str, want: str) -> None:
    assert section("nomadSDConfigs", given, version) == yaml.safe_load(want)
