"""The generated configurations as a pod sees them: readable text by file, taken from the children that the hooks returned or a cluster holds."""

import fnmatch
import gzip
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec
import yaml

from hooks import names
from hooks.cli.local.container import environment, expanded
from hooks.cli.local.objects import Cluster, controller_of, key_of, namespace_of
from hooks.cli.local.volumes import MissingSource, contents
from hooks.loop.resources import Key, group_of
from hooks.protocol import Manifest
from hooks.workloads import cluster_tls, web_config
from hooks.workloads.labels import SHARD

FILES = (names.CONFIG_FILE, names.SCRAPE_FILES, names.ALERTMANAGER_CONFIG_FILE, names.RULE_FILES)
"""Configuration, buckets of scrape jobs, and rule files (whose names always have a dash)."""
_NOT_READ = (web_config.FILE, cluster_tls.FILE)
_PODS = ("StatefulSet", "DaemonSet")


class Configuration(msgspec.Struct, frozen=True, dict=True):
    """What the pods of one StatefulSet or DaemonSet read."""

    workload: Key
    """The custom resource that they belong to."""
    pods: str
    """Name of the StatefulSet or DaemonSet."""
    shard: int
    files: Mapping[str, str]
    """Text by file name; variables that the reloader would fill in are filled in as for the first pod."""

    def jobs(self) -> Iterator[Mapping[str, Any]]:
        """The scrape jobs of all files, decoded, in their order."""
        return iter(self._jobs)

    @cached_property
    def _jobs(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(self._decoded())

    def _decoded(self) -> Iterator[Mapping[str, Any]]:
        for file, text in self.files.items():
            if file == names.CONFIG_FILE or fnmatch.fnmatch(file, names.SCRAPE_FILES):
                yield from (yaml.load(text, Loader=yaml.CSafeLoader) or {}).get("scrape_configs") or ()


def configurations(objects: Iterable[Manifest]) -> tuple[Configuration, ...]:
    """Those of all workloads among ``objects``, by workload and shard."""
    cluster = Cluster(tuple(objects))
    found = (_configuration(manifest, cluster) for kind in _PODS for manifest in cluster.of(kind) if controller_of(manifest))
    return tuple(sorted((each for each in found if each), key=lambda each: (each.workload, each.shard)))


def _configuration(manifest: Manifest, cluster: Cluster) -> Configuration | None:
    owner, space = controller_of(manifest), namespace_of(manifest)
    labels = manifest["metadata"].get("labels") or {}
    pod = {"metadata": {"namespace": space, "name": f"{manifest['metadata']['name']}-0"}, "spec": manifest["spec"]["template"]["spec"]}
    files = dict(_files(pod, cluster))
    if not files:
        return None
    workload = Key(group_of(owner["apiVersion"]), owner["kind"], space, owner["name"])
    return Configuration(workload, key_of(manifest).partition("/")[2], int(labels.get(SHARD, 0)), files)


def _files(pod: Manifest, cluster: Cluster) -> Iterator[tuple[str, str]]:
    reloader: Mapping[str, Any] = next((container for container in pod["spec"]["containers"] if container["name"] == names.CONFIG_RELOADER), {})
    variables = environment(reloader, pod, cluster)
    for volume in pod["spec"].get("volumes") or ():
        try:
            held = contents(volume, pod, cluster) or {}
        except MissingSource:
            continue
        for path, data in held.items():
            name = path.removesuffix(".gz")
            if name not in _NOT_READ and any(fnmatch.fnmatch(name, pattern) for pattern in FILES):
                text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode()
                yield name, expanded(text, variables) if path.endswith(".gz") else text
