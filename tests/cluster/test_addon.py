"""The add-on with a real Metacontroller that runs elsewhere: it asks over TLS with the token, and needs no more rights than the manifests give it."""

import ipaddress
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hooks.cli.local.processes import Process, stop
from hooks.protocol import Manifest
from tests.cluster.apiserver import ApiServer, kubeconfig, wait_for_crds
from tests.cluster.conftest import with_crds
from tests.cluster.installation import REAL, REAL_CRDS, ROOT
from tests.cluster.test_server import Server, serving
from tests.local.conftest import eventually
from tests.unit.loop.small import NOON

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.timeout(180),
    pytest.mark.skipif(not (REAL and REAL_CRDS), reason="METACONTROLLER names no real one, and the stand-in speaks no TLS"),
]
# What any installation of Metacontroller has for itself.
OWN_RIGHTS: list[Manifest] = [
    {"apiGroups": ["metacontroller.k8s.io"], "resources": ["*"], "verbs": ["get", "list", "watch"]},
    {"apiGroups": ["apiextensions.k8s.io"], "resources": ["customresourcedefinitions"], "verbs": ["get", "list", "watch"]},
    {"apiGroups": ["", "events.k8s.io"], "resources": ["events"], "verbs": ["create", "patch"]},
]


def certificate(folder: Path) -> None:
    """``tls.crt``, ``tls.key`` and ``ca.crt`` for 127.0.0.1, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "promhooks")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).add_extension(address, critical=False)
    signed = builder.not_valid_before(NOON.replace(year=2020)).not_valid_after(NOON.replace(year=2099)).sign(key, hashes.SHA256())
    for file in ("tls.crt", "ca.crt"):
        (folder / file).write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "tls.key").write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))


@pytest.fixture
def hooks(tmp_path: Path) -> Iterator[Server]:
    certificate(tmp_path)
    (tmp_path / "token").write_text("not-a-real-token")
    with serving(tmp_path, f"--tls-cert={tmp_path}/tls.crt", f"--tls-key={tmp_path}/tls.key", f"--token-file={tmp_path}/token") as server:
        yield server


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory, hooks: Server) -> Iterator[ApiServer]:
    """An API server with the add-on as its README installs it; only the hooks are at an address of this machine."""
    with with_crds(tmp_path_factory.mktemp("addon")) as server:
        server.kubectl("apply", "-f", str(REAL_CRDS))
        wait_for_crds(server, "compositecontrollers.metacontroller.k8s.io", "decoratorcontrollers.metacontroller.k8s.io")
        server.kubectl("apply", "-f", str(ROOT / "deploy/base/namespace.yaml"))
        server.kubectl("-n", "promhooks", "create", "secret", "generic", "promhooks-token", f"--from-file={hooks.folder}/token")
        files = [f"--from-file={hooks.folder}/{name}" for name in ("tls.crt", "tls.key", "ca.crt")]
        server.kubectl("-n", "promhooks", "create", "secret", "generic", "promhooks-tls", *files)
        text = server.kubectl("kustomize", str(ROOT / "deploy/addon/local")).stdout
        for port, ours in ((8443, hooks.port), (8444, hooks.workloads_port)):
            text = text.replace(f"https://promhooks.promhooks.svc:{port}", f"https://127.0.0.1:{ours}")
        manifests = list(yaml.safe_load_all(text))
        assert server.kubectl("apply", "-f", "-", manifests=manifests).stderr == ""
        yield server


@pytest.fixture
def elsewhere(server: ApiServer, tmp_path: Path) -> Iterator[Process]:
    """Metacontroller in a namespace of its own."""
    server.kubectl("create", "namespace", "metacontroller")
    server.kubectl("-n", "metacontroller", "create", "serviceaccount", "metacontroller")
    role = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "metacontroller"}, "rules": OWN_RIGHTS}
    server.kubectl("apply", "-f", "-", manifests=[role])
    server.kubectl("create", "clusterrolebinding", "metacontroller", "--clusterrole=metacontroller", "--serviceaccount=metacontroller:metacontroller")
    token = server.kubectl("-n", "metacontroller", "create", "token", "metacontroller").stdout.strip()
    given = tmp_path / "kubeconfig"
    given.write_text(json.dumps(kubeconfig(server, token)))
    flags = ["--apply-strategy=server-side-apply", "--metrics-address=127.0.0.1:0", "--health-probe-bind-address=127.0.0.1:0"]
    process = Process(
        [str(REAL), f"--kubeconfig={given}", *flags], {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}, tmp_path / "metacontroller.log", tmp_path
    )
    yield process
    stop([process])


def test_the_example_comes_up(server: ApiServer, elsewhere: Process) -> None:
    server.kubectl("apply", "-f", str(ROOT / "examples" / "my-app"))

    def reconciled() -> bool:
        found = server.request("GET", "/apis/monitoring.coreos.com/v1/namespaces/monitoring/prometheuses/prometheus").body
        conditions = {each["type"]: each["status"] for each in (found.get("status") or {}).get("conditions", ())}
        return conditions.get("Reconciled") == "True"

    eventually(f"the Prometheus is reconciled: {elsewhere.last_lines(5)}", reconciled, 90)
    secret = server.request("GET", "/api/v1/namespaces/monitoring/secrets/prometheus-prometheus").body
    assert {each["manager"] for each in secret["metadata"]["managedFields"]} == {"metacontroller"}
