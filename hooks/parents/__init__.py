"""One module per parent: ``customize`` says which other objects it needs to see, ``sync`` what should exist. Both are pure, and read like a contents page.

From outside they are called with bytes, through :func:`customize` and :func:`sync`.
"""

from hooks.parents.dispatch import PARENTS, customize, encoded, sync, sync_response

__all__ = ["PARENTS", "customize", "encoded", "sync", "sync_response"]
