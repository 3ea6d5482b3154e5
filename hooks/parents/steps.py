"""While many objects wait for their values, the configuration is written in steps.

Each value that arrives makes a new configuration, and each configuration is a write to the API server and a reload of the program that reads it: at the
start of a large cluster hundreds of them in seconds. So as long as many wait, a step is written at most every few seconds; once few are left, each at once.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from hooks import status
from hooks.errors import TooEarly
from hooks.names import DESIRED_HASH, STEP
from hooks.protocol import Manifest

MANY = 20
"""Objects that wait, from which on there are steps."""
SHORTEST, LONGEST, EACH = timedelta(seconds=1), timedelta(seconds=5), timedelta(milliseconds=10)
"""Between two of them: so long for each object that waits, within these bounds. Few are there soon, and a small configuration is written quickly."""


def in_steps(children: Sequence[Manifest], waiting: int, observed: Mapping[tuple[str, str], Manifest], now: datetime) -> tuple[Manifest, ...]:
    """``children``, the first of which notes the time of the step while ``waiting`` objects are many. TooEarly where the last step was just now.

    ``observed`` are the metadata of the children by (kind, name), as :func:`hooks.parents.workload.heads` has them.
    """
    if waiting < MANY or not children:
        return tuple(children)
    before = _notes(observed, children[0]).get(STEP)
    if before is not None:
        again = _noted(children, before)
        if all(_notes(observed, child).get(DESIRED_HASH) == status.marked(child)["metadata"]["annotations"][DESIRED_HASH] for child in again):
            return again
        pause = min(LONGEST, max(SHORTEST, waiting * EACH))
        rest = pause - _age(before, now)
        if timedelta() < rest <= pause:
            raise TooEarly(rest.total_seconds())
    return _noted(children, now.isoformat(timespec="seconds"))


def _notes(observed: Mapping[tuple[str, str], Manifest], child: Manifest) -> Mapping[str, str]:
    found: Mapping[str, str] = observed.get((child["kind"], child["metadata"]["name"]), {}).get("metadata", {}).get("annotations") or {}
    return found


def _noted(children: Sequence[Manifest], time: str) -> tuple[Manifest, ...]:
    first = children[0]
    metadata = first["metadata"]
    return ({**first, "metadata": {**metadata, "annotations": {**metadata.get("annotations", {}), STEP: time}}}, *children[1:])


def _age(time: str, now: datetime) -> timedelta:
    """More than any pause where somebody wrote something else there."""
    try:
        return now - datetime.fromisoformat(time)
    except (ValueError, TypeError):  # no time, or one without its zone
        return 2 * LONGEST
