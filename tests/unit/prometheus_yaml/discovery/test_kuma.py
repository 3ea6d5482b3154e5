import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
server: http://kuma
refreshInterval: 30s
fetchTimeout: 5s
clientID: me
""",
        """
server: http://kuma
refresh_interval: 30s
fetch_timeout: 5s
client_id: me
""",
        id="every-field",
    ),
    pytest.param(
        "2.49.1",
        """
server: http://kuma
clientID: me
""",
        "server: http://kuma",
        id="client-id-before-2.50",
    ),
    pytest.param(
        "2.50.0",
        """
server: http://kuma
clientID: me
""",
        """
server: http://kuma
client_id: me
""",
        id="client-id-since-2.50",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_kuma(version: str, given: str, want: str) -> None:
    assert section("kumaSDConfigs", given, version) == yaml.safe_load(want)
