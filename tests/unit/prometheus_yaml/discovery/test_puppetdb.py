import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
url: http://puppet
query: resources {}
includeParameters: true
port: 9100
refreshInterval: 30s
""",
        """
url: http://puppet
query: resources {}
include_parameters: true
port: 9100
refresh_interval: 30s
""",
        id="every-field",
    ),
    pytest.param(
        "3.13.2",
        """
url: http://puppet
query: vhost
""",
        """
url: http://puppet
query: vhost
""",
        id="required-fields",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_puppetdb(version: str, given: str, want: str) -> None:
    assert section("puppetDBSDConfigs", given, version) == yaml.safe_load(want)
