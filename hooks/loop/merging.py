"""What server-side apply makes of an object: the fields that are sent win, those of others stay, those no longer sent go away.

Source: Kubernetes documentation, "Server-Side Apply". Lists are replaced as a whole, because here nobody else adds items to a list of ours; owners are
the exception, they are told apart by their uid.
"""

from collections.abc import Mapping, Sequence
from typing import Any


def merged(live: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """``live`` after one manager, who had sent ``before``, sends ``after``."""
    kept = {name: value for name, value in _without(live, before, after).items() if name not in after}
    return kept | {name: _member(live.get(name), before.get(name), value) for name, value in after.items()}


def _member(live: Any, before: Any, after: Any) -> Any:
    if isinstance(after, Mapping) and isinstance(live, Mapping):
        return merged(live, before if isinstance(before, Mapping) else {}, after)
    return after


def merged_owners(live: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The owner references of an object: those of others, then those that are sent."""
    ours = {owner["uid"] for owner in (*before, *after)}
    return [*(owner for owner in live if owner["uid"] not in ours), *after]


def _without(live: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """``live`` without what its manager gave up; an object in which somebody else has fields stays with these."""
    remaining = {name: _given_up(value, before[name]) if name in before and name not in after else value for name, value in live.items()}
    return {name: value for name, value in remaining.items() if value is not None}


def _given_up(live: Any, before: Any) -> Any:
    if isinstance(live, Mapping) and isinstance(before, Mapping):
        return _without(live, before, {}) or None
    return None
