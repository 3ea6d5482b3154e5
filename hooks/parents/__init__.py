"""One room per parent: ``customize`` says which other objects it needs to see, ``sync`` what should exist. Both are pure; a room reads like a contents page.

From outside they are called with bytes, through :func:`customize` and :func:`sync`.
"""

from hooks.parents.rooms import ROOMS, customize, encoded, sync, sync_response

__all__ = ["ROOMS", "customize", "encoded", "sync", "sync_response"]
