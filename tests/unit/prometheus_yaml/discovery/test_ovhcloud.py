import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
applicationKey: key
applicationSecret: {name: login, key: secret}
consumerKey: {name: login, key: token}
service: DedicatedServer
endpoint: ovh-eu
refreshInterval: 30s
""",
        """
application_key: key
application_secret: s3cr3t
consumer_key: t0k3n
service: dedicated_server
endpoint: ovh-eu
refresh_interval: 30s
""",
        id="every-field",
    ),
    pytest.param(
        "3.13.2",
        """
applicationKey: key
applicationSecret: {name: login, key: secret}
consumerKey: {name: login, key: token}
service: VPS
""",
        """
application_key: key
application_secret: s3cr3t
consumer_key: t0k3n
service: vps
""",
        id="vps",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_ovhcloud(version: str, given: str, want: str) -> None:
    assert section("ovhcloudSDConfigs", given, version) == yaml.safe_load(want)
