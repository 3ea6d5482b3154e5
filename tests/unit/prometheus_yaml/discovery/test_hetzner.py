import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
role: Robot
port: 9100
refreshInterval: 5m
labelSelector: env=prod
""",
        """
role: robot
port: 9100
refresh_interval: 5m
label_selector: env=prod
""",
        id="every-field",
    ),
    pytest.param(
        "3.4.2",
        """
role: hcloud
labelSelector: env=prod
""",
        "role: hcloud",
        id="label-selector-before-3.5",
    ),
    pytest.param(
        "3.5.0",
        """
role: hcloud
labelSelector: env=prod
""",
        """
role: hcloud
label_selector: env=prod
""",
        id="label-selector-since-3.5",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_hetzner(version: str, given: str, want: str) -> None:
    assert section("hetznerSDConfigs", given, version) == yaml.safe_load(want)
