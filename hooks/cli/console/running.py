"""A local run as snapshots."""

from pathlib import Path

from hooks.cli.console.board import Board
from hooks.cli.console.snapshot import Running, Snapshot
from hooks.cli.explain.chain import World
from hooks.cli.local.live import Live
from hooks.cli.local.node import Instance
from hooks.cli.local.objects import Cluster, controller_of
from hooks.cli.local.observer import Observation
from hooks.cli.local.pods import local_actions, main_container
from hooks.cli.local.terminal import Terminal
from hooks.loop.resources import Key, group_of
from hooks.names import GROUP


class Watcher:
    """Puts each moment of a run on a board."""

    def __init__(self, board: Board, folder: Path, terminal: Terminal) -> None:
        """Nothing is put there before the first :meth:`look`."""
        self._board, self._title, self._terminal = board, folder.name, terminal
        self._world = World((), ())

    def look(self, live: Live) -> None:
        """Puts this moment there."""
        if self._world.objects is not live.objects:
            self._world = World(live.objects, live.report.judged, live.report.events, live.pods.ports)
        running = tuple(_running(live.pods, *each) for each in live.observations())
        snapshot = Snapshot(
            title=self._title,
            world=self._world,
            unread=live.contents.findings,
            live=True,
            running=running,
            moments=self._terminal.moments(),
            edits=tuple(live.edits),
            messages=self._terminal.messages(),
        )
        self._board.show(snapshot)


def _running(cluster: Cluster, instance: Instance, observation: Observation | None) -> Running:
    namespace, _, name = instance.pod.partition("/")
    pod = cluster.find("Pod", namespace, name) or {"metadata": {}, "spec": {}}
    owner = controller_of(pod)
    workload = controller_of(cluster.find(owner["kind"], namespace, owner["name"]) or {"metadata": {}}) if owner else {}
    ours = group_of(workload.get("apiVersion", "")) == GROUP
    return Running(
        pod=instance.pod,
        kind=instance.kind,
        name=(main_container(pod) or {}).get("name", name),
        url=instance.url,
        page=instance.page,
        workload=Key(GROUP, workload["kind"], namespace, workload["name"]) if ours else None,
        actions=() if instance.kind else local_actions(pod),
        observation=observation,
    )
