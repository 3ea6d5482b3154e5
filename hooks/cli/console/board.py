"""What the console shows now: a run or a folder's watcher puts it there, any number of pages read it."""

import threading

from hooks.cli.console.snapshot import Snapshot


class Board:
    """The newest snapshot, with a number that grows when it changes."""

    def __init__(self, first: Snapshot) -> None:
        """Number 1 is ``first``."""
        self._changed = threading.Condition()
        self._snapshot, self._number = first, 1

    def show(self, snapshot: Snapshot) -> None:
        """Puts a snapshot there; one that is equal changes nothing."""
        with self._changed:
            if snapshot != self._snapshot:
                self._snapshot, self._number = snapshot, self._number + 1
                self._changed.notify_all()

    @property
    def now(self) -> tuple[int, Snapshot]:
        """Its number and the snapshot."""
        with self._changed:
            return self._number, self._snapshot

    def newer(self, number: int, seconds: float) -> int:
        """The newest number, as soon as it is another one than ``number``, at the latest after ``seconds``."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != number, seconds)
            return self._number
