from typing import Any

import pytest

from hooks.errors import InvalidParent
from hooks.workloads import alertmanager, thanos_ruler
from tests.unit.workloads import build
from tests.unit.workloads.build import SIDECAR, container, containers, volume


def arguments(**spec: Any) -> list[str]:
    return list(container(alertmanager.stateful_set(build.alertmanager(**spec), SIDECAR), "alertmanager")["args"])


def test_one_replica_does_not_listen_for_others() -> None:
    assert "--cluster.listen-address=" in arguments()
    assert "--cluster.listen-address=[$(POD_IP)]:9094" in arguments(replicas=3)
    assert "--cluster.listen-address=[$(POD_IP)]:9094" in arguments(forceEnableClusterMode=True)


def test_every_replica_and_every_additional_peer_is_named() -> None:
    peers = [argument for argument in arguments(replicas=2, additionalPeers=["other:9094"]) if argument.startswith("--cluster.peer=")]
    assert peers == [
        "--cluster.peer=alertmanager-main-0.alertmanager-operated:9094",
        "--cluster.peer=alertmanager-main-1.alertmanager-operated:9094",
        "--cluster.peer=other:9094",
    ]


def test_a_member_can_have_another_name_than_its_pod() -> None:
    assert "--cluster.peer-name=$(POD_NAME)" in arguments(version="0.34.0")
    assert "--cluster.peer-name=$(POD_NAME).east" in arguments(version="0.34.0", clusterPeerName="$(POD_NAME).east")
    older = build.alertmanager(version="0.29.0", clusterPeerName="$(POD_NAME).east")
    assert [finding.path for finding in alertmanager.left_out(older, SIDECAR)] == ["spec.clusterPeerName"]


@pytest.mark.parametrize(("size", "count"), [("5MB", 5 * 1024**2), ("5MiB", 5 * 1024**2), ("1.5KB", 1536), ("0", 0)])
def test_sizes_are_given_in_bytes(size: str, count: int) -> None:
    assert f"--silences.max-silence-size-bytes={count}" in arguments(limits={"maxPerSilenceBytes": size})


def test_memory_is_asked_for_unless_the_user_says_how_much() -> None:
    def requests(**resources: Any) -> dict[str, str]:
        got = alertmanager.stateful_set(build.alertmanager(resources=resources), SIDECAR)
        return dict(container(got, "alertmanager")["resources"]["requests"])

    assert requests() == {"memory": "200Mi"}
    assert requests(requests={"memory": "1Gi", "cpu": "1"}) == {"memory": "1Gi", "cpu": "1"}


def test_templates_of_the_same_key_are_mounted_once() -> None:
    templates = [{"secret": {"name": "a", "key": "x.tmpl"}}, {"configMap": {"name": "b", "key": "x.tmpl"}}]
    got = alertmanager.stateful_set(build.alertmanager(alertmanagerConfiguration={"templates": templates}), SIDECAR)
    (source,) = volume(got, "notification-templates")["projected"]["sources"]
    assert source["secret"]["name"] == "a"


def test_a_kubelet_cannot_probe_the_loopback_interface() -> None:
    got = container(alertmanager.stateful_set(build.alertmanager(listenLocal=True), SIDECAR), "alertmanager")
    assert "livenessProbe" not in got
    assert [port["name"] for port in got["ports"]] == ["mesh-tcp", "mesh-udp"]


def test_a_field_that_the_version_does_not_know_is_reported() -> None:
    resource = build.alertmanager(version="0.27.0", limits={"maxSilences": 5})
    (finding,) = alertmanager.left_out(resource, SIDECAR)
    assert (finding.code.id, finding.path) == ("PH7001", "spec.limits.maxSilences")


CLIENT = {"cert": {"secret": {"name": "gossip", "key": "tls.crt"}}, "keySecret": {"name": "gossip", "key": "tls.key"}}


@pytest.mark.parametrize(
    ("client", "path"),
    [
        pytest.param({}, "cert", id="no-certificate"),
        pytest.param({**CLIENT, "keySecret": None}, "keySecret", id="no-key"),
        pytest.param({**CLIENT, "minVersion": "TLS13", "maxVersion": "TLS12"}, "maxVersion", id="no-version-left"),
    ],
)
def test_a_client_of_the_cluster_that_could_not_connect_is_refused(client: dict[str, Any], path: str) -> None:
    server = {"keyFile": "/k", "certFile": "/c"}
    with pytest.raises(InvalidParent) as refusal:
        alertmanager.stateful_set(build.alertmanager(clusterTLS={"server": server, "client": client}), SIDECAR)
    assert refusal.value.path == f"spec.clusterTLS.client.{path}"


def test_a_ruler_needs_somebody_to_ask() -> None:
    with pytest.raises(InvalidParent) as refusal:
        thanos_ruler.stateful_set(build.ruler(queryEndpoints=[]), SIDECAR)
    assert refusal.value.path == "spec.queryEndpoints"


def test_a_ruler_has_a_reloader_as_soon_as_it_has_rules() -> None:
    assert containers(thanos_ruler.stateful_set(build.ruler(), SIDECAR)) == ["thanos-ruler"]
