"""Regular expressions as Prometheus reads them: RE2 syntax, which is not Python's."""

import re
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]  # the wheel brings no type information

from hooks.errors import InvalidObject

_ANY_BYTE = re.compile(r"(?<!\\)(?:\\\\)*\\C")
"""The one escape that RE2 knows and Go's ``regexp`` does not."""


def check(expression: str, path: str) -> None:
    """InvalidObject at ``path`` where Prometheus, which anchors it, could not compile ``expression``."""
    problem = _problem(expression)
    if problem:
        raise InvalidObject(path, f'"{expression}" is no regular expression: {problem}, write it in RE2 syntax')


@lru_cache(maxsize=4096)
def _problem(expression: str) -> str | None:
    if _ANY_BYTE.search(expression):
        return r"invalid escape sequence: \C"
    try:
        re2.compile(f"^(?s:{expression})$".encode(errors="replace"), _options())
    except re2.error as error:
        return _text(error)
    return None


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 << 20  # Go's regexp has no such limit on memory: ours is only there to end
    return options


def _text(error: Exception) -> str:
    message = error.args[0]
    return message.decode(errors="replace") if isinstance(message, bytes) else str(message)
