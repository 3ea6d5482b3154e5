import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
names: [a.example, b.example]
type: A
port: 9100
refreshInterval: 30s
""",
        """
names: [a.example, b.example]
type: A
port: 9100
refresh_interval: 30s
""",
        id="every-field",
    ),
    pytest.param("3.13.2", "names: [a.example]", "names: [a.example]", id="srv-by-default"),
    pytest.param(
        "2.48.1",
        """
names: [a.example]
type: NS
""",
        "names: [a.example]",
        id="ns-records-before-2.49",
    ),
    pytest.param(
        "2.49.0",
        """
names: [a.example]
type: NS
""",
        """
names: [a.example]
type: NS
""",
        id="ns-records-since-2.49",
    ),
    pytest.param(
        "2.45.0",
        """
names: [a.example]
type: MX
""",
        """
names: [a.example]
type: MX
""",
        id="mx-records",
    ),
    pytest.param(
        "3.13.2",
        """
names: [a.example]
type: A
port: 0
""",
        """
names: [a.example]
type: A
port: 0
""",
        id="port-zero-is-written",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_dns(version: str, given: str, want: str) -> None:
    assert section("dnsSDConfigs", given, version) == yaml.safe_load(want)
