"""The graph of what the board shows, computed once for each snapshot, and its part that is only written once for each state of the objects."""

import threading
from functools import lru_cache

import msgspec

from hooks.cli.console.board import Board
from hooks.cli.console.graph.model import Graph
from hooks.cli.console.graph.objects import of_objects
from hooks.cli.console.graph.observed import observed
from hooks.cli.console.graph.selection import node_id
from hooks.cli.console.snapshot import Snapshot
from hooks.cli.explain.chain import World
from hooks.cli.local.live import Edit
from hooks.cli.plan.changes import Change, changes


class Picture(msgspec.Struct, frozen=True):
    """A snapshot with its graph and its number."""

    number: int
    snapshot: Snapshot
    graph: Graph


class Current:
    """The newest picture. Safe among threads."""

    def __init__(self, board: Board) -> None:
        """Nothing is computed before somebody asks."""
        self.board = board
        self._lock = threading.Lock()
        self._world = World((), ())
        self._written, self._uids = Graph(), dict[str, str]()
        self._picture = Picture(0, board.now[1], Graph())
        self._plan = lru_cache(maxsize=20)(self._planned)

    @property
    def picture(self) -> Picture:
        """The snapshot of now."""
        number, snapshot = self.board.now
        with self._lock:
            if self._picture.number != number:
                if snapshot.world is not self._world:
                    self._world, self._written = snapshot.world, of_objects(snapshot.world)
                    self._uids = {str(each["metadata"].get("uid")): node_id(each) for each in snapshot.world.of("PrometheusRule")}
                self._picture = Picture(number, snapshot, observed(self._written, snapshot.running, snapshot.messages, self._uids))
            return self._picture

    def plan(self, edit: Edit) -> tuple[Change, ...]:
        """What an edit did to each workload."""
        return self._plan(edit.number)

    def _planned(self, number: int) -> tuple[Change, ...]:
        edit = next((each for each in self.board.now[1].edits if each.number == number), None)
        return changes(edit.before, edit.after) if edit else ()
