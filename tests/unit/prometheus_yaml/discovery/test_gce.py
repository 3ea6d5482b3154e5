import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
project: p
zone: z
filter: f
refreshInterval: 30s
port: 9100
tagSeparator: ;
""",
        """
project: p
zone: z
filter: f
refresh_interval: 30s
port: 9100
tag_separator: ;
""",
        id="every-field",
    ),
    pytest.param(
        "3.13.2",
        """
project: p
zone: z
""",
        """
project: p
zone: z
""",
        id="required-fields",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_gce(version: str, given: str, want: str) -> None:
    assert section("gceSDConfigs", given, version) == yaml.safe_load(want)
