"""How the loop asks the hooks: bytes in, bytes out, as over HTTP."""

from datetime import datetime
from typing import Protocol


class Hooks(Protocol):
    """Raises InvalidParent or InvalidRequest where the server would answer 4xx; anything else is a bug (500)."""

    def customize(self, kind: str, body: bytes) -> bytes:
        """The customize answer for a parent of ``kind``."""

    def sync(self, kind: str, body: bytes, now: datetime) -> bytes:
        """The sync answer for a parent of ``kind``."""
