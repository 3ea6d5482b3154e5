"""Go templates: what the parser of Go's package text/template refuses, and so the programs whose configuration holds them."""

from hooks.go_template.parser import BUILT_IN, Parsed, parse
from hooks.go_template.tokens import NotATemplate

__all__ = ["BUILT_IN", "NotATemplate", "Parsed", "parse", "problem"]


def problem(text: str, functions: frozenset[str] | None = frozenset(), variables: frozenset[str] = frozenset()) -> str:
    """Why ``text`` would be refused; empty where it would not. For the arguments see :func:`parse`."""
    try:
        parse(text, functions, variables)
    except NotATemplate as error:
        return str(error)
    return ""
