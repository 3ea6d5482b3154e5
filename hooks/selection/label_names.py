"""Label names as Prometheus takes them (Prometheus documentation: Data model, Metric names and labels)."""

import re
from collections.abc import Iterable

from hooks.errors import InvalidObject
from hooks.selection.context import SelectionContext

_LEGACY = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
_LEGACY_TEMPLATE = re.compile(r"(?:[a-zA-Z_]|\$(?:\{\w+\}|\w))(?:\w|\$(?:\{\w+\}|\w))*", re.ASCII)
REMEDY = "write letters, digits and underscores, the first no digit, or use Prometheus 3"


def valid(name: str, ctx: SelectionContext) -> bool:
    """Prometheus 3 takes any name that is not empty, Prometheus 2 letters, digits and underscores."""
    return bool(name) if ctx.utf8_names else _LEGACY.fullmatch(name) is not None


def valid_template(name: str, ctx: SelectionContext) -> bool:
    """The same for a name in which ``$1`` or ``${name}`` stand for what an expression found."""
    return bool(name) if ctx.utf8_names else _LEGACY_TEMPLATE.fullmatch(name) is not None


def check(names: Iterable[str], path: str, ctx: SelectionContext) -> None:
    """InvalidObject at the first name, in order, that the version does not take."""
    for name in sorted(names):
        if not valid(name, ctx):
            raise InvalidObject(path, f'"{name}" is no label name, {REMEDY}')
