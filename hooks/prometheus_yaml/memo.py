"""A bounded memory of values by content: only a cache, the answers are the same without it."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Memo(Generic[V]):
    """The ``limit`` values that were used last. Safe among threads: at worst a value is computed twice."""

    def __init__(self, limit: int) -> None:
        """``limit``: number of values."""
        self._limit = limit
        self._values: dict[Hashable, V] = {}

    def value(self, key: Hashable, compute: Callable[[], V]) -> V:
        """The remembered value of ``key``, or the computed one, which is remembered."""
        found = self._values.pop(key, None)
        value = compute() if found is None else found
        self._values[key] = value
        if len(self._values) > self._limit:
            self._values.pop(next(iter(self._values)), None)
        return value
