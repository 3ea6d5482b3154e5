"""Workloads in a real API server: every field that users may set is accepted, and what is immutable never becomes an error."""

import json
from typing import Any

import pytest

from hooks.protocol import Manifest
from hooks.workloads import agent, alertmanager, prometheus, thanos_ruler
from hooks.workloads.context import WorkloadContext
from hooks.workloads.immutable import with_observed
from tests.cluster.apiserver import ApiServer
from tests.unit.workloads import build
from tests.unit.workloads.build import NATIVE, SIDECAR
from tests.unit.workloads.test_immutable import claim, desired

pytestmark = pytest.mark.cluster
NAMESPACE = "monitoring"
BUSY = WorkloadContext(rule_config_maps=("rules-0",), tls_asset_secrets=("assets-0",))
EVERYTHING: dict[str, Any] = {
    "hostNetwork": True,
    "listenLocal": True,
    "secrets": ["dotted.name"],
    "configMaps": ["c"],
    "web": {"tlsConfig": {"keySecret": {"name": "k", "key": "k"}, "cert": {"configMap": {"name": "c", "key": "c"}}}},
    "hostAliases": [{"ip": "192.0.2.1", "hostnames": ["x"]}],
    "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 1}},
    "persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Delete"},
    "dnsConfig": {"nameservers": ["192.0.2.2"], "options": [{"name": "ndots", "value": "2"}]},
    "storage": {"ephemeral": {"volumeClaimTemplate": {"spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}}}},
}
SPREAD = [{"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule", "additionalLabelSelectors": "OnShard"}]


@pytest.fixture(scope="module")
def namespace(server: ApiServer) -> ApiServer:
    server.kubectl("create", "namespace", NAMESPACE)
    return server


def applied(server: ApiServer, manifest: Manifest) -> Manifest:
    """The object after a server-side apply; CalledProcessError with the API server's words where it is refused."""
    arguments = ("apply", "--server-side", "--field-manager=promhooks", "--force-conflicts", "--output=json", "--filename=-")
    return dict(json.loads(server.kubectl(*arguments, manifests=[manifest]).stdout))


@pytest.mark.parametrize(
    "workload",
    [
        pytest.param(prometheus.stateful_set(build.prometheus(replicas=2), 0, NATIVE), id="native"),
        pytest.param(prometheus.stateful_set(build.prometheus(**EVERYTHING, topologySpreadConstraints=SPREAD, thanos={}), 1, BUSY), id="sidecar"),
        pytest.param(agent.stateful_set(build.agent(**EVERYTHING), 0, NATIVE), id="agent"),
        pytest.param(agent.daemon_set(build.agent(mode="DaemonSet"), SIDECAR), id="daemon-set"),
        pytest.param(alertmanager.stateful_set(build.alertmanager(**EVERYTHING, replicas=3), BUSY), id="alertmanager"),
        pytest.param(thanos_ruler.stateful_set(build.ruler(), BUSY), id="ruler"),
    ],
)
def test_a_workload_is_accepted_and_accepted_again(namespace: ApiServer, workload: Manifest) -> None:
    first = applied(namespace, workload)
    assert applied(namespace, workload)["metadata"]["generation"] == first["metadata"]["generation"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(desired(claim("2Gi", labels={"a": "b"})), id="size"),
        pytest.param(desired(claim("1Gi")), id="label-of-a-claim"),
        pytest.param(desired(claim("1Gi", name="other")), id="name-of-a-claim"),
        pytest.param(desired(), id="no-claim"),
        pytest.param(desired(claim("1Gi"), serviceName="other", podManagementPolicy="OrderedReady"), id="service-and-order"),
    ],
)
def test_an_immutable_field_never_becomes_an_error(namespace: ApiServer, change: Manifest) -> None:
    live = applied(namespace, named(desired(claim("1Gi", labels={"a": "b"}))))
    again, kept = with_observed(named(change), live)
    assert kept
    assert applied(namespace, again)["spec"]["volumeClaimTemplates"] == live["spec"]["volumeClaimTemplates"]


@pytest.mark.parametrize("size", ["1Gi", "1024Mi"])
def test_the_same_storage_in_other_words_is_accepted_and_changes_nothing(namespace: ApiServer, size: str) -> None:
    live = applied(namespace, named(desired(claim("1Gi", labels={"a": "b"}))))
    again, kept = with_observed(named(desired(claim(size, labels={"a": "b"}))), live)
    assert kept == ()
    assert applied(namespace, again)["metadata"]["generation"] == live["metadata"]["generation"]


def named(manifest: Manifest) -> Manifest:
    return {**manifest, "metadata": {**manifest["metadata"], "name": "immutable"}}
