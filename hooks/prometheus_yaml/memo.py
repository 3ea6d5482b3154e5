"""A bounded memory of values by content: only a cache, the answers are the same without it."""

from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

V = TypeVar("V")


class Uses(NamedTuple):
    """How often a value was remembered, and how often it was not."""

    hits: int
    misses: int

    def with_one(self, *, known: bool) -> "Uses":
        """One more."""
        return Uses(self.hits + known, self.misses + (not known))


class Memo(Generic[V]):
    """The ``limit`` values that were used last, and how often they were. Safe among threads: at worst a value is computed twice, or counted once."""

    def __init__(self, limit: int) -> None:
        """``limit``: number of values."""
        self._limit = limit
        self.uses = Uses(0, 0)
        self._values: dict[Hashable, V] = {}

    def value(self, key: Hashable, compute: Callable[[], V]) -> V:
        """The remembered value of ``key``, or the computed one, which is remembered."""
        found = self._values.pop(key, None)
        self.uses = self.uses.with_one(known=found is not None)
        value = compute() if found is None else found
        self._values[key] = value
        if len(self._values) > self._limit:
            self._values.pop(next(iter(self._values)), None)
        return value
