import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
server: consul:8500
pathPrefix: /consul
tokenRef: {name: login, key: token}
datacenter: dc1
namespace: ns
partition: part
scheme: HTTPS
services: [web, api]
tags: [b, a]
tagSeparator: ;
nodeMeta: {rack: r1}
filter: Meta.env == "qa"
healthFilter: Service.Tags contains "x"
allowStale: false
refreshInterval: 30s
""",
        """
server: consul:8500
path_prefix: /consul
token: t0k3n
datacenter: dc1
namespace: ns
partition: part
scheme: https
services: [web, api]
tags: [b, a]
tag_separator: ;
node_meta: {rack: r1}
filter: Meta.env == "qa"
health_filter: Service.Tags contains "x"
allow_stale: false
refresh_interval: 30s
""",
        id="every-field",
    ),
    pytest.param(
        "3.13.2",
        """
server: consul:8500
services: []
tags: []
nodeMeta: {}
""",
        "server: consul:8500",
        id="server-alone",
    ),
    pytest.param(
        "3.0.0",
        """
server: a
filter: f
""",
        """
server: a
filter: f
""",
        id="filter-at-3.0",
    ),
    pytest.param(
        "3.11.2",
        """
server: a
healthFilter: f
""",
        """
server: a
health_filter: f
""",
        id="health-filter-at-3.11.2",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_consul(version: str, given: str, want: str) -> None:
    assert section("consulSDConfigs", given, version) == yaml.safe_load(want)
