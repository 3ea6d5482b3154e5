"""Which labels the result of an expression can have, as far as the expression itself says it."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hooks.rules.promql import Aggregation, Binary, Call, Literal, Part, Series, Subquery

_SELECTING = frozenset(["topk", "bottomk", "limitk", "limit_ratio"])
_ABSENT = frozenset(["absent", "absent_over_time"])
_SCALARS = frozenset(["scalar", "time", "pi", "start", "end", "step", "range", "max_of", "min_of"])


class Labels(NamedTuple):
    """``only`` these, any where it is None; and none of ``never``."""

    only: frozenset[str] | None = None
    never: frozenset[str] = frozenset()

    def may_have(self, name: str) -> bool:
        """Whether a series of the result can have the label."""
        return (self.only is None or name in self.only) and name not in self.never

    def minus(self, names: frozenset[str]) -> "Labels":
        """Without some."""
        return Labels(None if self.only is None else self.only - names, self.never | names)

    def plus(self, names: frozenset[str]) -> "Labels":
        """With some more."""
        return Labels(None if self.only is None else self.only | names, self.never - names)

    def among(self, names: frozenset[str]) -> "Labels":
        """Those of ``names`` that it can have."""
        return Labels(frozenset(filter(self.may_have, names)))


NOTHING = Labels(frozenset())
Found = Labels | None
"""None for scalars and strings."""


def labels_of(parts: Sequence[Part]) -> Mapping[int, Found]:
    """The labels of each part of a tree, by ``id``; the parts stand before what they are made of."""
    found: dict[int, Found] = {}
    for part in reversed(parts):
        found[id(part)] = _of(part, [found[id(each)] for each in part.below])
    return found


def _of(part: Part, below: Sequence[Found]) -> Found:
    match part:
        case Series():
            return Labels(None, frozenset(each.name for each in part.matchers if each.operator == "=" and not each.value))
        case Subquery():
            return below[0]
        case Call():
            return _call(part, below)
        case Aggregation():
            return _aggregation(part, below[-1] or NOTHING)
        case Binary():
            left, right = below
            return _binary(part, left, right) if left and right else left or right
    return None


def _call(part: Call, below: Sequence[Found]) -> Found:
    if part.name in _SCALARS:
        return None
    if part.name in _ABSENT:
        return _absent(part.arguments[0])
    argument = next((each for each in below if each is not None), NOTHING)
    change = _CHANGES.get(part.name)
    return change(argument, part) if change else argument


def _absent(argument: Part) -> Labels:
    names = [each.name for each in argument.matchers if each.name != "__name__"] if isinstance(argument, Series) else []
    equal = {each.name for each in argument.matchers if each.operator == "=" and each.value} if isinstance(argument, Series) else set()
    return Labels(frozenset(name for name in equal if names.count(name) == 1))


def _literal(part: Call, index: int) -> frozenset[str]:
    argument = part.arguments[index]
    return frozenset([argument.text]) if isinstance(argument, Literal) else frozenset()


_CHANGES: Mapping[str, Callable[[Labels, Call], Labels]] = {
    "histogram_quantile": lambda labels, _: labels.minus(frozenset(["le"])),
    "histogram_quantiles": lambda labels, part: labels.minus(frozenset(["le"])).plus(_literal(part, 1)),
    "info": lambda _labels, _part: Labels(),
    "label_join": lambda labels, part: labels.plus(_literal(part, 1)),
    "label_replace": lambda labels, part: labels.plus(_literal(part, 1)),
    "vector": lambda _labels, _part: NOTHING,
}


def _aggregation(part: Aggregation, argument: Labels) -> Labels:
    if part.name in _SELECTING:
        return argument
    names = frozenset(part.grouping or ())
    kept = argument.minus(names) if part.without else argument.among(names)
    return kept.plus(frozenset(each.text for each in part.arguments[:1] if isinstance(each, Literal))) if part.name == "count_values" else kept


def _binary(part: Binary, left: Labels, right: Labels) -> Labels:
    if part.operator == "or":
        return _either(left, right)
    if part.operator in {"and", "unless"}:
        return left
    if part.grouped:
        return (left if part.grouped == "group_left" else right).plus(frozenset(part.included))
    if part.on:
        return _either(left, right).among(frozenset(part.matching or ()))
    return _both(left, right).minus(frozenset(part.matching or ()))


def _either(left: Labels, right: Labels) -> Labels:
    only = None if left.only is None or right.only is None else left.only | right.only
    return Labels(only, frozenset(name for name in left.never | right.never if not left.may_have(name) and not right.may_have(name)))


def _both(left: Labels, right: Labels) -> Labels:
    if left.only is None or right.only is None:
        return Labels(left.only if right.only is None else right.only, left.never | right.never)
    return Labels(left.only & right.only, left.never | right.never)
