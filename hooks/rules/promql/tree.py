"""An expression as a tree: what stands in it, from which character to which, and what it is applied to."""

from collections.abc import Iterator

import msgspec

from hooks.rules.promql.matchers import Matcher


class Part(msgspec.Struct, frozen=True):
    """A part of the text, from its first character to behind its last. Parentheses around it are left out."""

    start: int
    end: int

    @property
    def below(self) -> "tuple[Part, ...]":
        """What it is made of."""
        return ()


class Literal(Part, frozen=True):
    """A number or a string."""

    text: str


class Series(Part, frozen=True):
    """A selector with what follows it."""

    name: str
    matchers: tuple[Matcher, ...]
    window: float | None = None
    """Seconds of its range; None for an instant, and where the range is computed."""


class Subquery(Part, frozen=True):
    """``…[1h:5m]``."""

    of: Part

    @property
    def below(self) -> tuple[Part, ...]:
        """What is evaluated at each step."""
        return (self.of,)


class Call(Part, frozen=True):
    """A function."""

    name: str
    arguments: tuple[Part, ...]

    @property
    def below(self) -> tuple[Part, ...]:
        """Its arguments."""
        return self.arguments


class Aggregation(Part, frozen=True):
    """``sum by (job) (…)``; ``grouping`` is None where there is neither by nor without."""

    name: str
    arguments: tuple[Part, ...]
    grouping: tuple[str, ...] | None
    without: bool

    @property
    def below(self) -> tuple[Part, ...]:
        """Its arguments, the vector last."""
        return self.arguments


class Binary(Part, frozen=True):
    """Two sides and an operator."""

    operator: str
    left: Part
    right: Part
    gives_bool: bool = False
    matching: tuple[str, ...] | None = None
    """The labels of on or ignoring."""
    on: bool = False
    grouped: str = ""
    """``group_left`` or ``group_right``."""
    included: tuple[str, ...] = ()
    """The labels that come from the other side."""

    @property
    def below(self) -> tuple[Part, ...]:
        """Both sides."""
        return (self.left, self.right)


def parts(tree: Part) -> Iterator[Part]:
    """The tree and everything below it, from left to right; however long a chain of operators is."""
    left = [tree]
    while left:
        part = left.pop()
        yield part
        left.extend(reversed(part.below))
