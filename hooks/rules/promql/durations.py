"""Durations in ranges and offsets, which may be computed (Prometheus documentation, "Duration expressions")."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from hooks.rules.promql.stream import Stream
from hooks.rules.promql.tokens import NotPromQL, Token

_LONGEST = 2**63 / 1e9
"""Seconds that fit into 64 bits of nanoseconds."""
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "^": 3}
_UNARY = 3
Deeper = Callable[[Token], AbstractContextManager[None]]


class Durations:
    """A value is the number of seconds where a plain number was written; None where it is computed when the rule is evaluated."""

    def __init__(self, stream: Stream, deeper: Deeper) -> None:
        self._stream, self._deeper = stream, deeper

    def range(self) -> tuple[float | None, bool]:
        """What follows ``[``, to its end: ``5m]``, or ``1h:5m]`` with steps. Its value, and whether it has steps."""
        value = self._positive()
        colon = self._stream.accept(":")
        if colon and self._stream.next.kind != "]":
            self._positive()
        self._stream.take("]")
        return value, colon is not None

    def _positive(self) -> float | None:
        start = self._stream.next
        value = self._expression(0)
        if value is not None and not value > 0:
            raise NotPromQL(start.start, "a range must be longer than 0")
        self._remember(start, plain=value is not None)
        return value

    def offset(self) -> bool:
        """What follows ``offset``; whether it shifts at all. A plain number ends it, so that ``a offset 5m + b`` adds ``b``."""
        start = self._stream.next
        sign = self._stream.accept("+", "-")
        first = self._stream.next
        value = self._short_offset(sign) if first.kind in _SHORT or (sign and first.kind == "(") else self._rest_of_offset(sign)
        self._remember(start, plain=value is not None or (sign is not None and first.kind == "(" and self._is_plain(first)))
        return value is None or not abs(value) * 1e9 < 0.5  # NaN shifts, too

    def _short_offset(self, sign: Token | None) -> float | None:
        if self._stream.next.kind != "(":
            return self._negated(sign, self._term())
        self._parentheses()
        return None

    def _rest_of_offset(self, sign: Token | None) -> float | None:
        value = self._expression(0) if sign is None else self._negated(sign, self._expression(_UNARY))
        return self._operators(value, 0)

    def _expression(self, least: int) -> float | None:
        with self._deeper(self._stream.next):
            sign = self._stream.accept("+", "-")
            value = self._negated(sign, self._expression(_UNARY)) if sign else self._term()
            return self._operators(value, least)

    def _operators(self, value: float | None, least: int) -> float | None:
        while (precedence := _PRECEDENCE.get(self._stream.next.kind, 0)) and precedence >= least:
            operator = self._stream.take(self._stream.next.kind)
            right = self._expression(precedence if operator.kind == "^" else precedence + 1)
            if operator.kind in {"/", "%"} and right == 0:
                raise NotPromQL(operator.start, "a duration cannot be divided by zero")
            value = None
        return value

    def _term(self) -> float | None:
        token = self._stream.next
        if token.kind in {"number", "duration"}:
            return _checked(self._stream.number(), token)
        if token.kind == "(":
            self._parentheses()
            return None
        self._stream.take("step", "range", "max_of", "min_of")
        self._stream.take("(")
        if token.kind in {"max_of", "min_of"}:
            self._expression(0)
            self._stream.take(",")
            self._expression(0)
        self._stream.take(")")
        return None

    def _parentheses(self) -> None:
        self._stream.take("(")
        self._expression(0)
        self._stream.take(")")

    @staticmethod
    def _negated(sign: Token | None, value: float | None) -> float | None:
        if sign is None or value is None:
            return value
        return _checked(-value if sign.kind == "-" else value, sign)

    def _is_plain(self, parenthesis: Token) -> bool:
        return self._stream.written(parenthesis.start)[1:-1].strip().isalnum()

    def _remember(self, start: Token, *, plain: bool) -> None:
        if not plain:
            self._stream.computed.append(self._stream.written(start.start))


_SHORT = frozenset(["number", "duration", "step", "range", "max_of", "min_of"])


def _checked(value: float, token: Token) -> float:
    if abs(value) > _LONGEST:
        raise NotPromQL(token.start, "the duration is out of range")
    return value
