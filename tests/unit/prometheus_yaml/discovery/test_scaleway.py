import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
accessKey: SCW
secretKey: {name: login, key: secret}
projectID: p
role: Baremetal
port: 9100
apiURL: https://api
zone: fr-par-1
nameFilter: web
tagsFilter: [b, a]
refreshInterval: 30s
""",
        """
access_key: SCW
secret_key: s3cr3t
project_id: p
role: baremetal
port: 9100
api_url: https://api
zone: fr-par-1
name_filter: web
tags_filter: [b, a]
refresh_interval: 30s
""",
        id="every-field",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_scaleway(version: str, given: str, want: str) -> None:
    assert section("scalewaySDConfigs", given, version) == yaml.safe_load(want)
