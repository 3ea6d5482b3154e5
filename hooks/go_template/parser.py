"""The grammar of Go templates (Go documentation, text/template, "Actions", "Arguments", "Pipelines", "Variables")."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from hooks.go_template import literals
from hooks.go_template.tokens import END, NotATemplate, Token, tokens

_COMPARISONS = frozenset(["eq", "ge", "gt", "le", "lt", "ne"])
BUILT_IN = _COMPARISONS | {"and", "call", "html", "index", "js", "len", "not", "or", "print", "printf", "println", "slice", "urlquery"}
DEPTH = 100
"""How deep actions and parentheses may be nested."""

_SPACE = "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_VALUES = {"boolean", "dot", "nil", "number", "complex", "char", "string"}
"""What cannot be called, so it cannot take a value from a pipe."""
_OPERANDS = _VALUES | {"word", "variable", "field", "open"}


class Parsed(msgspec.Struct, frozen=True):
    """What a template uses."""

    functions: frozenset[str]


def parse(text: str, functions: frozenset[str] | None = frozenset(), variables: frozenset[str] = frozenset(), name: str = "") -> Parsed:
    """NotATemplate: Go's parser would refuse ``text``.

    ``functions`` and ``variables`` are those that the program adds to Go's own (``None``: any function); ``name`` is the one of the template itself.
    """
    parser = _Parser(text, None if functions is None else BUILT_IN | functions)
    parser.define(name, parser.text(variables))
    return Parsed(frozenset(parser.used))


class _Parser:
    def __init__(self, text: str, functions: frozenset[str] | None) -> None:
        self._tokens, self._index, self._functions = list(tokens(text)), 0, functions
        self._defined: dict[str, bool] = {}
        """Templates by name; whether they hold anything but space."""
        self._variables: list[str] = []
        self._ranges = self._depth = 0
        self.used: set[str] = set()

    def text(self, variables: frozenset[str]) -> bool:
        """The template itself, to the end of the text; whether it holds anything but space."""
        self._variables = ["$", *variables]
        filled = bool(variables)
        while self._peek() != END:
            if self._peek().kind == "left" and self._peek_in_action().kind == "define":
                self._definition()
                continue
            closing, holds = self._part()
            if closing:
                raise NotATemplate(f'"{{{{{closing}}}}}" closes nothing')
            filled = filled or holds
        return filled

    def define(self, name: str, filled: bool) -> None:
        """NotATemplate: there is a template of that name that is not empty, and this one is not either."""
        if filled and self._defined.get(name):
            raise NotATemplate(f'the template "{name[:80]}" is defined twice, remove one')
        self._defined[name] = filled or self._defined.get(name, False)

    def _definition(self) -> None:
        self._take("left")
        self._take_in_action("define")
        name = self._template_name()
        self._take_in_action("right")
        self.define(name, self._own_scope())

    def _own_scope(self) -> bool:
        """The body of a define or a block, which sees no variables of the outside."""
        variables, ranges, self._variables, self._ranges = self._variables, self._ranges, ["$"], 0
        closing, filled = self._list("define")
        if closing != "end":
            raise NotATemplate('"{{else}}" stands outside of if, range and with')
        self._variables, self._ranges = variables, ranges
        return filled

    def _list(self, opened: str) -> tuple[str, bool]:
        """Texts and actions up to the ``end`` or ``else`` that closes them: which one it was, and whether they hold anything but space."""
        filled = False
        with self._deeper():
            while self._peek() != END:
                closing, holds = self._part()
                if closing:
                    return closing, filled
                filled = filled or holds
        raise NotATemplate(f'"{{{{{opened}}}}}" is not closed, add "{{{{end}}}}"')

    def _part(self) -> tuple[str, bool]:
        """One text or action: ``end`` or ``else`` if it closes something, and whether it is more than space."""
        if self._peek().kind == "text":
            return "", bool(self._next().text.strip(_SPACE))
        self._take("left")
        keyword = self._next_in_action()
        if keyword.kind == "end":
            self._take_in_action("right")
            return "end", False
        if keyword.kind == "else":
            if self._peek_in_action().kind not in {"if", "with"}:
                self._take_in_action("right")
            return "else", False
        self._action(keyword)
        return "", True

    def _action(self, first: Token) -> None:
        if first.kind in {"if", "with", "range"}:
            self._control(first.kind)
        elif first.kind in {"break", "continue"}:
            self._take_in_action("right")
            if not self._ranges:
                raise NotATemplate(f'"{{{{{first.kind}}}}}" stands outside of range')
        elif first.kind in {"template", "block"}:
            self._use(first.kind)
        else:
            self._back(first)
            self._pipeline("right")

    def _use(self, kind: str) -> None:
        name = self._template_name()
        if kind == "block" or self._peek_in_action().kind != "right":
            self._pipeline("right")
        else:
            self._take_in_action("right")
        if kind == "block":
            self.define(name, self._own_scope())

    def _control(self, kind: str) -> None:
        outer = len(self._variables)
        self._pipeline("right", ranges=kind == "range")
        self._ranges += kind == "range"
        closing, _ = self._list(kind)
        self._ranges -= kind == "range"
        if closing == "else" and kind != "range" and self._peek_in_action().kind == kind:
            self._next_in_action()
            with self._deeper():
                self._control(kind)
        elif closing == "else" and self._list(kind)[0] != "end":
            raise NotATemplate('a second "{{else}}", remove one')
        del self._variables[outer:]

    def _pipeline(self, end: str, *, ranges: bool = False) -> None:
        self._declarations(ranges=ranges)
        commands = 0
        while (token := self._peek_in_action()).kind != end:
            if token.kind not in _OPERANDS:
                raise NotATemplate(f'"{token.text}" is not expected there')
            if commands and token.kind in _VALUES:
                raise NotATemplate(f'"{token.text}" cannot follow a "|", only a function can')
            self._command()
            commands += 1
        if not commands:
            raise NotATemplate("a value is missing")
        self._take_in_action(end)

    def _declarations(self, *, ranges: bool) -> None:
        """``$x :=``, ``$x =`` or, in a range, ``$i, $x :=``."""
        for last in (not ranges, True):
            if self._peek_in_action().kind != "variable":
                return
            start, variable = self._index, self._next_in_action()
            following = self._peek_in_action()
            if following.kind in {"declare", "assign"}:
                self._next_in_action()
                self._variables.append(variable.text)
                return
            if following.text != ",":
                self._index = start
                return
            self._next_in_action()
            self._variables.append(variable.text)
            if last or self._peek_in_action().kind not in {"variable", "right"}:
                raise NotATemplate("only one variable can be declared there, and two in a range")

    def _command(self) -> None:
        while True:
            if self._peek_in_action().kind in _OPERANDS:
                self._operand()
            token = self._peek()
            if token.kind in {"right", "close"}:
                return
            self._next()
            if token.kind == "pipe":
                return
            if token.kind != "space":
                raise NotATemplate(f'"{token.text}" is not expected there')

    def _operand(self) -> None:
        token = self._next_in_action()
        self._check(token)
        if token.kind == "open":
            with self._deeper():
                self._pipeline("close")
        while self._peek().kind == "field":
            if token.kind in _VALUES:
                raise NotATemplate(f'"{token.text}" has no fields')
            self._next()

    def _check(self, token: Token) -> None:
        if token.kind == "word":
            self.used.add(token.text)
            if self._functions is not None and token.text not in self._functions:
                raise NotATemplate(f'the function "{token.text[:80]}" is not known')
        if token.kind == "variable" and token.text not in self._variables:
            raise NotATemplate(f'the variable "{token.text[:80]}" is not defined')
        valid = {"string": literals.is_string, "char": literals.is_character, "number": literals.is_number, "complex": literals.is_complex}.get(token.kind)
        if valid and not valid(token.text):
            raise NotATemplate(f"{token.text[:80]} is no {token.kind}, use double quotes or backticks for texts")

    def _template_name(self) -> str:
        token = self._take_in_action("string")
        self._check(token)
        return token.text[1:-1]

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        if self._depth == DEPTH:
            raise NotATemplate(f"it is nested more than {DEPTH} levels deep")
        self._depth += 1
        yield
        self._depth -= 1

    def _peek(self) -> Token:
        return self._tokens[self._index]

    def _next(self) -> Token:
        token = self._tokens[self._index]
        self._index += token != END
        return token

    def _take(self, kind: str) -> Token:
        token = self._next()
        if token.kind != kind:
            raise NotATemplate(f'"{token.text}" is not expected there')
        return token

    def _peek_in_action(self) -> Token:
        """The next token but space."""
        return next(token for token in self._tokens[self._index : self._index + 3] if token.kind not in {"space", "left"})

    def _next_in_action(self) -> Token:
        while self._peek().kind == "space":
            self._index += 1
        return self._next()

    def _take_in_action(self, kind: str) -> Token:
        while self._peek().kind == "space":
            self._index += 1
        return self._take(kind)

    def _back(self, token: Token) -> None:
        while self._tokens[self._index] is not token:
            self._index -= 1
