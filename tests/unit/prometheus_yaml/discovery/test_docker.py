import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
host: unix:///var/run/docker.sock
filters:
- {name: label, values: [b, a]}
- {name: health, values: [healthy]}
port: 9100
hostNetworkingHost: localhost
matchFirstNetwork: false
refreshInterval: 30s
""",
        """
host: unix:///var/run/docker.sock
filters:
- {name: health, values: [healthy]}
- {name: label, values: [b, a]}
port: 9100
host_networking_host: localhost
match_first_network: false
refresh_interval: 30s
""",
        id="every-field",
    ),
    pytest.param(
        "2.54.0",
        """
host: tcp://d
matchFirstNetwork: true
""",
        "host: tcp://d",
        id="first-network-before-2.54.1",
    ),
    pytest.param(
        "2.54.1",
        """
host: tcp://d
matchFirstNetwork: true
""",
        """
host: tcp://d
match_first_network: true
""",
        id="first-network-since-2.54.1",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_docker(version: str, given: str, want: str) -> None:
    assert section("dockerSDConfigs", given, version) == yaml.safe_load(want)
