"""A paused workload: nothing changes, and nothing is fought over.

A 200 cannot say "leave it": what is not returned is deleted. So each observed child is returned with just the fields that our field manager owns,
which makes applying it change nothing.
"""

from typing import Any

import msgspec

from hooks.parents.ownership import echo
from hooks.protocol import Manifest, SyncRequest, SyncResponse


def response(request: SyncRequest[Any]) -> SyncResponse:
    """The observed children and the old status, with ``paused`` set."""
    children = tuple(echo(msgspec.json.decode(raw)) for _, group in sorted(request.children.items()) for _, raw in sorted(group.items()))
    return SyncResponse(children=children, status={**_status(request.parent), "paused": True})


def _status(parent: Any) -> Manifest:
    status: Manifest = {} if parent.status is None else msgspec.to_builtins(parent.status)
    return status
