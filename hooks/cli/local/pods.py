"""The pods that the controllers of a cluster would make of StatefulSets, DaemonSets and Deployments, as full Pod manifests."""

import re
import uuid
from collections.abc import Iterable, Iterator

from hooks.cli.local.objects import LOOPBACK, annotations_of, key_of, labels_of, namespace_of
from hooks.names import CONFIG_RELOADER
from hooks.protocol import Manifest
from hooks.rendering import digest, yaml_text

LOCAL_COMMAND = "promhooks.io/local-command"
"""Annotation of a pod template: the command that a local run starts in the folder of the manifests instead of the container.

It finds the local port of the container's first port in ``PORT``, and that of each named port in ``PORT_<NAME>``.
"""
LOCAL_ACTIONS = "promhooks.io/local-actions"
"""Annotation of a pod template with a local command: paths of its first port that the console offers as buttons, ``slow, fast``; each is posted to."""
_ACTION = re.compile(r"[A-Za-z0-9_-]+")
PROGRAMS = {"prometheus": "prometheus", "alertmanager": "alertmanager"}
"""Containers that a local run starts by themselves, and their programs."""
NODE = "local"
"""Name of the only node."""

_WORKLOADS = ("StatefulSet", "DaemonSet", "Deployment")


def node() -> Manifest:
    """This machine as a node."""
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {"name": NODE, "labels": {"kubernetes.io/hostname": NODE, "kubernetes.io/os": "linux"}},
        "spec": {},
        "status": {
            "addresses": [{"type": "InternalIP", "address": LOOPBACK}, {"type": "Hostname", "address": NODE}],
            "conditions": [{"type": "Ready", "status": "True"}],
            "daemonEndpoints": {"kubeletEndpoint": {"Port": 10250}},
        },
    }


def pods(objects: Iterable[Manifest]) -> tuple[Manifest, ...]:
    """The pods of all workloads that can run here, in the order of their keys."""
    return expected_pods(manifest for manifest in objects if manifest["kind"] in _WORKLOADS and runnable(manifest))


def expected_pods(objects: Iterable[Manifest]) -> tuple[Manifest, ...]:
    """The pods that a cluster would make of all workloads, whether this machine can run them or not, in the order of their keys."""
    made = [pod for manifest in objects if manifest["kind"] in _WORKLOADS for pod in _pods_of(manifest)]
    return tuple(sorted(made, key=key_of))


def not_runnable(objects: Iterable[Manifest]) -> tuple[str, ...]:
    """``Kind namespace/name`` of the workloads that a local run has no program for."""
    return tuple(f"{manifest['kind']} {key_of(manifest)}" for manifest in objects if manifest["kind"] in _WORKLOADS and not runnable(manifest))


def idle_containers(pod: Manifest) -> tuple[str, ...]:
    """The pod's containers that nothing plays here: neither the program, nor the reloader, whose part the run takes."""
    played = {(main_container(pod) or {}).get("name"), CONFIG_RELOADER}
    return tuple(container["name"] for container in pod["spec"]["containers"] if container["name"] not in played)


def runnable(workload: Manifest) -> bool:
    """Whether a program here can play the workload's main container, or a local command is given."""
    template = workload["spec"]["template"]
    return local_command(template) is not None or main_container(template) is not None


def local_command(pod: Manifest) -> str | None:
    """The local command of a pod or pod template."""
    return annotations_of({"metadata": {}, **pod}).get(LOCAL_COMMAND)


def local_actions(pod: Manifest) -> tuple[str, ...]:
    """What may be asked of the local command of a pod."""
    return tuple(found for name in annotations_of(pod).get(LOCAL_ACTIONS, "").split(",") if _ACTION.fullmatch(found := name.strip()))


def main_container(pod: Manifest) -> Manifest | None:
    """The container whose program a local run starts; with a local command that is the first one."""
    containers: list[Manifest] = pod["spec"].get("containers") or []
    if local_command(pod) is not None:
        return containers[0] if containers else None
    return next((container for container in containers if container["name"] in PROGRAMS), None)


def _pods_of(workload: Manifest) -> Iterator[Manifest]:
    template = workload["spec"]["template"]
    name, revision = workload["metadata"]["name"], digest(yaml_text(template).encode())[:10]
    wanted = workload["spec"].get("replicas")
    replicas = 1 if workload["kind"] == "DaemonSet" or wanted is None else wanted
    for ordinal in range(replicas):
        if workload["kind"] == "StatefulSet":
            labels = {"apps.kubernetes.io/pod-index": str(ordinal), "controller-revision-hash": f"{name}-{revision}"}
            pod = f"{name}-{ordinal}"
            yield _pod(workload, pod, {**labels, "statefulset.kubernetes.io/pod-name": pod}, workload)
        elif workload["kind"] == "DaemonSet":
            yield _pod(workload, f"{name}-{_suffix(name, ordinal)}", {"controller-revision-hash": revision, "pod-template-generation": "1"}, workload)
        else:
            replica_set = {"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": {"name": f"{name}-{revision}"}}
            yield _pod(workload, f"{name}-{revision}-{_suffix(name, ordinal)}", {"pod-template-hash": revision}, replica_set)


def _pod(workload: Manifest, name: str, labels: dict[str, str], owner: Manifest) -> Manifest:
    template, namespace = workload["spec"]["template"], namespace_of(workload)
    metadata = template.get("metadata") or {}
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {
            "name": name,
            "namespace": namespace,
            "uid": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{namespace}/{name}")),
            "labels": {**labels_of({"metadata": metadata}), **labels},
            "annotations": annotations_of({"metadata": metadata}),
            "ownerReferences": [{"apiVersion": owner["apiVersion"], "kind": owner["kind"], "name": owner["metadata"]["name"], "controller": True}],
        },
        "spec": {**template["spec"], "nodeName": NODE, "volumes": [*(template["spec"].get("volumes") or ()), *_claimed(workload)]},
        "status": {
            "phase": "Running",
            "podIP": LOOPBACK,
            "hostIP": LOOPBACK,
            "conditions": [{"type": "Ready", "status": "True"}],
        },
    }


def _claimed(workload: Manifest) -> list[Manifest]:
    """Volumes of the claims that a StatefulSet makes for each pod."""
    templates = workload["spec"].get("volumeClaimTemplates") or ()
    return [{"name": claim["metadata"]["name"], "persistentVolumeClaim": {"claimName": claim["metadata"]["name"]}} for claim in templates]


def _suffix(name: str, ordinal: int) -> str:
    return digest(f"{name}/{ordinal}".encode())[:5]
