import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
datacenterID: dc
authorization: {credentials: {name: login, key: token}}
port: 9100
refreshInterval: 30s
""",
        """
datacenter_id: dc
authorization: {type: Bearer, credentials: t0k3n}
port: 9100
refresh_interval: 30s
""",
        id="every-field",
    ),
    pytest.param(
        "3.13.2",
        """
datacenterID: dc
authorization: {credentials: {name: login, key: token}}
oauth2:
  clientId: {secret: {name: login, key: id}}
  clientSecret: {name: login, key: secret}
  tokenUrl: http://token
""",
        """
datacenter_id: dc
oauth2: {client_id: id-1, client_secret: s3cr3t, token_url: http://token}
""",
        id="oauth2-wins-over-the-authorization-that-the-api-requires",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_ionos(version: str, given: str, want: str) -> None:
    assert section("ionosSDConfigs", given, version) == yaml.safe_load(want)
