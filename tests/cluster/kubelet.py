"""A node: the pods of StatefulSets and Deployments with their real specifications, in the API server and as processes.

A container is the program in a mount namespace and a root folder of its own, with the volumes, the token of its ServiceAccount and the variables that a
kubelet gives it. Its arguments and files are not touched. What the endpointslice and endpoints controllers would write is written too.
"""

import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hooks.cli.local import container, endpointslices, pods, processes, volumes
from hooks.cli.local.objects import Cluster, key_of
from hooks.cli.local.processes import Process
from hooks.cli.local.programs import Source, program
from hooks.cli.local.reloader import Reloader
from hooks.protocol import Manifest
from tests.cluster.apiserver import ApiServer
from tests.cluster.network import Network

TOKEN_FOLDER = "var/run/secrets/kubernetes.io/serviceaccount"
FIRST_ADDRESS = 10


class Kubelet:
    """Runs every pod once; ``stop`` at the end."""

    def __init__(self, server: ApiServer, network: Network, folder: Path) -> None:
        self._server, self._network, self._folder = server, network, folder
        self._processes: list[Process] = []
        self.addresses: dict[str, str] = {}

    def run(self, objects: Iterable[Manifest]) -> None:
        """Pods of all workloads among ``objects``, and the slices of the Services among them."""
        given = tuple(objects)
        made = [self._created(pod, self._network.address(FIRST_ADDRESS + number)) for number, pod in enumerate(pods.pods(given))]
        cluster = Cluster((*given, *made))
        for each in endpointslices.slices(cluster):
            self._post("/apis/discovery.k8s.io/v1", "endpointslices", self._sliced(each))
        for each in endpointslices.endpoints(cluster):
            self._post("/api/v1", "endpoints", self._addressed(each))
        for pod in made:
            self._start(pod, cluster)

    def stop(self) -> None:
        """Ends every process."""
        processes.stop(self._processes)

    def log(self) -> str:
        """The ends of all logs."""
        return "\n".join(f"{process.log.name}: {' | '.join(process.last_lines(8))}" for process in self._processes)

    def start(self, name: str, command: Iterable[str], environment: Mapping[str, str], folder: Path) -> None:
        """A process in the network."""
        self._processes.append(Process([*self._network.prefix, *command], environment, self._folder / f"{name}.log", folder))

    def _created(self, pod: Manifest, address: str) -> Manifest:
        """The pod as the API server knows it once it runs."""
        metadata = {key: value for key, value in pod["metadata"].items() if key not in ("uid", "ownerReferences")}
        created = self._post("/api/v1", "pods", {**pod, "metadata": metadata})
        self.addresses[key_of(pod)] = address
        status = {**pod["status"], "podIP": address, "podIPs": [{"ip": address}], "hostIP": self._network.address(2)}
        answer = self._server.request("PUT", f"/api/v1/namespaces/{metadata['namespace']}/pods/{metadata['name']}/status", {**created, "status": status})
        assert answer.status == 200, answer
        return {"apiVersion": "v1", "kind": "Pod", **answer.body}

    def _post(self, root: str, plural: str, manifest: Manifest) -> Manifest:
        answer = self._server.request("POST", f"{root}/namespaces/{manifest['metadata']['namespace']}/{plural}", manifest)
        assert answer.status == 201, answer
        created: Manifest = answer.body
        return created

    def _sliced(self, each: Manifest) -> Manifest:
        return {**each, "endpoints": [{**one, "addresses": [self._address(one)]} for one in each["endpoints"]]}

    def _addressed(self, each: Manifest) -> Manifest:
        subsets = [{**subset, "addresses": [{**one, "ip": self._address(one)} for one in subset["addresses"]]} for subset in each["subsets"]]
        return {**each, "subsets": subsets}

    def _address(self, endpoint: Mapping[str, Any]) -> str:
        """Of the pod that an endpoint stands for."""
        return self.addresses[f"{endpoint['targetRef']['namespace']}/{endpoint['targetRef']['name']}"]

    def _start(self, pod: Manifest, cluster: Cluster) -> None:
        if pods.local_command(pod) is not None:
            return  # the test starts the application: it has no image
        main, folder = pods.main_container(pod) or {}, self._folder / key_of(pod).replace("/", "_")
        for volume in pod["spec"]["volumes"]:
            files = volumes.contents(volume, pod, cluster)
            (folder / "volumes" / volume["name"]).mkdir(parents=True)
            if files is not None:
                volumes.lay_out(folder / "volumes" / volume["name"], files)
        if reloader := Reloader.of(pod, folder / "volumes", cluster):
            volumes.written(reloader.output, reloader.text().encode())
        values = container.environment(main, pod, cluster)
        arguments = [container.expanded(argument, values) for argument in main.get("args") or ()]
        self._identity(pod, folder / "root" / TOKEN_FOLDER)
        service = {"KUBERNETES_SERVICE_HOST": self._server.host, "KUBERNETES_SERVICE_PORT": str(self._server.port)}
        script = "\n".join(["set -e", *self._mounts(main, folder), f"exec chroot root /bin/program {shlex.join(arguments)}"])
        self.start(pod["metadata"]["name"], ["unshare", "--mount", "sh", "-c", script], {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", **values, **service}, folder)

    def _identity(self, pod: Manifest, folder: Path) -> None:
        """What a kubelet mounts of the ServiceAccount."""
        namespace, account = pod["metadata"]["namespace"], pod["spec"].get("serviceAccountName", "default")
        folder.mkdir(parents=True)
        token = self._server.kubectl("create", "token", account, "-n", namespace).stdout if account != "default" else ""
        (folder / "token").write_text(token.strip())
        (folder / "namespace").write_text(namespace)
        (folder / "ca.crt").write_bytes((self._server.folder / "certificates" / "apiserver.crt").read_bytes())

    def _mounts(self, main: Mapping[str, Any], folder: Path) -> Iterable[str]:
        """Shell lines that make ``root`` the container's file system, run in ``folder``."""
        mounts = [(f"volumes/{mount['name']}/{mount.get('subPath', '')}", mount["mountPath"]) for mount in main.get("volumeMounts") or ()]
        found = program(pods.PROGRAMS[main["name"]], Source.PINNED).path
        root = folder / "root"
        for name in ("bin", "dev", "proc", "tmp", "etc"):
            (root / name).mkdir(parents=True, exist_ok=True)
        (root / "etc" / "hosts").write_text("127.0.0.1 localhost\n")
        (root / "bin" / "program").touch()
        yield "mount --make-rprivate /"
        yield f"mount --bind {shlex.quote(str(found))} root/bin/program"
        yield "mount --rbind /dev root/dev"
        yield "mount --bind /proc root/proc"
        for source, target in sorted(mounts, key=lambda pair: len(pair[1])):
            if (folder / source).is_file():
                (root / target.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
                (root / target.lstrip("/")).touch()
            else:
                (folder / source).mkdir(parents=True, exist_ok=True)
                (root / target.lstrip("/")).mkdir(parents=True, exist_ok=True)
            yield f"mount --bind {shlex.quote(source)} root{shlex.quote(target)}"
