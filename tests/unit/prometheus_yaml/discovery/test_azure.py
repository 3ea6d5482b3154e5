import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
environment: AzurePublicCloud
authenticationMethod: OAuth
subscriptionID: sub
tenantID: ten
clientID: cli
clientSecret: {name: login, key: secret}
resourceGroup: grp
refreshInterval: 30s
port: 9100
""",
        """
environment: AzurePublicCloud
authentication_method: OAuth
subscription_id: sub
tenant_id: ten
client_id: cli
client_secret: s3cr3t
resource_group: grp
refresh_interval: 30s
port: 9100
""",
        id="every-field",
    ),
    pytest.param(
        "3.13.2",
        """
subscriptionID: s
environment: AzureChina
basicAuth: {username: {name: login, key: user}}
proxyUrl: http://p
""",
        """
subscription_id: s
environment: AzureChina
basic_auth: {username: alice, password: ''}
proxy_url: http://p
""",
        id="credentials-and-proxy-stay-beside-an-environment",
    ),
    pytest.param(
        "3.13.2",
        """
subscriptionID: s
followRedirects: true
enableHTTP2: true
""",
        "subscription_id: s",
        id="what-prometheus-does-anyway-is-not-written",
    ),
    pytest.param(
        "3.13.2",
        """
subscriptionID: s
followRedirects: false
enableHTTP2: false
""",
        """
subscription_id: s
follow_redirects: false
enable_http2: false
""",
        id="switches-turned-off-are-written",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_azure(version: str, given: str, want: str) -> None:
    assert section("azureSDConfigs", given, version) == yaml.safe_load(want)
