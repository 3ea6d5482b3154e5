"""promhooks on a node, installed by its own manifests, and what a test asks of the cluster."""

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from hooks.cli.local.program import MissingProgram, cache, moved
from hooks.cli.local.progress import finished
from hooks.protocol import Manifest
from hooks.settings import Settings
from tests.cluster.apiserver import program_path, wait_for_crds
from tests.cluster.installation import ROOT, STANDALONE
from tests.node.images import Image, of_dockerfile, program
from tests.node.node import PAUSE, Node

EXAMPLE = ROOT / "examples" / "my-app"
DEPLOYMENT = STANDALONE / "deployment.yaml"
METACONTROLLER, METACONTROLLER_CRDS = (os.environ.get(name) for name in ("METACONTROLLER", "METACONTROLLER_CRDS"))


def images(packages: Path) -> Iterator[Image]:
    """All images that the manifests name: of promhooks itself, of what it deploys, and of the example."""
    if not METACONTROLLER or not METACONTROLLER_CRDS:
        raise MissingProgram("METACONTROLLER and METACONTROLLER_CRDS name no real one, whose Go module is not to be had by its name")
    settings = Settings()
    busybox = next(path for path in (packages / "usr/bin/busybox", packages / "bin/busybox", Path("/bin/busybox")) if path.exists())
    yield Image(name=PAUSE, files={"/bin/sleep": busybox}, config={"Entrypoint": ["/bin/sleep", "2147483647"]})
    prometheus = {f"/bin/{name}": program_path(name) for name in ("prometheus", "promtool")}
    yield Image(
        name=f"{settings.prometheus_base_image}:{settings.prometheus_version}",
        files=prometheus,
        folders=("/tmp", "/prometheus"),
        config={"Entrypoint": ["/bin/prometheus"], "User": "65534", "WorkingDir": "/prometheus"},
    )
    yield Image(
        name=f"{settings.alertmanager_base_image}:{settings.alertmanager_version}",
        files={"/bin/alertmanager": program_path("alertmanager")},
        folders=("/tmp", "/alertmanager"),
        config={"Entrypoint": ["/bin/alertmanager"], "User": "65534", "WorkingDir": "/alertmanager"},
    )
    yield Image(name=settings.reloader.image, files={"/bin/prometheus-config-reloader": program_path("prometheus-config-reloader")}, config={"User": "65534"})
    pod = yaml.safe_load(DEPLOYMENT.read_text("utf-8"))["spec"]["template"]["spec"]
    named = {each["name"]: each["image"] for each in (*pod.get("initContainers", ()), *pod["containers"])}
    yield Image(name=named["metacontroller"], files=program("/usr/bin/metacontroller", Path(METACONTROLLER)), config={"User": "65532"})
    own = {f"/app/{folder}": ROOT / folder for folder in re.findall(r"^COPY (\w+) \1$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)}
    yield of_dockerfile(ROOT / "Dockerfile", named["hooks"], {**own, "/packages": _installed("-r", str(ROOT / "requirements.txt"))})
    (wanted,) = re.findall(r"^RUN pip install --no-cache-dir (\S+)$", (EXAMPLE / "Dockerfile").read_text(), re.MULTILINE)
    files = {"/app.py": EXAMPLE / "app.py", "/packages": _installed(wanted)}
    yield of_dockerfile(EXAMPLE / "Dockerfile", "docker.io/library/my-app:1", files, "PYTHONPATH=/packages")


def _installed(*what: str) -> Path:
    """Python packages in a folder of the cache, as ``pip install --target`` lays them out."""
    wanted = " ".join(Path(each).read_text() if Path(each).is_file() else each for each in what)
    target = cache() / "node-packages" / sha256(f"{sys.version} {wanted}".encode()).hexdigest()[:16]
    if not target.exists():
        part = target.with_name(f".{target.name}.{os.getpid()}")
        finished("installing the Python packages of an image", [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(part), *what])
        moved(part, target)
    return target


class World:
    """The cluster as a test sees it."""

    def __init__(self, node: Node) -> None:
        self.node, self.server = node, node.server

    def install(self) -> None:
        """As deploy/README.md says."""
        kubectl = self.server.kubectl
        kubectl("apply", "--server-side", "-f", str(ROOT / "crds"), "-f", str(METACONTROLLER_CRDS))
        wait_for_crds(self.server, "compositecontrollers.metacontroller.k8s.io", "decoratorcontrollers.metacontroller.k8s.io")
        kubectl("apply", "-k", str(STANDALONE))
        kubectl("apply", "-f", str(ROOT / "compositecontrollers"))

    def get(self, path: str) -> Any:
        """What the API server answers, None where it is not 200."""
        answer = self.server.request("GET", path)
        return answer.body if answer.status == 200 else None

    def pods(self, namespace: str, selector: str = "") -> list[Manifest]:
        """Pods that are not on their way out."""
        found = self.get(f"/api/v1/namespaces/{namespace}/pods?labelSelector={selector}") or {"items": []}
        return [pod for pod in found["items"] if "deletionTimestamp" not in pod["metadata"]]

    def ask(self, namespace: str, pod: str, port: int, path: str) -> Any:
        """What a pod answers, through the API server."""
        return self.get(f"/api/v1/namespaces/{namespace}/pods/{pod}:{port}/proxy{path}")

    def eventually(self, what: str, probe: Callable[[], Any], seconds: float = 60, every: float = 0.2) -> Any:
        """The first true answer; AssertionError with what the cluster looks like."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if answer := probe():
                return answer
            time.sleep(every)
        raise AssertionError(f"not within {seconds:.0f} s: {what}\n{self.described()}")

    def described(self) -> str:
        """Pods, last events, logs."""
        pods = self.server.kubectl("get", "pods", "-A", "-o", "wide", check=False).stdout
        events = self.server.kubectl("get", "events", "-A", "--sort-by=.lastTimestamp", check=False).stdout
        return f"{pods}\n{events[-4000:]}\n{self.node.logs()}"


def condition(world: World, path: str, kind: str) -> Manifest:
    """A condition of an object; without one its parts are empty."""
    found = ((world.get(path) or {}).get("status") or {}).get("conditions", ())
    return next((each for each in found if each["type"] == kind), {"status": "", "reason": "", "message": ""})


def ready(pod: Manifest) -> bool:
    """Whether all containers of a pod are ready."""
    return any(each["type"] == "Ready" and each["status"] == "True" for each in pod["status"].get("conditions", ()))


def restarts(pods: list[Manifest]) -> int:
    """How often containers of some pods were started again."""
    return sum(each["restartCount"] for pod in pods for each in pod["status"].get("containerStatuses", ()))
