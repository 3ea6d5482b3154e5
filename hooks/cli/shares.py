"""Which shard scrapes which target, as far as targets are known here."""

from collections.abc import Mapping
from typing import NamedTuple

from hooks.cli.explain.chain import World
from hooks.cli.explain.jobs import discovered
from hooks.cli.explain.relabeling import Labels, steps
from hooks.cli.local.objects import LOOPBACK
from hooks.loop.resources import Key

_KUBERNETES = "__meta_kubernetes_"


class Target(NamedTuple):
    """A target as Prometheus tells it apart: its job and its labels, of which those that only carry an address do not count."""

    job: str
    labels: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        known = dict(self.labels)
        return f"{known.get('__address__', '')} of job {self.job}"


def shares(world: World, workload: Key) -> Mapping[Target, int]:
    """The shard of each target of a workload; the first, where several take it."""
    found: dict[Target, int] = {}
    for shard in (each for each in world.configurations if each.workload == workload):
        for job in shard.jobs():
            for labels in filter(_has_address, discovered(world, shard, job)):
                done = steps(job.get("relabel_configs") or (), labels)
                final = done[-1].after if done else labels
                if final is not None:
                    kept = {name: value for name, value in final.items() if not name.startswith("__") or name == "__address__"}
                    found.setdefault(Target(str(job["job_name"]), tuple(sorted(kept.items()))), shard.shard)
    return found


def _has_address(labels: Labels) -> bool:
    """Whether the address is that of a cluster, from which its share follows: pods that are not there yet stand on this machine."""
    return not (labels["__address__"].startswith(f"{LOOPBACK}:") and any(name.startswith(_KUBERNETES) for name in labels))
