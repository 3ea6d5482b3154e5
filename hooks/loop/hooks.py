"""How the loop asks the hooks: bytes in, bytes out, as over HTTP, and beside them what was judged."""

from datetime import datetime
from typing import Protocol

import msgspec

from hooks import decorators, parents
from hooks.findings import Finding, Judgement
from hooks.settings import Settings

DECORATORS = "decorators/"
"""Before the names of those hooks that answer for other people's objects."""


class Synced(msgspec.Struct, frozen=True):
    """The bytes of a sync answer, and what hooks in this process judged on the way; over HTTP nothing is known of that."""

    body: bytes
    findings: tuple[Finding, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    served: bool = True
    """False: nothing is changed for the parent, ``findings`` say why."""


class Hooks(Protocol):
    """Raises InvalidParent or InvalidRequest where the server would answer 4xx; anything else is a bug (500)."""

    def customize(self, kind: str, body: bytes) -> bytes:
        """The customize answer for a parent of ``kind``."""

    def sync(self, kind: str, body: bytes, now: datetime) -> Synced:
        """The sync answer for a parent of ``kind``."""


class OurHooks(msgspec.Struct, frozen=True):
    """The hooks of this project, called in this process."""

    settings: Settings

    def customize(self, kind: str, body: bytes) -> bytes:
        """See :func:`hooks.parents.customize` and :func:`hooks.decorators.customize`."""
        name = kind.removeprefix(DECORATORS)
        return parents.customize(kind, body) if name == kind else decorators.customize(name, body)

    def sync(self, kind: str, body: bytes, now: datetime) -> Synced:
        """See :func:`hooks.parents.sync_response` and :func:`hooks.decorators.sync`."""
        name = kind.removeprefix(DECORATORS)
        if name != kind:
            return Synced(decorators.sync(name, body, self.settings, now))
        response = parents.sync_response(kind, body, self.settings, now)
        return Synced(parents.encoded(response), response.findings, response.judgements, response.served)
