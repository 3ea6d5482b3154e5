"""Regular expressions as Prometheus and Alertmanager read them: RE2 syntax, which is not Python's."""

import re
from collections.abc import Iterator
from typing import Any

import re2  # type: ignore[import-untyped]  # the wheel brings no type information

from hooks.findings import Finding, quoted
from hooks.findings.scraping import EXPRESSION
from hooks.memo import remembered

LENGTH = 65_536
"""Characters of a regular expression: more than any list of names needs."""
GROUPS = 249
"""Groups inside of each other that Go reads, whatever stands beside them in each."""
REPETITIONS = 5_000
"""The sum of all counts like ``{1,63}``: compiling takes the square of it."""
_MEMORY = 16 << 20
"""Bytes for the compiled program. Go has no such limit of its own; here it also bounds the time of compiling."""
_PARTS = re.compile(
    r"\\Q.*?(?:\\E|\Z)|\\x\{[0-9A-Fa-f]{1,8}\}|\\(?P<escaped>.)|\(\?P?<(?P<group>[^>]{0,1000}+)>|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*+\]?"
    r"|(?P<opening>\()|(?P<closing>\))|\{(?P<least>[0-9]{1,1000}+)(?:,(?P<most>[0-9]{0,1000}+))?\}",
    re.DOTALL,
)
"""What can hold a difference between Go's RE2 and this one, or much work; what is quoted and what is in brackets hold neither."""
_CLASS = re.compile(r"\\Q.*?(?:\\E|\Z)|(?P<unicode>\\[pP](?:\{[^}]{1,64}\}|[^{]))|\\.", re.DOTALL)
_GROUP_NAME = re.compile(r"\w+", re.ASCII)


def findings(expression: str, path: str) -> Iterator[Finding]:
    """Where Prometheus, which anchors it, could not compile ``expression``."""
    reason = problem(expression)
    if reason:
        yield EXPRESSION.at(path, f"{quoted(expression)} is no regular expression: {quoted(reason)[1:-1]}", "write it in RE2 syntax")


@remembered(count=1024, longest=4096)
def problem(expression: str) -> str:
    """Why Go's ``regexp`` would not compile it; empty where it would."""
    if len(expression) > LENGTH:
        return f"it is longer than {LENGTH} characters"
    return _unlike_go(expression) or _uncompiled(expression)


def _unlike_go(expression: str) -> str:
    """What Go would refuse and this RE2 would not, and what would be much work."""
    counted = depth = 0
    for part in _PARTS.finditer(expression):
        if part["escaped"] == "C":
            return r"invalid escape sequence: \C"
        if part["group"] is not None and not _GROUP_NAME.fullmatch(part["group"]):
            return f"invalid named capture: {part[0][:40]}"
        depth += (part["opening"] is not None or part["group"] is not None) - (part["closing"] is not None)
        if depth > GROUPS:
            return f"it nests more than {GROUPS} groups"
        # Ten digits are enough to be too many.
        counted += max(int((part[name] or "0")[:10]) for name in ("least", "most"))
    return f"its repetitions count up to more than {REPETITIONS}" if counted > REPETITIONS else ""


def _uncompiled(expression: str) -> str:
    try:
        _program(_CLASS.sub(_cheap, _anchored(expression)))
    except (re2.error, UnicodeEncodeError) as error:
        return _text(error)
    return ""


@remembered(count=1024, longest=4096)
def problem_alone(expression: str) -> str:
    """:func:`problem`, or why Go would not read it by itself: what closes a group that it has not opened fits only into the one that anchors it."""
    reason = problem(expression)
    if not reason and ")" in expression:
        try:
            _program(_CLASS.sub(_cheap, expression))
        except re2.error as error:
            return _text(error)
    return reason


def matches(expression: str, text: str) -> bool:
    """Whether an expression without a problem matches all of ``text``, which is empty or ASCII."""
    return _program(_CLASS.sub(_cheap, _anchored(expression))).fullmatch(text.encode()) is not None


def _anchored(expression: str) -> str:
    return f"^(?s:{expression})$"


def _cheap(found: re.Match[str]) -> str:
    """A class of Unicode (of letters, say) has hundreds of ranges: it is compiled once, and a small class stands for it where it is used."""
    return r"\d" if found["unicode"] and _is_class(found["unicode"]) else found[0]


@remembered(count=1024, longest=4096)
def _is_class(written: str) -> bool:
    try:
        _program(written)
    except (re2.error, UnicodeEncodeError):
        return False
    return True


def _program(expression: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    return re2.compile(expression.encode(), options)


def _text(error: Exception) -> str:
    message = error.args[0] if isinstance(error, re2.error) else "it holds a character that is none"
    return message.decode(errors="replace") if isinstance(message, bytes) else str(message)
