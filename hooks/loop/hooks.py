"""How the loop asks the hooks: bytes in, bytes out, as over HTTP, and beside them what was judged."""

from datetime import datetime
from typing import Protocol

import msgspec
import xxhash

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


class RememberingHooks(Hooks):
    """Hooks that work each answer out once, as long as every round asks for it. Hooks are functions of what they are sent, so nobody can tell."""

    def __init__(self, hooks: Hooks) -> None:
        """Those that answer."""
        self._hooks = hooks
        self._before: dict[tuple[str, datetime, bytes], Synced] = {}
        self._now: dict[tuple[str, datetime, bytes], Synced] = {}

    def begin_round(self) -> None:
        """What was not asked for in the last round is forgotten."""
        self._before, self._now = self._now, {}

    def customize(self, kind: str, body: bytes) -> bytes:
        """As it is: it takes no time."""
        return self._hooks.customize(kind, body)

    def sync(self, kind: str, body: bytes, now: datetime) -> Synced:
        """From memory where it can be; what is raised is raised anew."""
        key = (kind, now, xxhash.xxh3_128_digest(body))
        self._now[key] = self._now.get(key) or self._before.get(key) or self._hooks.sync(kind, body, now)
        return self._now[key]
