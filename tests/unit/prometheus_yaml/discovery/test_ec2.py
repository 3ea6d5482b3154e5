import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
region: eu-1
accessKey: {name: login, key: id}
secretKey: {name: login, key: secret}
roleARN: arn:aws:iam::1:role/r
refreshInterval: 30s
port: 9100
filters:
- {name: tag:service, values: [web, db]}
- {name: instance-state-name, values: [running]}
followRedirects: false
enableHTTP2: false
tlsConfig: {insecureSkipVerify: true, serverName: aws}
proxyUrl: http://proxy
noProxy: internal
""",
        """
region: eu-1
access_key: id-1
secret_key: s3cr3t
role_arn: arn:aws:iam::1:role/r
refresh_interval: 30s
port: 9100
filters:
- {name: instance-state-name, values: [running]}
- {name: tag:service, values: [web, db]}
follow_redirects: false
enable_http2: false
tls_config: {insecure_skip_verify: true, server_name: aws}
proxy_url: http://proxy
no_proxy: internal
""",
        id="every-field",
    ),
    pytest.param(
        "3.13.2",
        """
region: eu-1
accessKey: {name: login, key: id}
""",
        "region: eu-1",
        id="one-key-alone-signs-nothing",
    ),
    pytest.param("3.13.2", "{}", "{}", id="the-environment-says-everything"),
    pytest.param(
        "2.40.7",
        """
region: a
followRedirects: true
enableHTTP2: true
tlsConfig: {serverName: aws}
""",
        "region: a",
        id="http-client-before-2.41",
    ),
    pytest.param(
        "2.41.0",
        """
region: a
followRedirects: true
enableHTTP2: true
tlsConfig: {serverName: aws}
""",
        """
region: a
follow_redirects: true
enable_http2: true
tls_config: {server_name: aws}
""",
        id="http-client-since-2.41",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_ec2(version: str, given: str, want: str) -> None:
    assert section("ec2SDConfigs", given, version) == yaml.safe_load(want)
