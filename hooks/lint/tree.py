"""An expression as lint asks about it: its parts, each once, and the labels that each of them can have."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec

from hooks.lint.labels import Found, labels_of
from hooks.rules.promql import Part, parts


class Tree(msgspec.Struct, frozen=True, dict=True):
    """``parts`` from left to right, each before what it is made of."""

    root: Part
    parts: Sequence[Part]

    @classmethod
    def of(cls, root: Part) -> "Tree":
        """The tree below ``root``."""
        return cls(root, tuple(parts(root)))

    @cached_property
    def _labels(self) -> Mapping[int, Found]:
        return labels_of(self.parts)

    def labels(self, part: Part) -> Found:
        """Those of one of the parts; None for scalars and strings."""
        return self._labels[id(part)]
