import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
targets: [b:80, a:80]
labels: {team: shop}
""",
        """
targets: [b:80, a:80]
labels: {team: shop}
""",
        id="labels-are-kept",
    ),
    pytest.param(
        "3.13.2",
        "targets: [a:80]",
        """
targets: [a:80]
labels: {}
""",
        id="no-labels-is-an-empty-map",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_static(version: str, given: str, want: str) -> None:
    assert section("staticConfigs", given, version) == yaml.safe_load(want)
