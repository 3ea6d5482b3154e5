import pytest
import yaml

from tests.unit.prometheus_yaml.discovery.sections import section

ROWS = [
    pytest.param(
        "3.13.2",
        """
role: EndpointSlice
apiServer: https://api
namespaces: {ownNamespace: false, names: [a, b]}
selectors:
- {role: Pod, label: app=a, field: spec.nodeName=n}
- {role: EndpointSlice, label: app=a}
attachMetadata: {node: true}
""",
        """
role: endpointslice
api_server: https://api
namespaces: {own_namespace: false, names: [a, b]}
selectors:
- {role: pod, label: app=a, field: spec.nodeName=n}
- {role: endpointslice, label: app=a}
attach_metadata: {node: true}
""",
        id="every-field",
    ),
    pytest.param("3.13.2", "role: Ingress", "role: ingress", id="role-alone"),
    pytest.param(
        "3.13.2",
        """
role: Pod
namespaces: {ownNamespace: true}
""",
        """
role: pod
namespaces: {own_namespace: true, names: []}
""",
        id="own-namespace-alone",
    ),
    pytest.param(
        "3.13.2",
        """
role: Service
attachMetadata: {node: true}
""",
        "role: service",
        id="only-what-runs-on-a-node-carries-its-metadata",
    ),
    pytest.param(
        "3.13.2",
        """
role: Pod
attachMetadata: {node: false}
""",
        """
role: pod
attach_metadata: {node: false}
""",
        id="metadata-explicitly-off",
    ),
]


@pytest.mark.parametrize(("version", "given", "want"), ROWS)
def test_kubernetes(version: str, given: str, want: str) -> None:
    assert section("kubernetesSDConfigs", given, version) == yaml.safe_load(want)
