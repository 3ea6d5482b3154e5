"""The tokens of an expression, one after the other, without blanks and comments."""

from hooks.rules.promql import literals
from hooks.rules.promql.tokens import END, NotPromQL, Token, tokens

_LAST_MOMENT = float(2**63)
"""Seconds; a time stamp must be smaller."""


class Stream:
    """What is left to read, and what was noticed on the way (see :class:`hooks.rules.promql.grammar.Expression`)."""

    def __init__(self, text: str) -> None:
        self._tokens = [token for token in tokens(text) if token.kind != "blank"]
        self._text, self._index = text, 0
        self.next = self._tokens[0]
        """The token that comes."""
        self.modifiers: list[str] = []
        self.computed: list[str] = []

    @property
    def second(self) -> Token:
        """The one behind it."""
        return self._tokens[min(self._index + 1, len(self._tokens) - 1)]

    @property
    def last_end(self) -> int:
        """Where what has been taken ends."""
        return self._tokens[self._index - 1].end

    def written(self, start: int) -> str:
        """The text from ``start`` to the end of what has been taken."""
        return self._text[start : self.last_end]

    def accept(self, *kinds: str) -> Token | None:
        """The next token if it is one of ``kinds``."""
        return self.take(*kinds) if self.next.kind in kinds else None

    def take(self, *kinds: str) -> Token:
        """The next token. NotPromQL: it is none of ``kinds``."""
        token = self.next
        if token.kind not in kinds:
            wanted = " or ".join(kind if kind == END else f'"{kind}"' for kind in kinds)
            raise NotPromQL(token.start, f"{self.described(token)} stands where {wanted} is expected")
        if token.kind != END:
            self._index += 1
            self.next = self._tokens[self._index]
        return token

    def number(self) -> float:
        """The value of the number or duration that comes, in seconds."""
        token = self.take("number", "duration")
        value = literals.number(token.text) if token.kind == "number" else literals.seconds(token.text)
        if value is None:
            raise NotPromQL(token.start, f'"{token.text[:80]}" is not a {token.kind} that Prometheus can hold')
        return value

    def string(self) -> str:
        """The value of the string that comes."""
        token = self.take("string")
        value = literals.string(token.text)
        if value is None:
            raise NotPromQL(token.start, "the string holds an unknown escape sequence, double the backslash or quote the text with backticks")
        return value

    def timestamp(self, at: Token) -> None:
        """What follows ``@``: a number, ``start()`` or ``end()``."""
        if self.accept("start", "end"):
            self.take("(")
            self.take(")")
            return
        self.accept("+", "-")
        if not abs(self.number()) < _LAST_MOMENT:
            raise NotPromQL(at.start, "the time is out of bounds")

    @staticmethod
    def described(token: Token) -> str:
        """A token in a sentence."""
        return END if token.kind == END else f'"{token.text[:40]}"'
