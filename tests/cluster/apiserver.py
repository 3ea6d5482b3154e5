"""An API server for tests: etcd and kube-apiserver on free ports of 127.0.0.1, ready in seconds, gone at the end.

No kubelet, no scheduler, no controller runs: what is applied stays as the API server admits it.
"""

import json
import os
import secrets
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any, NamedTuple

from hooks.cli.local.processes import Process
from hooks.cli.local.programs import MissingProgram, Source, cached, program

PROGRAMS = ("etcd", "kube-apiserver", "kubectl")
READY_SECONDS = 60.0


class Answer(NamedTuple):
    """What the API server answered: the HTTP status and the decoded body, or the text where the body is no JSON."""

    status: int
    body: Any


class ApiServer(NamedTuple):
    """A running API server."""

    port: int
    token: str
    folder: Path
    kubectl_path: Path
    host: str = "127.0.0.1"

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"https://{self.host}:{self.port}"

    @property
    def kubeconfig(self) -> Path:
        """A kubeconfig of a cluster administrator."""
        return self.folder / "kubeconfig"

    def kubectl(self, *arguments: str, manifests: Sequence[Any] = (), check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run kubectl; ``manifests`` go to its standard input, which ``-f -`` reads."""
        given = json.dumps({"apiVersion": "v1", "kind": "List", "items": list(manifests)}) if manifests else None
        command = [str(self.kubectl_path), f"--kubeconfig={self.kubeconfig}", *arguments]
        environment = {"HOME": str(self.folder), "PATH": os.environ["PATH"]}
        try:
            return subprocess.run(command, input=given, capture_output=True, text=True, check=check, timeout=120, env=environment)
        except subprocess.CalledProcessError as error:
            error.add_note(error.stderr)
            raise

    def request(self, method: str, path: str, body: Any = None) -> Answer:
        """Call the API; ``path`` starts with ``/api`` or ``/apis``."""
        with closing(self.connection()) as connection:
            return self.request_on(connection, method, path, body)

    def connection(self) -> HTTPSConnection:
        """A connection for many requests; the certificate is not looked at, as only this machine can reach the server."""
        return HTTPSConnection(self.host, self.port, timeout=30, context=unverified())

    def request_on(self, connection: HTTPSConnection, method: str, path: str, body: Any = None) -> Answer:
        """Call the API on a connection that is open already."""
        content_type = "application/apply-patch+yaml" if method == "PATCH" else "application/json"
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": content_type}
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        response = connection.getresponse()
        return Answer(response.status, decoded(response.read()))


def unverified() -> ssl.SSLContext:
    """TLS without a look at the certificate: only this machine can reach the server."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def decoded(body: bytes) -> Any:
    """A body as JSON where it is JSON, else as text."""
    try:
        return json.loads(body)
    except ValueError:
        return body.decode()


def program_path(name: str) -> Path:
    """A program that is on PATH or already built. MissingProgram otherwise: a test does not build for minutes."""
    for source in (Source.PINNED, Source.PATH):
        if cached(name, source):
            return program(name, source).path
    message = f"{name} is neither on PATH nor built; `make test-cluster` builds it"
    raise MissingProgram(message)


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on, all different."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


@contextmanager
def running(folder: Path, host: str = "127.0.0.1", prefix: Sequence[str] = (), *, pods: bool = False) -> Iterator[ApiServer]:
    """An API server with an empty etcd; everything that it writes is below ``folder``. MissingProgram when a program is not there.

    ``prefix`` is a command that starts both programs in a network of their own, where ``host`` is an address. ``pods``: it gives them their tokens.
    """
    etcd, apiserver, kubectl = (program_path(name) for name in PROGRAMS)
    client, peer, port = free_ports(3)
    server = ApiServer(port, secrets.token_hex(16), folder, kubectl, host)
    processes: list[Process] = []
    try:
        processes.append(started(etcd, etcd_arguments(folder, client, peer), folder, prefix))
        tokens = () if pods else ("--disable-admission-plugins=ServiceAccount",)
        processes.append(started(apiserver, [*apiserver_arguments(server, client), *tokens], folder, prefix))
        wait_until_ready(server, processes)
        yield server
    finally:
        for process in reversed(processes):
            process.signal(signal.SIGKILL)  # nothing is worth saving, and an orderly end takes ten seconds
            process.wait(READY_SECONDS)


def started(path: Path, arguments: Sequence[str], folder: Path, prefix: Sequence[str] = ()) -> Process:
    """A process of its own, its output in ``<name>.log``."""
    return Process([*prefix, str(path), *arguments], {"HOME": str(folder), "PATH": os.environ["PATH"]}, folder / f"{path.name}.log", folder)


def etcd_arguments(folder: Path, client: int, peer: int) -> list[str]:
    """An etcd that need not survive a power failure."""
    return [
        f"--data-dir={folder / 'etcd'}",
        f"--listen-client-urls=http://127.0.0.1:{client}",
        f"--advertise-client-urls=http://127.0.0.1:{client}",
        f"--listen-peer-urls=http://127.0.0.1:{peer}",
        f"--initial-advertise-peer-urls=http://127.0.0.1:{peer}",
        f"--initial-cluster=default=http://127.0.0.1:{peer}",
        "--unsafe-no-fsync",
        "--log-level=error",
    ]


def apiserver_arguments(server: ApiServer, etcd: int) -> list[str]:
    """An API server with one user, an administrator. The key that it makes for itself signs the tokens of service accounts as well."""
    tokens = server.folder / "tokens.csv"
    tokens.write_text(f"{server.token},admin,admin,system:masters\n")
    server.kubeconfig.write_text(json.dumps(kubeconfig(server)))
    key = server.folder / "certificates/apiserver.key"
    return [
        f"--etcd-servers=http://127.0.0.1:{etcd}",
        f"--bind-address={server.host}",
        f"--secure-port={server.port}",
        f"--cert-dir={key.parent}",
        f"--token-auth-file={tokens}",
        "--authorization-mode=RBAC",
        "--service-account-issuer=https://kubernetes.default.svc",
        f"--service-account-key-file={key}",
        f"--service-account-signing-key-file={key}",
        "--service-cluster-ip-range=10.0.0.0/24",
        # Webhooks are called at the addresses of the pods behind their Service: nobody makes its own address reachable here.
        "--enable-aggregator-routing=true",
    ]


def kubeconfig(server: ApiServer, token: str = "") -> dict[str, Any]:
    """A kubeconfig with one context: of the administrator, or of who has ``token``."""
    cluster = {"server": server.url, "insecure-skip-tls-verify": True}
    return {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "test", "cluster": cluster}],
        "users": [{"name": "admin", "user": {"token": token or server.token}}],
        "contexts": [{"name": "test", "context": {"cluster": "test", "user": "admin"}}],
        "current-context": "test",
    }


def wait_until_ready(server: ApiServer, processes: Sequence[Process]) -> None:
    """Return when the server answers; RuntimeError with the end of the log when a process ended or the time is over."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        for process in processes:
            if process.exit_code is not None:
                message = f"{process.command[0]} ended: {' '.join(process.last_lines(5))}"
                raise RuntimeError(message)
        if is_ready(server):
            return
        time.sleep(0.1)
    message = f"the API server was not ready after {READY_SECONDS:.0f} s: {' '.join(processes[-1].last_lines(5))}"
    raise RuntimeError(message)


def is_ready(server: ApiServer) -> bool:
    """Whether the server is up and has its default namespace."""
    try:
        return server.request("GET", "/readyz").status == 200 and server.request("GET", "/api/v1/namespaces/default").status == 200
    except (HTTPException, OSError):
        return False


def wait_for_crds(server: ApiServer, *names: str) -> None:
    """Return when all of the CRDs are established; AssertionError where that takes too long.

    Not with ``kubectl wait``, which fails where an object has no conditions yet, as those of a busy server have not.
    """
    deadline = time.monotonic() + READY_SECONDS
    while missing := set(names) - set(established(server)):
        assert time.monotonic() < deadline, f"not established: {', '.join(sorted(missing))}"
        time.sleep(0.2)


def established(server: ApiServer) -> Iterator[str]:
    """The names of the CRDs that the server serves."""
    answer = server.request("GET", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions")
    for item in answer.body["items"] if answer.status == 200 else ():
        conditions = (item.get("status") or {}).get("conditions") or ()
        if any(each["type"] == "Established" and each["status"] == "True" for each in conditions):
            yield item["metadata"]["name"]
