import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
region: eu-1
endpoint: https://lightsail
accessKey: {name: login, key: id}
secretKey: {name: login, key: secret}
roleARN: arn:aws:iam::1:role/r
refreshInterval: 30s
port: 9100
""",
        """
region: eu-1
endpoint: https://lightsail
access_key: id-1
secret_key: s3cr3t
role_arn: arn:aws:iam::1:role/r
refresh_interval: 30s
port: 9100
""",
        id="every-field",
    ),
    pytest.param(
        "3.13.2",
        """
region: eu-1
secretKey: {name: login, key: secret}
""",
        "region: eu-1",
        id="one-key-alone-signs-nothing",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_lightsail(version: str, given: str, want: str) -> None:
    assert section("lightSailSDConfigs", given, version) == yaml.safe_load(want)
