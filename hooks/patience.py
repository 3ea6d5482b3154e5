"""What passes by itself is told only when it lasts.

With each change a workload is not as desired until it was applied, a moment later: a status that says so is taken back by the next one, two writes for
every edit of every monitor. So a server goes on saying what was said before, for a while. It remembers since when; the core has no such memory, and says
what it sees.
"""

import threading
from datetime import datetime, timedelta

from msgspec.structs import replace

from hooks.protocol import SyncResponse
from hooks.status import NOT_TOLD, WAITING

PATIENCE = timedelta(seconds=10)
"""For how long. Whoever wants to know whether a change has arrived asks the programs (``promhooks plan --wait``), not the status."""
MOST = 10_000
"""Parents that are remembered at most, of which those that wait for longest are forgotten: they begin anew."""
UNASKED = frozenset([NOT_TOLD, WAITING])
"""Reasons for which somebody else has to act. As to all others, Metacontroller asks again by itself: when it has written a child, or could not."""


class Patience:
    """Since when something that should pass stands in the way, by parent. Safe among threads."""

    def __init__(self) -> None:
        self._since: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def answer(self, found: SyncResponse, now: datetime) -> SyncResponse:
        """``found``, or with the conditions as they were before where the parent has not been in the way for long."""
        rest = self._rest(found, now)
        if rest <= timedelta():
            return found
        before = {condition["type"]: condition for condition in found.before}
        conditions = found.status["conditions"]
        asks = any(condition["type"] in before and condition["reason"] in UNASKED for condition in conditions)
        return replace(
            found,
            status=found.status | {"conditions": [before.get(condition["type"], condition) for condition in conditions]},
            resync_after_seconds=found.resync_after_seconds or (rest.total_seconds() if asks else 0.0),
        )

    def _rest(self, found: SyncResponse, now: datetime) -> timedelta:
        with self._lock:
            if not found.before:
                self._since.pop(found.uid, None)
                return timedelta()
            since = self._since.setdefault(found.uid, now)
            if len(self._since) > MOST:
                del self._since[next(iter(self._since))]
            return PATIENCE - (now - since)
