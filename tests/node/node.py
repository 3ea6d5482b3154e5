"""A Kubernetes node: containerd, the kubelet and kube-proxy in a cell, the controller manager and the scheduler beside the API server."""

import json
import os
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hooks.cli.local.processes import Process, stop
from tests.cluster.apiserver import ApiServer, program_path
from tests.cluster.network import Network
from tests.node.cell import Cell
from tests.node.images import Image, write

PODS, SERVICES = "10.244.0.0/24", "10.0.0.0/24"
SOCKET = "unix:///run/containerd/containerd.sock"
PAUSE = "localhost/pause:1"
READY_SECONDS = 90.0
PROGRAMS = ("kubelet", "kube-proxy", "kube-controller-manager", "kube-scheduler")
CONTAINERD = """
version = 2
root = "{folder}/containerd"
state = "/run/containerd"
[grpc]
address = "/run/containerd/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "{pause}"
# Without it runc cannot start a process whose score is lower than ours.
restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "{packages}/usr/lib/cni"
conf_dir = "{folder}/cni"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
"""


class NoNode(Exception):
    """The node did not come up; the text is why."""


class Node:
    """See the module. Everything that it writes is below the folder of its cell."""

    def __init__(self, server: ApiServer, network: Network, cell: Cell, packages: Path) -> None:
        self.server, self._network, self._cell, self._packages = server, network, cell, packages
        self._folder = cell.folder
        self._processes: dict[str, Process] = {}

    def start(self, images: Iterable[Image]) -> None:
        """Returns when the node is Ready and has the images."""
        self._write_configuration()
        self._processes["containerd"] = self._cell.start("containerd", ["containerd", f"--config={self._folder}/containerd.toml"])
        self._until("containerd answers", lambda: self.inside("ctr", "version").returncode == 0)
        for number, image in enumerate(images):
            self._import(image, self._folder / f"image-{number}.tar")
        self._start_controllers()
        self.start_kubelet()
        proxy = [str(program_path("kube-proxy")), f"--config={self._folder}/kube-proxy.json"]
        self._processes["kube-proxy"] = self._cell.start("kube-proxy", proxy)
        self._until("the node is Ready", self.is_ready)

    def start_kubelet(self) -> None:
        """The kubelet, at first or again."""
        command = [str(program_path("kubelet")), f"--config={self._folder}/kubelet.json", f"--kubeconfig={self.server.kubeconfig}"]
        more = ["--hostname-override=node", f"--root-dir={self._folder}/kubelet", f"--node-ip={self._network.address(2)}"]
        self._processes["kubelet"] = self._cell.start("kubelet", [*command, *more])

    def stop_kubelet(self) -> None:
        """The kubelet ends, the containers stay."""
        stop([self._processes.pop("kubelet")])

    def is_ready(self) -> bool:
        """Whether the API server calls it Ready."""
        answer = self.server.request("GET", "/api/v1/nodes/node")
        conditions = answer.body["status"].get("conditions", ()) if answer.status == 200 else ()
        return any(each["type"] == "Ready" and each["status"] == "True" for each in conditions)

    def stop(self) -> None:
        """Ends what does not end with the cell."""
        stop(self._processes.values())

    def inside(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command that looks at the node from inside."""
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        return subprocess.run(self._cell.entering(command), capture_output=True, text=True, timeout=120, check=False, env=environment)

    def processes(self, program: str) -> list[int]:
        """Process ids, as the node sees them, of the containers' processes of a program."""
        return [int(line) for line in self.inside("pidof", program).stdout.split()]

    def volume(self, uid: str, name: str) -> Path:
        """The folder of a pod's volume, e.g. ``kubernetes.io~projected/config``."""
        return self._cell.path(self._folder / "kubelet" / "pods" / uid / "volumes" / name)

    def logs(self) -> str:
        """The ends of all logs."""
        return "\n".join(f"{name}: {' | '.join(process.last_lines(6))}" for name, process in self._processes.items())

    def _write_configuration(self) -> None:
        (self._folder / "containerd.toml").write_text(CONTAINERD.format(folder=self._folder, pause=PAUSE, packages=self._packages))
        bridge = {
            "type": "bridge",
            "bridge": "cni0",
            "isGateway": True,
            "ipMasq": True,
            "hairpinMode": True,
            "ipam": {"type": "host-local", "ranges": [[{"subnet": PODS}]], "routes": [{"dst": "0.0.0.0/0"}]},
        }
        plugins = {"cniVersion": "0.4.0", "name": "node", "plugins": [bridge, {"type": "portmap", "capabilities": {"portMappings": True}}]}
        self._write("cni/10-node.conflist", plugins)
        kubelet = {
            "apiVersion": "kubelet.config.k8s.io/v1beta1",
            "kind": "KubeletConfiguration",
            "cgroupDriver": "cgroupfs",
            "failCgroupV1": False,
            "failSwapOn": False,
            "containerRuntimeEndpoint": SOCKET,
            "authentication": {"anonymous": {"enabled": True}, "webhook": {"enabled": False}},
            "authorization": {"mode": "AlwaysAllow"},
            "podLogsDir": f"{self._folder}/pod-logs",
            "clusterDomain": "cluster.local",
            # This machine may be as full as it likes.
            "evictionHard": {"memory.available": "50Mi", "nodefs.available": "1%", "imagefs.available": "1%", "nodefs.inodesFree": "1%"},
            "imageGCHighThresholdPercent": 100,
        }
        self._write("kubelet.json", kubelet)
        proxy = {
            "apiVersion": "kubeproxy.config.k8s.io/v1alpha1",
            "kind": "KubeProxyConfiguration",
            "mode": "nftables",
            "clusterCIDR": PODS,
            "hostnameOverride": "node",
            "clientConnection": {"kubeconfig": str(self.server.kubeconfig)},
            # The machine's, not ours.
            "conntrack": {"maxPerCore": 0, "tcpEstablishedTimeout": "0s", "tcpCloseWaitTimeout": "0s"},
        }
        self._write("kube-proxy.json", proxy)

    def _write(self, name: str, content: Any) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content))

    def _import(self, image: Image, path: Path) -> None:
        write(image, path)
        answer = self.inside("ctr", "--namespace=k8s.io", "images", "import", str(path))
        path.unlink()
        if answer.returncode:
            raise NoNode(f"{image.name} is not imported: {answer.stderr.strip()}")

    def _start_controllers(self) -> None:
        keys = self.server.folder / "certificates"
        manager = [
            str(program_path("kube-controller-manager")),
            f"--kubeconfig={self.server.kubeconfig}",
            f"--service-account-private-key-file={keys}/apiserver.key",
            f"--root-ca-file={keys}/apiserver.crt",
            "--leader-elect=false",
            f"--service-cluster-ip-range={SERVICES}",
            "--cluster-signing-cert-file=",
            "--cluster-signing-key-file=",
        ]
        scheduler = [str(program_path("kube-scheduler")), f"--kubeconfig={self.server.kubeconfig}", "--leader-elect=false"]
        for name, command in {"controller-manager": manager, "scheduler": scheduler}.items():
            environment = {"HOME": str(self._folder), "PATH": os.environ["PATH"]}
            self._processes[name] = Process([*self._network.prefix, *command], environment, self._folder / f"{name}.log", self._folder)

    def _until(self, what: str, probe: Any) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not probe():
            if time.monotonic() > deadline:
                raise NoNode(f"not within {READY_SECONDS:.0f} s: {what}\n{self.logs()}")
            time.sleep(0.2)
