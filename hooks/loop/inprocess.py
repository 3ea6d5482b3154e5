"""The hooks of this project, called in this process."""

from datetime import datetime

import msgspec

from hooks import parents
from hooks.settings import Settings


class InProcess(msgspec.Struct, frozen=True):
    """Our hooks as the loop wants them (:class:`hooks.loop.hooks.Hooks`)."""

    settings: Settings

    def customize(self, kind: str, body: bytes) -> bytes:
        """See :func:`hooks.parents.customize`."""
        return parents.customize(kind, body)

    def sync(self, kind: str, body: bytes, now: datetime) -> bytes:
        """See :func:`hooks.parents.sync`."""
        return parents.sync(kind, body, self.settings, now)
