"""The hook server under load and under attack, and as the add-on installs it: TLS, a token, metrics, a log without secrets.

``PROMHOOKS_LOAD_SECONDS`` sets how long the load lasts.
"""

import base64
import json
import os
import re
import signal
import socket
import ssl
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import NamedTuple

import pytest

from bench.monitors import asset, service_monitor
from hooks.cli.local.processes import GRACE, Process, stop
from hooks.protocol import Manifest
from tests.cluster.apiserver import free_ports, unverified
from tests.unit.cli.test_serve import certificate

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(300)]
ROOT = Path(__file__).parents[2]
LOAD_SECONDS = float(os.environ.get("PROMHOOKS_LOAD_SECONDS", "60"))
WARM_UP = 0.4
"""Part of the load after which memory may not grow any more."""
PARALLEL = 50
NOBODY = {"username": {"name": "nobody", "key": "user"}}
CANARY = "canary-7f3a9"
SMALL = json.dumps({"parent": {"metadata": {"namespace": "a", "name": "b", "uid": "u", "generation": 1}, "spec": {"selector": {}, "endpoints": []}}}).encode()


def request_of(count: int) -> bytes:
    """A sync request of a Prometheus that selects many ServiceMonitors, some of them with credentials."""
    monitors = [service_monitor(number) for number in range(count)]
    assets = [found for monitor in monitors if (found := asset(monitor)) is not None]
    related = {"ServiceMonitor.monitoring.coreos.com/v1": keyed(monitors), "Secret.v1": keyed(assets)}
    selectors: Manifest = {"serviceMonitorSelector": {}, "serviceMonitorNamespaceSelector": {}, "scrapeInterval": "30s", "evaluationInterval": "30s"}
    parent = {"metadata": {"name": "main", "namespace": "monitoring", "uid": "u", "generation": 1}, "spec": selectors}
    return json.dumps({"parent": parent, "children": {}, "related": related}).encode()


def keyed(objects: list[Manifest]) -> dict[str, Manifest]:
    return {f"{each['metadata']['namespace']}/{each['metadata']['name']}": each for each in objects}


class Server(NamedTuple):
    """A running ``promhooks serve``."""

    process: Process
    port: int
    workloads_port: int
    metrics_port: int
    folder: Path

    def connection(self, timeout: float = 60) -> HTTPConnection:
        if (self.folder / "tls.crt").exists():
            return HTTPSConnection("127.0.0.1", self.port, timeout=timeout, context=unverified())
        return HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def post(self, path: str, body: bytes, token: str = "") -> tuple[int, str]:
        with closing(self.connection()) as connection:
            connection.request("POST", path, body, {"Authorization": f"Bearer {token}"} if token else {})
            response = connection.getresponse()
            return response.status, response.read().decode()

    def metrics(self) -> str:
        with closing(HTTPConnection("127.0.0.1", self.metrics_port, timeout=10)) as connection:
            connection.request("GET", "/metrics")
            return connection.getresponse().read().decode()

    def metric(self, name: str) -> float:
        found = re.search(rf"^{re.escape(name)} (\S+)$", self.metrics(), re.MULTILINE)
        return float(found[1]) if found else 0.0

    def resident(self) -> int:
        """Bytes of memory of the server and all its workers."""
        pids, total = [self.process.pid], 0
        for pid in pids:
            pids += [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
            found = re.search(r"^Rss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
            total += int(found[1]) * 1024 if found else 0
        return total

    def log(self) -> str:
        return self.process.log.read_text("utf-8")


@contextmanager
def serving(folder: Path, *flags: str, **settings: str) -> Iterator[Server]:
    port, workloads_port, metrics_port = free_ports(3)
    binds = [f"--{name}=127.0.0.1:{number}" for name, number in (("bind", port), ("workloads-bind", workloads_port), ("metrics-bind", metrics_port))]
    command = [sys.executable, "-m", "hooks.cli", "serve", *binds, *flags]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(folder), **settings}
    process = Process(command, environment, folder / "log", ROOT)
    server = Server(process, port, workloads_port, metrics_port, folder)
    try:
        deadline = time.monotonic() + 30
        while not (listens(port) and listens(metrics_port)):
            assert process.exit_code is None, server.log()
            assert time.monotonic() < deadline, server.log()
            time.sleep(0.1)
        yield server
    finally:
        process.signal(signal.SIGTERM)
        process.wait(GRACE)
        stop([process])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("plain"), PROMHOOKS_MAX_REQUEST_BYTES=str(32 * 2**20)) as server:
        yield server


def test_fifty_at_a_time_for_a_minute(plain: Server) -> None:
    body = request_of(1000)
    answers: Counter[int] = Counter()
    start, stopped = time.monotonic(), threading.Event()
    memory: list[tuple[float, int]] = []

    def ask() -> None:
        connection = plain.connection(120)
        while not stopped.is_set():
            connection.request("POST", "/prometheus/sync", body)
            response = connection.getresponse()
            response.read()
            answers[response.status] += 1
        connection.close()

    with ThreadPoolExecutor(PARALLEL) as pool:
        clients = [pool.submit(ask) for _ in range(PARALLEL)]
        while time.monotonic() - start < LOAD_SECONDS:
            time.sleep(1)
            memory.append((time.monotonic() - start, plain.resident()))
        stopped.set()
        for client in clients:
            client.result()
    assert answers.keys() == {200}
    assert answers[200] >= PARALLEL
    early = [size for second, size in memory if WARM_UP * LOAD_SECONDS < second <= 0.7 * LOAD_SECONDS]
    late = [size for second, size in memory if second > 0.7 * LOAD_SECONDS]
    assert max(late) < 1.1 * max(early), f"{max(early) / 2**20:.0f} MiB grew to {max(late) / 2**20:.0f} MiB"
    assert max(late) < 2**30, "more than the limit of the Deployment"


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        pytest.param("/servicemonitor/sync", b"\xff\x00" * 1000, 400, id="garbage"),
        pytest.param("/servicemonitor/sync", b"[" * 1_000_000, 400, id="nested"),
        pytest.param("/servicemonitor/sync", b"", 400, id="empty"),
        pytest.param("/servicemonitor/sync", b" " * (32 * 2**20 + 1), 413, id="oversized"),
        pytest.param("/nothing/sync", b"{}", 400, id="unknown"),
        pytest.param("/../../etc/passwd", b"{}", 404, id="elsewhere"),
    ],
)
def test_a_bad_request_is_told_so_and_hurts_nobody(plain: Server, path: str, body: bytes, code: int) -> None:
    if code == 413:
        refused_by_its_length(plain, path, len(body))
    else:
        answer = plain.post(path, body)
        assert (answer[0], answer[1].count("\n")) == (code, 1)
    assert plain.post("/servicemonitor/customize", SMALL)[0] == 200


def refused_by_its_length(server: Server, path: str, length: int) -> None:
    with closing(server.connection(30)) as connection:
        connection.putrequest("POST", path)
        connection.putheader("Content-Length", str(length))
        connection.endheaders()
        assert connection.getresponse().status == 413


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"\x16\x03\x01 not HTTP\r\n\r\n", id="no-http"),
        pytest.param(b"POST /servicemonitor/sync HTTP/1.1\r\nContent-Length: x\r\n\r\n", id="no-length"),
        pytest.param(b"POST /servicemonitor/sync HTTP/1.1\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", id="huge-header"),
    ],
)
def test_what_is_no_request_gets_a_4xx(plain: Server, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", plain.port), timeout=30) as client:
        client.sendall(sent)
        assert re.match(rb"HTTP/1.1 4\d\d ", client.recv(100))
    assert plain.post("/servicemonitor/customize", SMALL)[0] == 200


def test_slow_clients_get_408_and_hurt_nobody(plain: Server) -> None:
    beginnings = (b"POST /servicemonitor/sync HTT", b"POST /servicemonitor/sync HTTP/1.1\r\nContent-Length: 1000\r\n\r\n{")
    clients = [socket.create_connection(("127.0.0.1", plain.port), timeout=60) for _ in range(40)]
    for index, client in enumerate(clients):
        client.sendall(beginnings[index % 2])
    for _ in range(20):
        start = time.monotonic()
        assert plain.post("/servicemonitor/customize", SMALL)[0] == 200
        assert time.monotonic() - start < 5
        for client in clients:
            client.sendall(b" ")  # slow, but alive
    for client in clients:
        assert client.recv(100).startswith(b"HTTP/1.1 408 ")
        client.close()


def test_half_requests_do_not_hold_up_the_probes_of_the_kubelet(plain: Server) -> None:
    halves = [socket.create_connection(("127.0.0.1", plain.metrics_port), timeout=60) for _ in range(300)]
    for client in halves:
        client.sendall(b"GET /healthz HTT")
    start = time.monotonic()
    assert "promhooks_hook_calls_total" in plain.metrics()
    assert time.monotonic() - start < 5
    for client in halves:
        client.close()


def test_a_body_in_pieces_is_refused(plain: Server) -> None:
    with socket.create_connection(("127.0.0.1", plain.port), timeout=30) as client:
        client.sendall(b"POST /servicemonitor/sync HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 4")


@pytest.fixture
def webhooks(tmp_path: Path) -> Iterator[Server]:
    certificate(tmp_path)
    (port,) = free_ports(1)
    with serving(tmp_path, f"--webhooks-bind=127.0.0.1:{port}", f"--webhooks-tls={tmp_path}") as server:
        yield server._replace(port=port)


def test_questions_of_the_api_server_are_small_and_take_turns(webhooks: Server) -> None:
    path, before = "/admission-prometheusrules/validate", webhooks.resident()
    refused_by_its_length(webhooks, path, 5 * 2**20)
    rules = [{"alert": "A", "expr": "up == 0", "annotations": {"a": "x" * 1000}}] * 2000
    rule = {"metadata": {"namespace": "a", "name": "b"}, "spec": {"groups": [{"name": "g", "rules": rules}]}}
    review = {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "u", "object": rule}}
    body = json.dumps(review).encode()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: webhooks.post(path, body)[0], range(32)))
    assert set(answers) == {200}
    assert webhooks.resident() - before < 300 * 2**20


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[Server]:
    crt, key = certificate(tmp_path)
    (tmp_path / "token").write_text("first-token")
    with serving(tmp_path, f"--tls-cert={crt}", f"--tls-key={key}", f"--token-file={tmp_path / 'token'}") as server:
        yield server


def test_without_the_token_there_is_no_answer_and_a_new_one_counts_at_once(secured: Server) -> None:
    path = "/servicemonitor/customize"
    assert [secured.post(path, SMALL, token)[0] for token in ("", "wrong", "first-token")] == [401, 401, 200]
    (secured.folder / "token").write_text("second-token")
    assert [secured.post(path, SMALL, token)[0] for token in ("first-token", "second-token")] == [401, 200]


def test_an_empty_token_lets_nobody_in(secured: Server) -> None:
    (secured.folder / "token").write_text("\n")
    assert [secured.post("/servicemonitor/customize", SMALL, token)[0] for token in ("", "first-token")] == [401, 401]


def served_certificate(server: Server) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client, unverified().wrap_socket(client) as secure:
        return secure.getpeercert(binary_form=True) or b""


def test_a_new_certificate_is_served_without_a_restart(secured: Server) -> None:
    before = served_certificate(secured)
    assert served_certificate(secured) == before
    certificate(secured.folder)
    after = served_certificate(secured)
    assert after != before
    assert ssl.DER_cert_to_PEM_cert(after).split() == (secured.folder / "tls.crt").read_text().split()
    assert secured.post("/servicemonitor/customize", SMALL, "first-token")[0] == 200


def test_stalled_handshakes_hurt_nobody(secured: Server) -> None:
    stalled = [socket.create_connection(("127.0.0.1", secured.port), timeout=60) for _ in range(300)]
    for client in stalled:
        client.sendall(b"\x16")
    start = time.monotonic()
    assert secured.post("/servicemonitor/customize", SMALL, "first-token")[0] == 200
    assert time.monotonic() - start < 5
    assert [client.recv(1) for client in stalled[:1]] == [b""]
    for client in stalled:
        client.close()


def test_metrics_tell_rejections_sizes_and_the_cache(secured: Server) -> None:
    body = request_of(20)
    for _ in range(3):
        assert secured.post("/prometheus/sync", body, "first-token")[0] == 200
    refused = {"parent": {"metadata": {"namespace": "a", "name": "b", "uid": "u"}, "spec": {"selector": {}, "endpoints": [{"basicAuth": NOBODY}]}}}
    secured.post("/servicemonitor/sync", json.dumps(refused).encode(), "first-token")
    assert secured.metric('promhooks_rejected_total{kind="servicemonitor",reason="InvalidConfiguration"}') == 1
    assert secured.metric('promhooks_config_bytes_count{kind="prometheus"}') == 3
    assert secured.metric('promhooks_scrape_objects_total{cache="hit"}') + secured.metric('promhooks_scrape_objects_total{cache="miss"}') == 60
    assert secured.metric('promhooks_scrape_objects_total{cache="hit"}') >= 20


def test_the_log_is_json_and_holds_no_secret(secured: Server) -> None:
    value = base64.b64encode(CANARY.encode()).decode()
    endpoint = {"basicAuth": {"username": {"name": "s", "key": "k"}}, "tlsConfig": {"ca": {"secret": {"name": "s", "key": "k"}}}}
    monitor = {"metadata": {"namespace": "a", "name": "b", "uid": "u", "generation": 1}, "spec": {"selector": {}, "endpoints": [endpoint]}}
    secret: Manifest = {"apiVersion": "v1", "kind": "Secret", "metadata": {"namespace": "a", "name": "s"}, "data": {"k": value}}
    good = {"parent": monitor, "related": {"Secret.v1": {"a/s": secret}}}
    broken = [
        {**good, "related": {"Secret.v1": {"a/s": {**secret, "data": {"k": CANARY + "%"}}}}},
        {**good, "related": {"Secret.v1": {"a/s": {**secret, "metadata": {"name": [CANARY]}}}}},
        {**good, "related": {"Secret.v1": {"a/s": [CANARY]}}},
        {**good, "related": CANARY},
    ]
    answers = [secured.post("/servicemonitor/sync", json.dumps(body).encode(), "first-token") for body in (good, *broken)]
    assert [text for code, text in answers if code != 200 and CANARY in text] == []
    status = [json.dumps(json.loads(text)["status"]) for code, text in answers if code == 200]
    assert [text for text in status if CANARY in text] == []
    lines = [json.loads(line) for line in secured.log().splitlines()]
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
    messages = [line["message"] for line in lines]
    assert len([text for text in messages if "Listening at" in text]) == len({text for text in messages if "Listening at" in text}) == 3
    assert [text for text in messages if "HTTP/1.1" in text] == [], "calls are counted, not logged"
    assert CANARY not in secured.log()
    assert value not in secured.log()
    assert CANARY not in secured.metrics()
