"""promhooks in an API server, installed by the manifests of deploy/standalone: the hooks as a process, Metacontroller as another.

``METACONTROLLER`` (a binary) and ``METACONTROLLER_CRDS`` (a file) put the real one in the place of ``tests.cluster.metacontroller``.
"""

import json
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import yaml

from hooks.cli.local.processes import GRACE, Process, stop
from hooks.cli.local.volumes import data_of
from hooks.kinds.registry import KINDS
from hooks.protocol import Manifest
from tests.cluster.apiserver import Answer, ApiServer, free_ports, kubeconfig, wait_for_crds

ROOT = Path(__file__).parents[2]
STANDALONE = ROOT / "deploy" / "standalone" / "local"
REAL = os.environ.get("METACONTROLLER")
REAL_CRDS = os.environ.get("METACONTROLLER_CRDS")
PARENTS = (
    "prometheuses",
    "prometheusagents",
    "alertmanagers",
    "alertmanagerconfigs",
    "servicemonitors",
    "podmonitors",
    "probes",
    "scrapeconfigs",
    "prometheusrules",
    "thanosrulers",
)
CHILDREN = ("secrets", "configmaps", "services", "statefulsets", "daemonsets")
QUIET_SECONDS = 2.0
SETTLE_SECONDS = 90.0


class Installation:
    """The running installation. Hooks and Metacontroller may be stopped and started, as pods are."""

    def __init__(self, server: ApiServer, folder: Path, settings: Mapping[str, str]) -> None:
        self.server, self.folder, self._settings = server, folder, settings
        self._port, self._workloads_port, self._metrics_port = free_ports(3)
        self._pods = {container["name"]: container for container in _containers(STANDALONE / "deployment.yaml")}
        self._processes: dict[str, Process] = {}

    @property
    def url(self) -> str:
        """Where the hooks are."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def metrics_url(self) -> str:
        """Where their metrics are."""
        return f"http://127.0.0.1:{self._metrics_port}"

    def apply(self, *, controllers: bool = True) -> None:
        """The manifests, and a kubeconfig of the ServiceAccount; what asks the hooks only when it is wanted at once."""
        if REAL_CRDS:
            self.server.kubectl("apply", "-f", REAL_CRDS)
        self.server.kubectl("apply", "-k", str(STANDALONE))
        token = self.server.kubectl("create", "token", "promhooks", "-n", "promhooks").stdout.strip()
        (self.folder / "kubeconfig").write_text(json.dumps(kubeconfig(self.server, token)))
        folder = self.folder / "controllers"
        folder.mkdir(exist_ok=True)
        for path in (ROOT / "compositecontrollers").glob("*.yaml"):
            text = path.read_text("utf-8").replace("http://127.0.0.1:8080", self.url)
            (folder / path.name).write_text(text.replace("http://127.0.0.1:8082", f"http://127.0.0.1:{self._workloads_port}"))
        if REAL_CRDS:
            wait_for_crds(self.server, "compositecontrollers.metacontroller.k8s.io", "decoratorcontrollers.metacontroller.k8s.io")
            if controllers:
                self.server.kubectl("apply", "-f", str(folder))

    def start(self) -> None:
        """Both, Metacontroller when the hooks are up: they are a sidecar with a startup probe."""
        self.start_hooks()
        self.eventually("the hooks are up", self.listening)
        self.start_metacontroller()

    def start_hooks(self) -> None:
        """``promhooks serve`` with the arguments of the Deployment, on ports of this test."""
        ports = {"127.0.0.1:8080": self._port, "127.0.0.1:8082": self._workloads_port, "0.0.0.0:9998": self._metrics_port}
        addresses = {address: f"127.0.0.1:{port}" for address, port in ports.items()}
        arguments = [addresses.get(argument, argument) for argument in self._pods["hooks"]["args"]]
        self._start("hooks", [sys.executable, "-m", "hooks.cli", *arguments])

    def start_metacontroller(self, name: str = "metacontroller") -> None:
        """The real one with the arguments of the Deployment, or the loop in its place; a second one of the real is another replica."""
        given = str(self.folder / "kubeconfig")
        if not REAL:
            self._start(name, [sys.executable, "-m", "tests.cluster.metacontroller", given, str(self.folder / "controllers")])
            return
        arguments = [argument for argument in self._pods["metacontroller"]["args"] if not argument.startswith("--metrics-address")]
        local = [f"--kubeconfig={given}", "--metrics-address=127.0.0.1:0", "--health-probe-bind-address=127.0.0.1:0"]
        self._start(name, [REAL, *arguments, *local])

    def _start(self, name: str, command: Sequence[str]) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": str(self.folder),
            "HOME": str(self.folder),
        }
        self._processes[name] = Process(command, {**environment, **self._settings}, self.folder / f"{name}.log", ROOT)

    def kill(self, name: str) -> None:
        """Ends ``hooks`` or ``metacontroller`` without a warning."""
        process = self._processes.pop(name)
        process.signal(signal.SIGKILL)
        process.wait(GRACE)

    def stop(self) -> None:
        """Ends both in order."""
        stop(self._processes.values())
        self._processes.clear()

    def groups(self) -> dict[str, int]:
        """The process groups of what runs, by name."""
        return {name: process.pid for name, process in list(self._processes.items())}

    def runs(self, name: str) -> bool:
        """Whether ``hooks`` or ``metacontroller`` was started."""
        return name in self._processes

    def pids(self, name: str) -> list[int]:
        """The process and its children."""
        pid = self._processes[name].pid
        return [pid, *(int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]

    def log(self, name: str) -> str:
        """What ``hooks`` or ``metacontroller`` wrote."""
        path = self.folder / f"{name}.log"
        return path.read_text("utf-8", errors="replace") if path.exists() else ""

    def settled(self, seconds: float = SETTLE_SECONDS) -> Mapping[str, Manifest]:
        """All parents and children by ``Kind namespace/name`` once none changed for a while; AssertionError where they do not come to rest."""
        deadline, since, last = time.monotonic() + seconds, time.monotonic(), self.objects()
        while time.monotonic() < deadline:
            time.sleep(0.3)
            now = self.objects()
            if versions(now) != versions(last):
                since, last = time.monotonic(), now
            elif time.monotonic() - since > QUIET_SECONDS:
                return now
        changing = versions(now).items() ^ versions(last).items()
        raise AssertionError(f"not at rest after {seconds:.0f} s: {changing}\n{self.log('metacontroller')[-3000:]}")

    def objects(self) -> dict[str, Manifest]:
        """All parents and children."""
        return {named(item): item for item in self.items(*PARENTS, *CHILDREN)}

    def items(self, *plurals: str, namespace: str = "") -> list[Manifest]:
        """All objects of some kinds, or those in a namespace."""
        found: list[Manifest] = []
        for plural in plurals:
            answer = self._listed(f"{_root(plural)}/namespaces/{namespace}/{plural}" if namespace else f"{_root(plural)}/{plural}")
            kind = answer.body["kind"].removesuffix("List")
            found += [{"apiVersion": answer.body["apiVersion"], "kind": kind, **item} for item in answer.body["items"]]
        return found

    def get(self, plural: str, namespace: str, name: str) -> Manifest | None:
        """One object, or None."""
        answer = self.server.request("GET", f"{_root(plural)}/namespaces/{namespace}/{plural}/{name}")
        return {"kind": "", **answer.body} if answer.status == 200 else None

    def data(self, plural: str, namespace: str, name: str) -> dict[str, bytes]:
        """The values of a Secret or ConfigMap; empty where it is not there."""
        return data_of(found) if (found := self.get(plural, namespace, name)) else {}

    def config(self, namespace: str, name: str) -> dict[str, Any]:
        """The configuration of a Prometheus; empty while there is none."""
        return yaml.safe_load(self.data("secrets", namespace, f"prometheus-{name}").get("prometheus.yaml", b"{}")) or {}

    def jobs(self, namespace: str, name: str) -> dict[str, Any]:
        """Its scrape jobs by name."""
        return {job["job_name"]: job for job in self.config(namespace, name).get("scrape_configs", ())}

    def objection(self, child: Manifest) -> str:
        """What the API server says against a child, errors and warnings alike, when it is applied strictly; "" where it says nothing."""
        metadata = {key: value for key, value in child["metadata"].items() if key in ("name", "namespace", "labels", "annotations", "ownerReferences")}
        body = json.dumps({**{key: value for key, value in child.items() if key != "status"}, "metadata": metadata})
        plural = f"{child['kind'].lower()}s"
        query = urlencode({"fieldManager": "promhooks", "force": "true", "dryRun": "All", "fieldValidation": "Strict"})
        path = f"{_root(plural)}/namespaces/{metadata['namespace']}/{plural}/{metadata['name']}?{query}"
        with closing(self.server.connection()) as connection:
            connection.request("PATCH", path, body, {"Authorization": f"Bearer {self.server.token}", "Content-Type": "application/apply-patch+yaml"})
            response = connection.getresponse()
            text = response.read().decode()
        warning = response.headers.get("Warning")
        return f"{named(child)}: {warning or text}" if warning or response.status != 200 else ""

    def listening(self) -> bool:
        """Whether the startup probe of the hooks succeeds."""
        try:
            with urlopen(f"{self.metrics_url}/readyz", timeout=1):
                return True
        except OSError:
            return False

    def calls(self) -> dict[tuple[str, str], float]:
        """Answered calls by parent's kind and hook since the hooks were started; empty while they start."""
        try:
            with urlopen(f"{self.metrics_url}/metrics", timeout=5) as response:
                text = response.read().decode()
        except OSError:
            return {}
        found = re.findall(r'^promhooks_hook_calls_total\{hook="(\w+)",kind="(\w+)",outcome="ok"\} (\S+)$', text, re.MULTILINE)
        return {(kind, hook): float(count) for hook, kind, count in found}

    def _listed(self, path: str) -> Answer:
        """A list; just after a CRD was written its storage asks for patience (429), and a server that starts refuses connections."""
        deadline = time.monotonic() + 30
        while True:
            try:
                answer = self.server.request("GET", path)
            except (HTTPException, OSError):
                answer = Answer(503, "no connection")
            if answer.status == 200:
                return answer
            assert time.monotonic() < deadline, answer
            time.sleep(0.3)

    def eventually(self, what: str, probe: Callable[[], Any], seconds: float = 60) -> Any:
        """The first true answer of ``probe``; AssertionError with the logs when there is none in time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if answer := probe():
                return answer
            time.sleep(0.2)
        logs = {name: self.log(name)[-3000:] for name in ("metacontroller", "hooks")}
        raise AssertionError(f"not within {seconds:.0f} s: {what}\n{json.dumps(logs, indent=1)}")


def _containers(path: Path) -> Iterable[Mapping[str, Any]]:
    pod = yaml.safe_load(path.read_text("utf-8"))["spec"]["template"]["spec"]
    return (*pod["initContainers"], *pod["containers"])


def _root(plural: str) -> str:
    if plural in ("statefulsets", "daemonsets"):
        return "/apis/apps/v1"
    return next((f"/apis/{info.api_version}" for info in KINDS.values() if info.plural == plural), "/api/v1")


def named(manifest: Manifest) -> str:
    """``Kind namespace/name``."""
    return f"{manifest['kind']} {manifest['metadata'].get('namespace', '')}/{manifest['metadata']['name']}"


def versions(objects: Mapping[str, Manifest]) -> dict[str, str]:
    """By which a write is noticed."""
    return {name: manifest["metadata"]["resourceVersion"] for name, manifest in objects.items()}


@contextmanager
def installed(server: ApiServer, folder: Path, **settings: str) -> Iterator[Installation]:
    """A running installation; ``settings`` are ``PROMHOOKS_…`` variables."""
    installation = Installation(server, folder, settings)
    try:
        installation.apply()
        installation.start()
        yield installation
    finally:
        installation.stop()
