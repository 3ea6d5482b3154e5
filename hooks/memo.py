"""Memories of computed values, bounded by bytes: only caches, the answers are the same without them.

A value is remembered under a name (whose value it is) and for a content (what it was computed from). A name keeps its newest value alone, so an object
that is rewritten again and again takes the room of one; what was not used for longest goes first when the room is full.
"""

import threading
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

import msgspec
import xxhash

V = TypeVar("V")

OVERHEAD = 500
"""Bytes that a remembered value takes beside itself: its name, its content, its place in the memory."""


class Uses(NamedTuple):
    """How often a value was remembered, and how often it was not."""

    hits: int
    misses: int

    def with_one(self, *, known: bool) -> "Uses":
        """One more."""
        return Uses(self.hits + known, self.misses + (not known))


class _Kept(NamedTuple, Generic[V]):
    content: Hashable
    value: V
    size: int


class Memo(Generic[V]):
    """The values that were used last, as many as fit, and how often they were. Safe among threads: at worst a value is computed twice, or counted once."""

    def __init__(self, room: int, size: Callable[[V], int]) -> None:
        """``room`` in bytes; ``size`` tells how many a value takes."""
        self._room, self._size = room, size
        self._kept: dict[Hashable, _Kept[V]] = {}
        self._lock = threading.Lock()
        self.uses = Uses(0, 0)
        self.bytes = 0
        """Taken, the overhead included."""

    def value(self, name: Hashable, content: Hashable, compute: Callable[[], V]) -> V:
        """The remembered value of ``name`` where it was computed from the same ``content``, else the computed one, which is remembered."""
        known = self.known(name, content)
        if known is not None:
            return known
        value = compute()
        self.keep(name, content, value)
        return value

    def known(self, name: Hashable, content: Hashable) -> V | None:
        """The remembered value, if there is one. No value is None."""
        found = self._kept.get(name)
        known = found is not None and found.content == content
        self.uses = self.uses.with_one(known=known)
        if found is None or not known:
            return None
        with self._lock:
            self._keep(name, found)
        return found.value

    def keep(self, name: Hashable, content: Hashable, value: V) -> None:
        """Remembers a value that was not known."""
        with self._lock:
            self._keep(name, _Kept(content, value, self._size(value) + OVERHEAD))

    def _keep(self, name: Hashable, newest: _Kept[V]) -> None:
        """The youngest are at the end. A value that is larger than the whole room is not kept."""
        before = self._kept.pop(name, None)
        self._kept[name] = newest
        self.bytes += newest.size - (before.size if before else 0)
        while self.bytes > self._room:
            self.bytes -= self._kept.pop(next(iter(self._kept))).size


def remembered(count: int, longest: int) -> Callable[[Callable[[str], V]], Callable[[str], V]]:
    """A decorator for a function of a text that is called very often: the last ``count`` texts of at most ``longest`` characters are remembered."""

    def decorate(function: Callable[[str], V]) -> Callable[[str], V]:
        cached = lru_cache(maxsize=count)(function)
        return lambda text: cached(text) if len(text) <= longest else function(text)

    return decorate


class _Metadata(msgspec.Struct, frozen=True, rename="camel", gc=False):
    uid: msgspec.Raw = msgspec.Raw()
    generation: msgspec.Raw = msgspec.Raw()
    labels: msgspec.Raw = msgspec.Raw()
    annotations: msgspec.Raw = msgspec.Raw()
    owner_references: msgspec.Raw = msgspec.Raw()


class _Object(msgspec.Struct, frozen=True, gc=False):
    metadata: _Metadata = _Metadata()
    spec: msgspec.Raw = msgspec.Raw()
    data: msgspec.Raw = msgspec.Raw()


_object = msgspec.json.Decoder(_Object)


def content(raw: bytes | msgspec.Raw) -> bytes:
    """A digest of what decides in an object, given as JSON: who it is, what its author wrote. A status, ``resourceVersion`` and ``managedFields`` do not.

    Against accidents, not against malice: who makes two contents of an object equal harms nobody else.
    """
    try:
        found = _object.decode(raw)
    except msgspec.MsgspecError:
        return xxhash.xxh3_128_digest(raw)
    metadata = found.metadata
    parts = (metadata.uid, metadata.generation, metadata.labels, metadata.annotations, metadata.owner_references, found.spec, found.data)
    return xxhash.xxh3_128_digest(b"\0".join(parts))
