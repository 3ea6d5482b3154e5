import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
role: LoadBalancer
region: r
identityEndpoint: http://identity
username: u
userid: uid
password: {name: login, key: password}
domainName: d
domainID: did
projectName: p
projectID: pid
applicationCredentialName: a
applicationCredentialId: aid
applicationCredentialSecret: {name: login, key: secret}
allTenants: false
refreshInterval: 30s
port: 9100
availability: Internal
tlsConfig: {ca: {configMap: {name: authority, key: ca.crt}}}
""",
        """
role: loadbalancer
region: r
identity_endpoint: http://identity
username: u
userid: uid
password: p4ss
domain_name: d
domain_id: did
project_name: p
project_id: pid
application_credential_name: a
application_credential_id: aid
application_credential_secret: s3cr3t
all_tenants: false
refresh_interval: 30s
port: 9100
availability: internal
tls_config: {ca_file: /etc/prometheus/certs/1_shop_authority_ca.crt}
""",
        id="every-field",
    ),
    pytest.param(
        "2.45.0",
        """
role: Hypervisor
region: r
""",
        """
role: hypervisor
region: r
""",
        id="required-fields",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_openstack(version: str, given: str, want: str) -> None:
    assert section("openstackSDConfigs", given, version) == yaml.safe_load(want)
