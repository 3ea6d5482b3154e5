"""The server as it is deployed: TLS and a token for the hooks, plain metrics of all processes on a port of their own, nothing left behind."""

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hooks.cli import main
from tests.unit.loop.small import NOON

ROOT = Path(__file__).parents[3]
REQUEST = json.dumps({"parent": {"metadata": {"namespace": "a", "name": "b"}, "spec": {"selector": {}, "endpoints": []}}}).encode()


class Server(NamedTuple):
    process: subprocess.Popen[bytes]
    hooks: str
    workloads: str
    metrics: str
    temporary: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    signed = builder.not_valid_before(NOON.replace(year=2020)).not_valid_after(NOON.replace(year=2099)).sign(key, hashes.SHA256())
    (folder / "tls.crt").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "tls.key").write_bytes(pem)
    return folder / "tls.crt", folder / "tls.key"


def answer(url: str, body: bytes | None = None, token: str = "") -> tuple[int, str]:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    request = urllib.request.Request(url, body, {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=5, context=trusting if url.startswith("https") else None) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def wait_for(url: str) -> None:
    for _ in range(200):
        try:
            answer(url)
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{url} does not answer")


def ends(url: str) -> bool:
    for _ in range(100):
        try:
            answer(url)
        except OSError:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    cert, key = certificate(tmp_path)
    (tmp_path / "token").write_text("not-a-real-token\n", encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    hooks, workloads, metrics = free_port(), free_port(), free_port()
    binds = [f"--bind=127.0.0.1:{hooks}", f"--workloads-bind=127.0.0.1:{workloads}", f"--metrics-bind=127.0.0.1:{metrics}"]
    flags = [*binds, f"--tls-cert={cert}", f"--tls-key={key}", f"--token-file={tmp_path / 'token'}"]
    command = [sys.executable, "-c", "from hooks.cli import main; main()", "serve", *flags]
    environment = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"https://127.0.0.1:{hooks}/healthz")
        wait_for(f"http://127.0.0.1:{metrics}/healthz")
        yield Server(process, f"https://127.0.0.1:{hooks}", f"https://127.0.0.1:{workloads}", f"http://127.0.0.1:{metrics}", tmp_path / "tmp")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


@pytest.mark.timeout(90)
def test_as_deployed(server: Server) -> None:
    url = f"{server.hooks}/servicemonitor/customize"
    assert answer(url, REQUEST) == (401, "a valid bearer token is needed\n")
    assert answer(url, REQUEST, "not-a-real-token") == (200, '{"relatedResources":[]}')
    assert 'promhooks_hook_calls_total{hook="customize",kind="servicemonitor",outcome="ok"} 1.0' in answer(f"{server.metrics}/metrics")[1]
    assert answer(f"{server.metrics}/servicemonitor/customize", REQUEST, "not-a-real-token")[0] == 404
    assert answer(f"{server.workloads}/prometheus/customize", REQUEST) == (401, "a valid bearer token is needed\n")
    assert answer(f"{server.workloads}/prometheus/customize", REQUEST, "not-a-real-token")[0] == 200
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(20) == 0
    assert list(server.temporary.iterdir()) == []
    assert ends(f"{server.metrics}/healthz")


@pytest.mark.timeout(90)
def test_when_one_server_ends_all_do(server: Server) -> None:
    lanes = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text(encoding="utf-8").split()
    assert len(lanes) == 3
    os.kill(int(lanes[1]), signal.SIGKILL)
    assert server.process.wait(20) == 1
    assert all(ends(f"{url}/healthz") for url in (server.hooks, server.metrics))


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        pytest.param(["--tls-cert", __file__], {}, "--tls-cert and --tls-key belong together", id="certificate-without-key"),
        pytest.param(["--webhooks-bind", "127.0.0.1:9443"], {}, "--webhooks-bind and --webhooks-tls belong together", id="webhooks-without-tls"),
        pytest.param(["--workers", "0"], {}, "0 is not in the range", id="no-workers"),
        pytest.param(["--bind", "localhost"], {}, "write it like 127.0.0.1:8080", id="no-port"),
        pytest.param([], {"PROMHOOKS_RELOAD": "never"}, "settings: Invalid enum value 'never'", id="bad-setting"),
        pytest.param(["--kubelet-service=kubelet"], {}, "settings: Expected `str` matching regex", id="bad-flag"),
        pytest.param(["--namespaces=a"], {"PROMHOOKS_DENY_NAMESPACES": "b"}, "settings: namespaces and deny-namespaces are both set", id="flag-and-variable"),
    ],
)
def test_what_cannot_be_served_is_said(arguments: list[str], environment: dict[str, str], sentence: str) -> None:
    result = CliRunner().invoke(main, ["serve", *arguments], env=environment)
    assert result.exit_code != 0
    assert sentence in result.stderr


def test_an_empty_token_is_refused_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("\n")
    result = CliRunner().invoke(main, ["serve", "--token-file", str(tmp_path / "token")])
    assert result.exit_code == 2
    assert "token is empty" in result.stderr
