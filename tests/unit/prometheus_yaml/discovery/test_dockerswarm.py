import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
host: tcp://d
role: Tasks
filters: [{name: a, values: [b]}]
port: 9100
refreshInterval: 30s
""",
        """
host: tcp://d
role: tasks
filters: [{name: a, values: [b]}]
port: 9100
refresh_interval: 30s
""",
        id="every-field",
    ),
    pytest.param(
        "3.13.2",
        """
host: tcp://d
role: Nodes
filters: []
""",
        """
host: tcp://d
role: nodes
""",
        id="required-fields",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_dockerswarm(version: str, given: str, want: str) -> None:
    assert section("dockerSwarmSDConfigs", given, version) == yaml.safe_load(want)
