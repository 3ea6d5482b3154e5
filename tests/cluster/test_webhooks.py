"""The webhooks as deploy/components install them: a real API server asks the real server, and trusts the certificate that `promhooks certificates` makes."""

import json
import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hooks.cli.documents import documents
from hooks.cli.local.processes import Process, stop
from hooks.cli.local.volumes import data_of
from hooks.protocol import Manifest
from tests.cluster.apiserver import ApiServer, kubeconfig
from tests.cluster.conftest import with_crds
from tests.cluster.installation import ROOT
from tests.cluster.network import Network, NoNetwork, network
from tests.local.conftest import eventually

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(240)]
OVERLAY = """
resources: [{root}/crds, {root}/deploy/{way}/local]
components: [{root}/deploy/components/webhooks-own-certificates, {root}/deploy/components/alertmanagerconfig-v1beta1]
"""
NAME, HOST = "promhooks-webhooks", "promhooks-webhooks.promhooks.svc"
ALERTMANAGERCONFIG: Manifest = {"kind": "AlertmanagerConfig", "metadata": {"namespace": "default", "name": "team"}}


class World:
    """An API server and the webhooks at an address inside of its network. What a kubelet does is done here."""

    def __init__(self, server: ApiServer, own: Network, folder: Path) -> None:
        self.server, self._own, self._folder = server, own, folder
        self.address = own.address(3)

    def install(self, way: str) -> Manifest:
        """Applies an overlay; the container of the hooks. Without Metacontroller's CRDs its controllers cannot be applied, so they are left out."""
        overlay = self._folder / way
        overlay.mkdir()
        (overlay / "kustomization.yaml").write_text(OVERLAY.format(root=os.path.relpath(ROOT, overlay), way=way))
        manifests: list[Any] = [found[0] for found in documents(self.server.kubectl("kustomize", str(overlay)).stdout)]
        ours = [each for each in manifests if not each["kind"].endswith("Controller")]
        self.server.kubectl("apply", "-f", "-", manifests=[each for each in ours if each["kind"] == "Namespace"])
        self.server.kubectl("apply", "-f", "-", manifests=ours)
        pod = next(each["spec"]["template"]["spec"] for each in ours if each["kind"] == "Deployment")
        (hooks,) = (each for each in (*pod.get("initContainers", ()), *pod["containers"]) if each["name"] == "hooks")
        (mount,) = (each for each in hooks["volumeMounts"] if each["name"] == "webhooks-tls")
        assert next(each["secret"]["secretName"] for each in pod["volumes"] if each["name"] == "webhooks-tls") == f"{NAME}-tls"
        return {"args": hooks["args"], "mount": mount["mountPath"], "port": {each["name"]: each["containerPort"] for each in hooks["ports"]}["webhooks"]}

    def certificates(self, *arguments: str) -> str:
        """What the Job runs, with its rights."""
        token = self.server.kubectl("create", "token", "promhooks-certificates", "-n", "promhooks").stdout.strip()
        given = self._folder / "kubeconfig"
        given.write_text(json.dumps(kubeconfig(self.server, token)))
        command = [sys.executable, "-m", "hooks.cli", "certificates", f"--kubeconfig={given}", *arguments]
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def mounted(self) -> Path:
        """The files of the Secret, as the kubelet writes them."""
        folder = self._folder / "tls"
        folder.mkdir(exist_ok=True)
        secret = self.server.request("GET", f"/api/v1/namespaces/promhooks/secrets/{NAME}-tls").body
        for name, value in data_of(secret).items():
            (folder / f"{name}.new").write_bytes(value)
            (folder / f"{name}.new").rename(folder / name)
        return folder

    def serve(self, hooks: Manifest) -> Process:
        """The container, and its pod among the endpoints of the Service."""
        own = {hooks["mount"]: str(self.mounted()), "0.0.0.0": self.address}
        # Only these two: in this namespace the other addresses are nobody's.
        arguments = ["serve", *(each for each in hooks["args"] if "webhooks" in each)]
        for there, here in own.items():
            arguments = [each.replace(there, here) for each in arguments]
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(self._folder)}
        process = Process([*self._own.prefix, sys.executable, "-m", "hooks.cli", *arguments], environment, self._folder / "hooks.log", ROOT)
        metadata = {"name": f"{NAME}-1", "namespace": "promhooks", "labels": {"kubernetes.io/service-name": NAME}}
        endpoints = [{"addresses": [self.address], "conditions": {"ready": True}}]
        ports = [{"name": "webhooks", "port": hooks["port"], "protocol": "TCP"}]
        slices: Manifest = {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "metadata": metadata, "addressType": "IPv4"}
        self.server.kubectl("apply", "-f", "-", manifests=[{**slices, "endpoints": endpoints, "ports": ports}])
        return process

    def said(self, *manifests: Manifest) -> str:
        """What kubectl says against applying something; empty where it is taken."""
        return self.server.kubectl("apply", "-f", "-", manifests=manifests, check=False).stderr

    def listening(self) -> bool:
        """Whether the webhooks are there."""
        with socket.socket() as probe:
            return probe.connect_ex((self.address, 9443)) == 0

    def shown(self) -> str:
        """The certificate that the webhooks show."""
        return ssl.get_server_certificate((self.address, 9443))


@pytest.fixture(scope="module")
def own_network() -> Iterator[Network]:
    try:
        with network(3) as own:
            yield own
    except NoNetwork as error:
        pytest.skip(f"no network of its own: {error}")


@pytest.fixture(params=["standalone", "addon"])
def world(request: pytest.FixtureRequest, own_network: Network, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, Manifest]]:
    with with_crds(tmp_path_factory.mktemp("apiserver"), own_network.address(2), own_network.prefix) as server:
        made = World(server, own_network, tmp_path_factory.mktemp("webhooks"))
        yield made, made.install(request.param)


def rule(expression: str, **annotations: Any) -> Manifest:
    alert = {"alert": "Down", "expr": expression, "annotations": annotations}
    metadata = {"namespace": "default", "name": "rules"}
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule", "metadata": metadata, "spec": {"groups": [{"name": "g", "rules": [alert]}]}}


def receiver(version: str, **spec: Any) -> Manifest:
    given = {"receivers": [{"name": "nobody"}], "route": {"receiver": "nobody"}, **spec}
    return {"apiVersion": f"monitoring.coreos.com/{version}", **ALERTMANAGERCONFIG, "spec": given}


def test_webhooks_in_a_cluster(world: tuple[World, Manifest]) -> None:
    cluster, hooks = world
    assert cluster.said(rule("up ==")) == "", "while nobody answers, failurePolicy Ignore lets everything in"
    told = cluster.certificates()
    assert [line.split()[0] for line in told.splitlines()] == [
        "ValidatingWebhookConfiguration",
        "MutatingWebhookConfiguration",
        "CustomResourceDefinition",
        "Secret",
    ]
    process = cluster.serve(hooks)
    try:
        eventually("the webhooks listen", cluster.listening, 60)
        assert "spec.groups[0].rules[0].expr" in cluster.said(rule("up == )")), process.last_lines(5)
        assert cluster.said(rule("up == 0", runs=7)) == "", process.last_lines(5)
        stored = cluster.server.request("GET", "/apis/monitoring.coreos.com/v1/namespaces/default/prometheusrules/rules").body
        assert stored["spec"]["groups"][0]["rules"][0]["annotations"] == {"runs": "7"}
        assert stored["metadata"]["annotations"]["prometheus-operator-validated"] == "true"
        assert "spec.route.receiver" in cluster.said(receiver("v1alpha1", route={"receiver": "somebody"}))
        interval = {"name": "night", "timeIntervals": [{"times": [{"startTime": "00:00", "endTime": "06:00"}]}]}
        assert cluster.said(receiver("v1beta1", timeIntervals=[interval])) == ""
        found = cluster.server.request("GET", "/apis/monitoring.coreos.com/v1alpha1/namespaces/default/alertmanagerconfigs/team").body
        assert found["spec"]["muteTimeIntervals"] == [interval]

        before = cluster.shown()
        assert "a new certificate" not in cluster.certificates(), "it is good for long"
        assert "a new certificate" in cluster.certificates("--renew")
        assert "rules[0].expr" in cluster.said(rule("up == )")), "the old one is trusted until the pods have the new one"
        cluster.mounted()
        assert cluster.shown() != before, "it is read again without a restart"
        assert "rules[0].expr" in cluster.said(rule("up == )"))
    finally:
        stop([process])
