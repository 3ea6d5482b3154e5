"""A container's specification read for this machine: where its mounts are, its environment, its command line."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from hooks.cli.local.objects import LOOPBACK, Cluster, key_of
from hooks.cli.local.pods import main_container
from hooks.cli.local.programs import Program
from hooks.cli.local.volumes import MissingSource, data_of, field
from hooks.protocol import Manifest

WEB_PORTS = {"prometheus": 9090, "alertmanager": 9093}
"""The port that each program serves, whether its container declares it or not."""
RELOAD_INTERVAL = "--config.auto-reload-interval"
_REFERENCE = re.compile(r"\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)")


class Mounts(msgspec.Struct, frozen=True):
    """Folders of a pod's volumes by the paths that a container sees them at."""

    folders: tuple[tuple[str, Path], ...]
    root: Path
    """What stands for the rest of the container's own files."""

    @classmethod
    def of(cls, container: Mapping[str, Any], volumes: Path) -> "Mounts":
        """The mounts of a container whose pod keeps each volume in a folder of its name below ``volumes``, and everything else beside that."""
        found = ((mount["mountPath"].rstrip("/"), volumes / mount["name"] / mount.get("subPath", "")) for mount in container.get("volumeMounts") or ())
        return cls(tuple(sorted(found, key=lambda pair: len(pair[0]), reverse=True)), volumes.parent / "root")

    def local(self, path: str) -> str:
        """Where ``path`` of the container is on this machine: below the pod's folder, however it is written. A plain file name stays one."""
        if not path.startswith("/") and ".." not in path.split("/"):
            return path
        whole = posixpath.normpath(f"/{path}").replace("//", "/")
        for mounted, folder in self.folders:
            if whole == mounted or whole.startswith(f"{mounted}/"):
                return f"{folder}{whole[len(mounted) :]}"
        return f"{self.root}{whole}"


def ports(pod: Manifest) -> tuple[int, ...]:
    """Every port that the pod's containers declare, and the one its program serves anyway."""
    declared = (port["containerPort"] for container in pod["spec"]["containers"] for port in container.get("ports") or ())
    main = main_container(pod)
    own = [WEB_PORTS[main["name"]]] if main and main["name"] in WEB_PORTS else []
    return tuple(dict.fromkeys((*own, *declared)))


def environment(container: Mapping[str, Any], pod: Manifest, cluster: Cluster) -> dict[str, str]:
    """The container's variables, references between them resolved."""
    values: dict[str, str] = {}
    for variable in container.get("env") or ():
        given = variable.get("value")
        if variable["name"].startswith("LD_"):  # would load code of the folder into the program
            continue
        values[variable["name"]] = expanded(given, values) if given is not None else _referenced(variable.get("valueFrom") or {}, pod, cluster)
    return values


def _referenced(source: Mapping[str, Any], pod: Manifest, cluster: Cluster) -> str:
    if "fieldRef" in source:
        return field(source["fieldRef"]["fieldPath"], pod)
    for kind, name in (("Secret", "secretKeyRef"), ("ConfigMap", "configMapKeyRef")):
        if name in source:
            return _value(kind, source[name], pod, cluster)
    return ""


def _value(kind: str, reference: Mapping[str, Any], pod: Manifest, cluster: Cluster) -> str:
    manifest = cluster.find(kind, pod["metadata"]["namespace"], reference["name"])
    data = data_of(manifest) if manifest else {}
    if reference["key"] not in data and not reference.get("optional"):
        raise MissingSource(f'{kind} "{pod["metadata"]["namespace"]}/{reference["name"]}" with key "{reference["key"]}" is not there')
    return data.get(reference["key"], b"").decode()


def expanded(text: str, values: Mapping[str, str]) -> str:
    """``$(NAME)`` replaced where the name is known, as a kubelet does in arguments."""
    return _REFERENCE.sub(lambda found: values.get(found[1], found[0]), text)


def command(pod: Manifest, program: Program, mounts: Mounts, cluster: Cluster) -> tuple[str, ...]:
    """The command line of the pod's program: the container's arguments, with paths and addresses of this machine."""
    container = main_container(pod) or {}
    values = environment(container, pod, cluster)
    written = [expanded(argument, values) for argument in (*(container.get("command") or ())[1:], *(container.get("args") or ()))]
    given = [_local(argument, pod, mounts, cluster) for argument in _whole(written)]
    return (str(program.path), *program.arguments, *given, *_added(given, pod, program, cluster))


def _whole(arguments: Iterable[str]) -> Iterator[str]:
    """A flag and its value as one argument where they were two; ``@file``, which stands for arguments in a file, is left out: nobody looked at those."""
    flag = ""
    for argument in arguments:
        if flag:
            yield f"{flag}={argument}"
            flag = ""
        elif argument.startswith("--") and "=" not in argument and _names_file(argument):
            flag = argument
        elif not argument.startswith("@"):
            yield argument
    if flag:
        yield flag


def _local(argument: str, pod: Manifest, mounts: Mounts, cluster: Cluster) -> str:
    flag, separator, value = argument.partition("=")
    if flag in ("--web.listen-address", "--cluster.listen-address") and value:
        return f"{flag}={cluster.address(pod, _port(value))}"
    if flag == "--cluster.peer":
        return f"{flag}={_peer(value, pod, cluster)}"
    return f"{flag}{separator}{mounts.local(value) if _names_file(flag) else value}"


def _names_file(flag: str) -> bool:
    """Flags of Prometheus and Alertmanager that name files and folders; ``--web.route-prefix`` for instance looks the same and is none."""
    return flag.endswith((".path", "file", "tls-config", ".templates", ".libraries"))


def _port(address: str) -> int:
    return int(address.rpartition(":")[2])


def _peer(address: str, pod: Manifest, cluster: Cluster) -> str:
    """``<pod>.<service>:9094`` as the place where that pod is here."""
    peer = cluster.find("Pod", pod["metadata"]["namespace"], address.partition(".")[0])
    return cluster.address(peer, _port(address)) if peer else address


def _added(given: list[str], pod: Manifest, program: Program, cluster: Cluster) -> Iterator[str]:
    """Flags that a container needs not: it owns its whole address, and Ingress and node know where it is reached from."""
    flags = {argument.partition("=")[0] for argument in given}
    address = cluster.address(pod, WEB_PORTS[program.name])
    prefix = next((argument.partition("=")[2] for argument in given if argument.startswith("--web.route-prefix=")), "/")
    if "--web.listen-address" not in flags:
        yield f"--web.listen-address={address}"
    if "--web.external-url" not in flags:
        yield f"--web.external-url=http://{address}{prefix}"
    if _reloads_itself(given) and RELOAD_INTERVAL not in flags:
        yield f"{RELOAD_INTERVAL}=2s"


def _reloads_itself(given: list[str]) -> bool:
    return "--config.auto-reload" in given or any(flag.startswith("--enable-feature=") and "auto-reload-config" in flag for flag in given)


def is_agent(arguments: list[str]) -> bool:
    """Whether a Prometheus only collects: it evaluates nothing, so its console pages show nothing."""
    return "--agent" in arguments or "--enable-feature=agent" in arguments


def web_port(pod: Manifest) -> int:
    """The container port of the pod's program."""
    return WEB_PORTS[(main_container(pod) or {})["name"]]


def port_variables(pod: Manifest, cluster: Cluster) -> dict[str, str]:
    """``PORT`` and ``PORT_<NAME>``: where a local command shall listen so that it is found."""
    declared = [port for container in pod["spec"]["containers"] for port in container.get("ports") or ()]
    local = {f"PORT_{port['name'].upper().replace('-', '_')}": _local_port(pod, port, cluster) for port in declared if "name" in port}
    return {**({"PORT": _local_port(pod, declared[0], cluster)} if declared else {}), **local, "HOST": LOOPBACK}


def _local_port(pod: Manifest, port: Mapping[str, Any], cluster: Cluster) -> str:
    return str(cluster.ports[key_of(pod), port["containerPort"]])
