"""A Prometheus elsewhere, asked again and again while the console is open: ``kubectl port-forward`` brings that of a cluster here."""

import os
import threading
import time
from pathlib import Path

import msgspec

from hooks.cli.console.board import Board
from hooks.cli.console.snapshot import Running, Snapshot
from hooks.cli.local.node import Instance
from hooks.cli.local.observer import observed
from hooks.loop.resources import Key

_EVERY = 3.0
"""Seconds between two questions."""


class Joined:
    """Puts snapshots of objects on a board, with what a Prometheus said last; each may come at any time."""

    def __init__(self, board: Board, url: str) -> None:
        """Asks at once, on a thread of its own that ends with the process."""
        self._board, self._url = board, url.rstrip("/")
        self._lock = threading.Lock()
        self._snapshot = board.now[1]
        self._running: tuple[Running, ...] = ()
        threading.Thread(target=self._ask, name="asking", daemon=True).start()

    def show(self, snapshot: Snapshot) -> None:
        """The objects of now."""
        with self._lock:
            self._snapshot = snapshot
            self._put()

    def _ask(self) -> None:
        while True:
            answer = observed(Instance(self._url, "prometheus", self._url, self._url, 0, Path(os.devnull)))
            if answer and answer.refusal:
                answer = msgspec.structs.replace(answer, refusal="its log says why")
            with self._lock:
                self._running = (Running(self._url, "prometheus", self._url, self._url, self._url, _only(self._snapshot), observation=answer),)
                self._put()
            time.sleep(_EVERY)

    def _put(self) -> None:
        others = tuple(each for each in self._snapshot.running if not self._running or each.workload != self._running[0].workload)
        self._board.show(msgspec.structs.replace(self._snapshot, live=True, running=(*others, *self._running)))


def _only(snapshot: Snapshot) -> Key | None:
    """The Prometheus that it is, where there is one only."""
    found = [Key.of(each) for each in snapshot.world.of("Prometheus")]
    return found[0] if len(found) == 1 else None
